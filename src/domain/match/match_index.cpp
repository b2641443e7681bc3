#include "domain/match/match_index.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace liandong {
namespace {

constexpr std::size_t Slot(LeftOut why) { return static_cast<std::size_t>(why) - 1; }

// Everybody whom one of the lists names, once.
std::vector<std::size_t> Union(
    const std::map<std::string, std::vector<std::size_t>, std::less<>>& lists,
    const std::vector<std::string>& wanted) {
    std::vector<std::size_t> all;
    for (const std::string& name : wanted) {
        const auto found = lists.find(name);
        if (found != lists.end()) all.insert(all.end(), found->second.begin(), found->second.end());
    }
    std::ranges::sort(all);
    const auto twice = std::ranges::unique(all);
    all.erase(twice.begin(), twice.end());
    return all;
}

}  // namespace

MatchIndex::MatchIndex(std::shared_ptr<const City> city) : city_(std::move(city)) {
    const auto& staff = city_->staff;
    areas_.reserve(staff.size());
    for (std::size_t i = 0; i < staff.size(); ++i) {
        areas_.push_back(AreaOf(*city_, staff[i].place));
        at_.emplace(staff[i].code, i);
        by_kind_[staff[i].kind].push_back(i);
        for (const std::string& skill : staff[i].skills) by_skill_[skill].push_back(i);
    }
    for (const Place& place : city_->places) {
        if (place.kind == PlaceKind::kStreet)
            neighbours_.emplace(place.code, NeighboursOf(*city_, place.code));
    }
}

std::vector<std::size_t> MatchIndex::WhoCould(const Need& need) const {
    if (!need.skills.empty()) return Union(by_skill_, need.skills);
    if (!need.kinds.empty()) return Union(by_kind_, need.kinds);
    std::vector<std::size_t> all(Size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    return all;
}

Ranking MatchIndex::Rank(const Need& need, std::span<const Standing> standings,
                         std::size_t limit) const {
    LD_CHECK(standings.size() == Size());
    std::map<std::string_view, bool> at_work_by_shift;
    std::vector<Candidate> candidates;
    for (const std::size_t i : WhoCould(need)) {
        const StaffMember& person = city_->staff[i];
        const auto [known, is_new] = at_work_by_shift.try_emplace(person.shift, false);
        if (is_new) known->second = city_->IsAtWork(person, need.at);
        candidates.push_back({&person, areas_[i], known->second, standings[i]});
    }
    Ranking ranking = RankPeople(candidates, need, *city_, limit);
    // Those who were not looked at are of another kind, or lack the skill.
    const auto of_kind = need.kinds.empty() ? Size() : Union(by_kind_, need.kinds).size();
    const auto is_of_kind = [&](const Candidate& candidate) {
        return need.kinds.empty() ||
               std::ranges::find(need.kinds, candidate.person->kind) != need.kinds.end();
    };
    const auto looked_at = std::ranges::count_if(candidates, is_of_kind);
    ranking.left_out[Slot(LeftOut::kKind)] = static_cast<std::int32_t>(Size() - of_kind);
    if (!need.skills.empty()) {
        ranking.left_out[Slot(LeftOut::kSkill)] +=
            static_cast<std::int32_t>(of_kind) - static_cast<std::int32_t>(looked_at);
    }
    return ranking;
}

Need MatchIndex::NeedOf(const Case& c, Instant at) const {
    Need need;
    need.at = at;
    need.at_work_required = c.urgent;
    if (const MatchRule* rule = city_->MatchRuleFor(c.category)) {
        need.kinds = rule->kinds;
        need.skills = rule->skills;
    }
    SetPlace(need, c.place);
    return need;
}

void MatchIndex::SetPlace(Need& need, const PlaceCode& place) const {
    need.area = AreaOf(*city_, place);
    const auto found = neighbours_.find(need.area.street);
    need.neighbours = found == neighbours_.end() ? std::vector<PlaceCode>{} : found->second;
}

std::size_t MatchIndex::IndexOf(std::string_view code) const {
    const auto found = at_.find(std::string(code));
    return found == at_.end() ? Size() : found->second;
}

}  // namespace liandong
