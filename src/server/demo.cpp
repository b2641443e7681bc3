#include "server/demo.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

#include "adapters/crypto/sha256.hpp"
#include "adapters/profile/city_holder.hpp"
#include "app/quality_lots.hpp"
#include "app/simulate_city.hpp"
#include "server/seal_all.hpp"

namespace liandong::server {
namespace {

constexpr std::chrono::seconds kTime{30};
constexpr std::string_view kPassword = "liandong-demo";
constexpr std::int32_t kDays = 5;
constexpr std::int32_t kCasesPerDay = 400;
constexpr std::uint64_t kSeed = 12345;
constexpr std::int64_t kDrawnEvents = 1'000;  // the newest; enough to show what a day brings

// A department, a district and one of its streets: enough to see the same case from both ends.
std::vector<const Unit*> DemoUnits(const City& city) {
    std::vector<const Unit*> units;
    if (const Unit* unit = city.FindUnit(city.fallback_unit)) units.push_back(unit);
    for (const PlaceKind kind : {PlaceKind::kDistrict, PlaceKind::kStreet}) {
        const auto place = std::ranges::find_if(city.places, [&](const Place& p) {
            return p.kind == kind && city.UnitOfPlace(p.code) != nullptr;
        });
        if (place != city.places.end()) units.push_back(city.UnitOfPlace(place->code));
    }
    return units;
}

std::string Lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return text;
}

// Whose account it is: somebody of that unit in the list of staff, for the roles that are about
// them.
std::string StaffFor(const City& city, const Role& role, const Unit& unit) {
    const auto person = std::ranges::find_if(city.staff, [&](const StaffMember& member) {
        return member.kind == role.code && member.unit == unit.code;
    });
    return person == city.staff.end() ? std::string() : person->code;
}

// A mediator or a grid worker is somebody in the list of staff, or there is no such account.
bool NeedsStaff(const City& city, const Role& role) {
    return std::ranges::any_of(city.staff,
                               [&](const StaffMember& member) { return member.kind == role.code; });
}

// One person for each role of the hotline, and for each role of a unit one in each of the demo's
// units.
std::vector<NewUser> DemoUsers(const City& city) {
    std::vector<NewUser> users;
    for (const Role& role : city.roles) {
        if (role.scope == RoleScope::kCity) {
            users.push_back({role.code,
                             "演示" + role.name,
                             std::string(kPassword),
                             city.hotline_unit,
                             {role.code},
                             ""});
            continue;
        }
        for (const Unit* unit : DemoUnits(city)) {
            std::string staff = StaffFor(city, role, *unit);
            if (staff.empty() && NeedsStaff(city, role)) continue;
            users.push_back({role.code + "." + Lower(unit->code.value),
                             "演示" + role.name + "（" + unit->short_name + "）",
                             std::string(kPassword),
                             unit->code,
                             {role.code},
                             std::move(staff)});
        }
    }
    return users;
}

// All points but where `fault` says: then a few of the first criterion's.
ScoreQuality DemoScore(const City& city, const QualityCheck& check, bool fault) {
    ScoreQuality score;
    for (const QualityCriterion& criterion : city.quality.CriteriaOf(check.work.subject)) {
        NewMark& mark = score.marks.emplace_back();
        mark.criterion = criterion.code;
        mark.points = criterion.points;
        if (!fault || score.marks.size() > 1) continue;
        mark.points -= std::min(criterion.points, 5);
        mark.reason.plain = "演示：要点不够完整";
    }
    return score;
}

// What the daily lot would have drawn, two of three scored by whoever checks.
Result<void> PlantQuality(OpenedCity& city) {
    const Services services = city.Use();
    const auto current = services.city.Current();
    const Deadline deadline = Deadline::In(kTime);
    LD_TRY(const auto head, services.store.LatestTreeHead(deadline));
    LD_TRY(const auto users, services.store.ListUsers(deadline));
    const auto checker = std::ranges::find_if(users, [&](const User& user) {
        return PrincipalOf(user, *current).city_permissions.contains("check_quality");
    });
    if (!head || checker == users.end()) return {};
    const std::int64_t from = std::max<std::int64_t>(0, head->tree_size - kDrawnEvents);
    LD_TRY(DrawLot(services, {from, head->tree_size, head->root}, crypto::Sha256, deadline));
    DocumentFilter filter;
    filter.kinds = {DocumentKind::kQualityCheck};
    LD_TRY(const auto drawn, services.store.ReadDocuments(filter, Page{{}, 100}, deadline));
    std::size_t number = 0;
    for (const StoredDocument& stored : drawn.items) {
        if (++number % 3 == 0) continue;
        LD_TRY(const auto check, DocumentCodec<QualityCheck>::DecodeState(stored.body));
        LD_TRY(ActOnQuality(services, PrincipalOf(*checker, *current),
                            {check.id, DemoScore(*current, check, number % 4 == 0), {}, {}},
                            deadline));
    }
    return {};
}

}  // namespace

Result<void> PlantDemo(OpenedCity& city, std::ostream& progress) {
    const Services services = city.Use();
    LD_TRY(const auto people, services.store.ListUsers(Deadline::In(kTime)));
    if (!people.empty()) return {};
    progress << "Planting the demo: people and cases, all invented.\n";
    for (const NewUser& user : DemoUsers(*services.city.Current())) {
        LD_TRY(SaveUser(city.Accounts(), SystemPrincipal(), user, Deadline::In(kTime)));
    }
    SimulationOptions options;
    options.until = services.clock.Now();
    options.start = DayOf(*options.until, services.city.Current()->calendar.offset) -
                    std::chrono::days{kDays - 1};
    options.days = kDays;
    options.cases_per_day = kCasesPerDay;
    options.seed = kSeed;
    LD_TRY(const SimulationReport report, SimulateCity(services, options));
    LD_TRY(SealAll(city));
    LD_TRY(PlantQuality(city));
    progress << report.cases << " cases of the last " << kDays << " days.\n";
    return {};
}

void PrintDemoUsers(OpenedCity& city, std::ostream& out) {
    const auto current = city.Use().city.Current();
    out << "Who can sign in (password of all: " << kPassword << "):\n";
    for (const NewUser& user : DemoUsers(*current)) {
        out << "  " << user.login
            << std::string(user.login.size() < 26 ? 26 - user.login.size() : 1, ' ') << user.name
            << '\n';
    }
}

}  // namespace liandong::server
