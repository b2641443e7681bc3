#include "app/people_board.hpp"

#include <algorithm>

namespace liandong {

void PeopleBoard::Take(const std::shared_ptr<const City>& city) {
    const bool is_known =
        state_.With([&](const State& state) { return &state.index->OfCity() == city.get(); });
    if (is_known) return;
    // Built outside the lock: it takes milliseconds, and nobody waits for a new profile.
    auto index = std::make_shared<const MatchIndex>(city);
    auto grid = std::make_shared<const GridIndex>(city);
    state_.With([&](State& state) {
        std::vector<Standing> standings(index->Size());
        for (std::size_t i = 0; i < state.standings.size(); ++i) {
            const std::size_t at = index->IndexOf(state.index->OfCity().staff[i].code);
            if (at < standings.size()) standings[at] = std::move(state.standings[i]);
        }
        state = {std::move(index), std::move(grid), std::move(standings)};
    });
}

Need PeopleBoard::NeedOf(const Case& c, Instant at) const {
    return state_.With([&](const State& state) { return state.index->NeedOf(c, at); });
}

Need PeopleBoard::NeedAt(const PlaceCode& place, Instant at) const {
    Need need;
    need.at = at;
    state_.With([&](const State& state) { state.index->SetPlace(need, place); });
    return need;
}

Ranking PeopleBoard::Rank(const Need& need, std::size_t limit) const {
    return state_.With(
        [&](const State& state) { return state.index->Rank(need, state.standings, limit); });
}

std::optional<Match> PeopleBoard::TakeBest(const Need& need) {
    return state_.With([&](State& state) -> std::optional<Match> {
        Ranking ranking = state.index->Rank(need, state.standings, 1);
        if (ranking.best.empty()) return std::nullopt;
        Standing& standing = state.standings[state.index->IndexOf(ranking.best.front().person)];
        ++standing.open;
        standing.last_assigned = need.at;
        return std::move(ranking.best.front());
    });
}

Result<std::optional<LeftOut>> PeopleBoard::TakeChosen(std::string_view person, const Need& need) {
    return state_.With([&](State& state) -> Result<std::optional<LeftOut>> {
        const std::size_t i = state.index->IndexOf(person);
        if (i >= state.standings.size())
            return Failure{NotFound("no_such_person", "There is no such person.")};
        Standing& standing = state.standings[i];
        const City& city = state.index->OfCity();
        const Candidate chosen{&city.staff[i], {}, false, standing};
        if (const auto why_not = WhyNotChosen(chosen, need, city)) return why_not;
        ++standing.open;
        standing.last_assigned = need.at;
        return std::optional<LeftOut>{};
    });
}

void PeopleBoard::Release(std::string_view person) {
    state_.With([&](State& state) {
        const std::size_t i = state.index->IndexOf(person);
        if (i < state.standings.size())
            state.standings[i].open = std::max(0, state.standings[i].open - 1);
    });
}

void PeopleBoard::AddLeave(std::string_view person, Leave leave) {
    state_.With([&](State& state) {
        const std::size_t i = state.index->IndexOf(person);
        if (i < state.standings.size()) state.standings[i].leaves.push_back(leave);
    });
}

void PeopleBoard::Load(const std::map<std::string, Standing, std::less<>>& standings) {
    state_.With([&](State& state) {
        const auto& staff = state.index->OfCity().staff;
        for (std::size_t i = 0; i < state.standings.size(); ++i) {
            const auto found = standings.find(staff[i].code);
            const auto last = state.standings[i].last_assigned;
            state.standings[i] = found == standings.end() ? Standing{} : found->second;
            // What is long over is not read again each time.
            state.standings[i].last_assigned = std::max(last, state.standings[i].last_assigned);
        }
    });
}

std::shared_ptr<const GridIndex> PeopleBoard::Grid() const {
    return state_.With([](const State& state) { return state.grid; });
}

}  // namespace liandong
