#include "app/near_cases.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "app/act_on_case.hpp"
#include "app/case_scope.hpp"
#include "app/merge_cases.hpp"
#include "app/view_words.hpp"

namespace liandong {
namespace {

constexpr std::chrono::hours kRecent{24 * 60};
constexpr std::int32_t kReadMax = 100;
constexpr std::size_t kShownMax = 20;
constexpr std::string_view kReason = "群众确认与此件为同一件事";

std::set<CaseState> OpenStates() {
    std::set<CaseState> open;
    for (const auto& named : kNames<CaseState>) {
        if (IsOpen(named.value)) open.insert(named.value);
    }
    return open;
}

// A wrong that somebody reported, a question or an opinion is theirs alone; so is what is secret.
bool IsPublic(RequestType type, bool secret) {
    return !secret && (type == RequestType::kHelp || type == RequestType::kComplaint);
}

Error NoSuchNearCase() {
    return NotFound("no_such_near_case", "There is no such matter near, or no longer.");
}

class Near {
public:
    Near(const Services& services, Deadline deadline)
        : city_(services.city.Current()), words_(*city_, services.store, deadline) {}

    [[nodiscard]] NearCase Show(CaseId id, const CategoryCode& category, const PlaceCode& place,
                                CaseState state, Instant opened_at) const {
        NearCase shown;
        shown.id = id;
        shown.category = category;
        if (const Category* found = city_->FindCategory(category)) {
            shown.category_name = found->name;
        }
        const Place* street = city_->Enclosing(place, PlaceKind::kStreet);
        if (street == nullptr) street = city_->Enclosing(place, PlaceKind::kDistrict);
        if (street != nullptr) shown.street_name = street->name;
        shown.state = state;
        shown.state_label = Label(state);
        shown.opened_at = words_.Local(Instant(std::chrono::floor<std::chrono::hours>(opened_at)));
        return shown;
    }
    [[nodiscard]] const City& Map() const { return *city_; }

private:
    std::shared_ptr<const City> city_;
    ViewWords words_;
};

}  // namespace

Result<std::vector<NearCase>> NearCases(const Services& services, const PlaceCode& place,
                                        const CategoryCode& category, Deadline deadline) {
    const Near near(services, deadline);
    const Place* around = near.Map().Enclosing(place, PlaceKind::kStreet);
    if (around == nullptr) around = near.Map().Enclosing(place, PlaceKind::kDistrict);
    if (around == nullptr) {
        return Failure{Invalid("unknown_place", "A street or a district says where to look.")};
    }
    CaseFilter filter;
    filter.states = OpenStates();
    filter.places = PlacesWithin(near.Map(), around->code);
    filter.category = category.value;
    filter.opened_from = services.clock.Now() - kRecent;
    LD_TRY(const auto rows, services.store.ListCases(filter, {std::nullopt, kReadMax}, deadline));
    std::vector<NearCase> found;
    for (const CaseRow& row : rows.items) {
        if (!IsPublic(row.type, row.secret) || row.category.value.empty()) continue;
        found.push_back(near.Show(row.id, row.category, row.place, row.state, row.opened_at));
        if (found.size() == kShownMax) break;
    }
    return found;
}

Result<NearCase> FindNearCase(const Services& services, CaseId id, Deadline deadline) {
    const auto stored = services.store.Load(id, deadline);
    if (!stored) {
        if (stored.error().kind == ErrorKind::kNotFound) return Failure{NoSuchNearCase()};
        return Failure{stored.error()};
    }
    const Case& c = stored->state;
    if (!IsOpen(c.state) || !IsPublic(c.type, c.secret) || c.category.value.empty()) {
        return Failure{NoSuchNearCase()};
    }
    return Near(services, deadline).Show(c.id, c.category, c.place, c.state, c.opened_at);
}

Result<void> JoinCase(const Services& services, const CaseSlip& slip, CaseId into,
                      Deadline deadline) {
    LD_TRY(CheckSlip(services, slip));
    LD_TRY(const NearCase other, FindNearCase(services, into, deadline));
    Principal who = CitizenPrincipal();
    who.city_permissions.emplace("merge");
    Merge merge;
    merge.into = other.id;
    merge.reason.plain = kReason;
    LD_TRY(MergeCases(services, who, slip.id, merge, std::nullopt, deadline));
    return {};
}

}  // namespace liandong
