#include "app/find_people.hpp"

#include <algorithm>

#include "app/act_on_case.hpp"

namespace liandong {
namespace {

constexpr std::int32_t kPeopleMax = 50;

Result<void> CheckRequest(const FindPeopleRequest& request, const City& city) {
    if (request.limit < 1 || request.limit > kPeopleMax)
        return Failure{Invalid("bad_limit", "Ask for 1 to 50 people.")};
    if (!request.category.value.empty() && city.FindCategory(request.category) == nullptr)
        return Failure{Invalid("unknown_category", "There is no such category.")};
    if (!request.place.value.empty() && city.FindPlace(request.place) == nullptr)
        return Failure{Invalid("unknown_place", "There is no such place.")};
    for (const std::string& kind : request.kinds) {
        if (StaffKindLabel(kind) == kind)
            return Failure{Invalid("unknown_kind", "There is no such kind of person.")};
    }
    for (const std::string& skill : request.skills) {
        if (city.FindSkill(skill) == nullptr)
            return Failure{Invalid("unknown_skill", "There is no such skill.")};
    }
    return {};
}

// The case as it is, or one that nobody has opened yet, with what the request spells out.
Result<Case> CaseMeant(const PeopleServices& people, const Principal& who,
                       const FindPeopleRequest& request, Deadline deadline) {
    Case meant;
    if (request.case_id) {
        LD_TRY(auto found, LoadVisible(people.services, who, *request.case_id, deadline));
        meant = std::move(found.state);
    }
    if (!request.category.value.empty()) meant.category = request.category;
    if (!request.place.value.empty()) {
        meant.place = request.place;
    } else if (request.point) {
        const auto grid = people.board.Grid();
        const GridCell* cell = grid->cells.Find(*request.point);
        if (cell != nullptr) meant.place = cell->community;
    }
    return meant;
}

Need NeedMeant(const PeopleServices& people, const FindPeopleRequest& request, const Case& meant) {
    Need need = people.board.NeedOf(meant, people.services.clock.Now());
    if (!request.kinds.empty()) need.kinds = request.kinds;
    if (!request.skills.empty()) need.skills = request.skills;
    need.language = request.language;
    need.language_required = request.language_required && !request.language.empty();
    need.at_work_required = request.at_work_required.value_or(need.at_work_required);
    need.within_street = request.within_street;
    need.excluded.insert(request.excluded.begin(), request.excluded.end());
    return need;
}

FoundPerson ViewOf(const Match& match, const City& city, const Principal& who, Instant now) {
    FoundPerson view;
    if (const StaffMember* person = city.FindStaff(match.person))
        view.person = CardOf(*person, city, who, now);
    view.points = match.points;
    view.nearness = match.nearness;
    view.nearness_label = Label(match.nearness);
    view.open = match.open;
    if (match.last_assigned)
        view.last_assigned = LocalTime{*match.last_assigned, city.calendar.offset};
    for (const MatchReason& reason : match.reasons) {
        view.reasons.push_back({reason.kind, std::string(Label(reason.kind)), reason.points,
                                reason.points_max, reason.text});
    }
    return view;
}

}  // namespace

Result<FoundPeople> FindPeople(const PeopleServices& people, const Principal& who,
                               const FindPeopleRequest& request, Deadline deadline) {
    const auto city = people.services.city.Current();
    people.board.Take(city);
    LD_TRY(CheckRequest(request, *city));
    LD_TRY(const Case meant, CaseMeant(people, who, request, deadline));
    const Need need = NeedMeant(people, request, meant);
    const Ranking ranking = people.board.Rank(need, static_cast<std::size_t>(request.limit));
    FoundPeople found;
    if (const MatchRule* rule = city->MatchRuleFor(meant.category)) found.rule = rule->name;
    found.kinds = need.kinds;
    found.skills = need.skills;
    found.place = meant.place;
    if (const Place* place = city->FindPlace(meant.place)) found.place_name = place->name;
    found.fit = ranking.fit;
    for (const Match& match : ranking.best)
        found.best.push_back(ViewOf(match, *city, who, need.at));
    for (const Named<LeftOut>& why : kNames<LeftOut>) {
        const auto count = ranking.left_out.at(static_cast<std::size_t>(why.value) - 1);
        if (count > 0) found.left_out.push_back({why.value, std::string(why.label), count});
    }
    return found;
}

}  // namespace liandong
