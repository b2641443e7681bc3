#include "app/person_view.hpp"

#include <algorithm>
#include <array>

#include "app/masking.hpp"

namespace liandong {
namespace {

struct KindName {
    std::string_view code;
    std::string_view label;
};
constexpr auto kStaffKinds = std::to_array<KindName>({
    {"grid_worker", "网格员"},
    {"mediator", "调解员"},
    {"expert", "专家"},
    {"judicial_office", "司法所"},
    {"mediation_committee", "调解委员会"},
    {"officer", "工作人员"},
});

bool MayCall(const Principal& who, const UnitCode& unit, const City& city) {
    return MayFor(who, "remind", unit, city) || MayFor(who, "mobilise", unit, city);
}

}  // namespace

std::string_view StaffKindLabel(std::string_view kind) {
    const auto found = std::ranges::find(kStaffKinds, kind, &KindName::code);
    return found == kStaffKinds.end() ? kind : found->label;
}

PersonCard CardOf(const StaffMember& person, const City& city, const Principal& who, Instant now) {
    PersonCard card{person.code,  person.name,
                    person.kind,  std::string(StaffKindLabel(person.kind)),
                    person.unit,  "",
                    person.place, "",
                    {},           person.languages,
                    person.phone, !MayCall(who, person.unit, city),
                    "",           city.IsAtWork(person, now)};
    if (card.phone_masked) card.phone = MaskNumber(card.phone);
    if (const Unit* unit = city.FindUnit(person.unit)) card.unit_name = unit->name;
    if (const Place* place = city.FindPlace(person.place)) card.place_name = place->name;
    if (const Shift* shift = city.FindShift(person.shift)) card.shift_name = shift->name;
    for (const std::string& code : person.skills) {
        const Skill* skill = city.FindSkill(code);
        card.skills.push_back(skill == nullptr ? code : skill->name);
    }
    return card;
}

}  // namespace liandong
