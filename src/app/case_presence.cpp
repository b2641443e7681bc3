#include "app/case_presence.hpp"

#include <algorithm>
#include <utility>

#include "app/act_on_case.hpp"
#include "app/view_words.hpp"

namespace liandong {
namespace {

/// Holds those who follow cases unseen.
constexpr std::string_view kSilent = "discipline";

bool HasGone(const PersonHere& each, Instant now) { return now - each.seen > kPresenceHeld; }

// A page that is closed by force says nothing, so cases are left behind with nobody at them.
void DropDeserted(std::map<CaseId, std::vector<PersonHere>>& cases, Instant now) {
    std::erase_if(cases, [&](const auto& each) {
        return std::ranges::all_of(each.second, [&](const auto& who) { return HasGone(who, now); });
    });
}

void Note(std::vector<PersonHere>& people, PersonHere who) {
    const auto known = std::ranges::find(people, who.id, &PersonHere::id);
    if (who.doing == Doing::kLeft) {
        if (known != people.end()) people.erase(known);
    } else if (known != people.end()) {
        who.since = known->since;
        *known = std::move(who);
    } else if (people.size() < kPresencePeopleMax) {
        people.push_back(std::move(who));
    }
}

}  // namespace

std::vector<PersonHere> CasePresence::Say(CaseId id, PersonHere who, bool is_silent) {
    return cases_.With([&](std::map<CaseId, People>& cases) {
        const Instant now = who.seen;
        const std::string self = who.id;
        auto found = cases.find(id);
        if (found == cases.end() && !is_silent && who.doing != Doing::kLeft) {
            if (cases.size() >= kPresenceCasesMax) DropDeserted(cases, now);
            if (cases.size() < kPresenceCasesMax) found = cases.try_emplace(id).first;
        }
        if (found == cases.end()) return People{};
        People& people = found->second;
        std::erase_if(people, [&](const PersonHere& each) { return HasGone(each, now); });
        if (!is_silent) Note(people, std::move(who));
        People others = people;
        std::erase_if(others, [&](const PersonHere& each) { return each.id == self; });
        if (people.empty()) cases.erase(found);
        return others;
    });
}

Result<std::vector<PersonHereView>> SayPresent(const Services& services, CasePresence& presence,
                                               const Principal& who, const User& user, CaseId id,
                                               Doing doing, Deadline deadline) {
    LD_TRY(const auto found, LoadVisible(services, who, id, deadline));
    const Instant now = services.clock.Now();
    const bool is_silent = who.city_permissions.contains(kSilent);
    const auto others = presence.Say(
        found.state.id, {who.actor.id, user.name, user.unit, doing, now, now}, is_silent);
    const auto city = services.city.Current();
    std::vector<PersonHereView> views;
    views.reserve(others.size());
    for (const PersonHere& each : others) {
        const Unit* unit = city->FindUnit(each.unit);
        views.push_back({each.name,
                         unit == nullptr ? "" : unit->name,
                         each.doing,
                         {each.since, city->calendar.offset}});
    }
    return views;
}

}  // namespace liandong
