#include <algorithm>
#include <charconv>

#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/case_presence.hpp"
#include "app/case_scope.hpp"
#include "app/journal_notices.hpp"
#include "base/text.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(SayPresence, (), (doing))
BOOST_DESCRIBE_STRUCT(PersonHereView, (), (name, unit_name, doing, since))

template <>
inline constexpr bool HasDefault<SayPresence> = true;
template <>
inline constexpr auto kRequired<SayPresence> = std::to_array<std::string_view>({"doing"});

}  // namespace liandong

namespace liandong::http {
namespace {

constexpr std::string_view kUnitTopic = "unit:";

// The id is how many events the journal then has, so that the very first is above "seen nothing".
LiveEvent EventOf(const JournalNotice& notice, UtcOffset offset) {
    LiveEvent event;
    event.id = static_cast<std::uint64_t>(notice.log_index) + 1;
    event.name = notice.is_case ? "case" : "record";
    event.data = json::ToJson(LiveView{notice.case_id, notice.seq, notice.kind,
                                       FormatRfc3339(notice.at, offset), notice.log_index});
    for (const UnitCode& unit : notice.units) {
        event.topics.push_back(std::string(kUnitTopic) + unit.value);
    }
    return event;
}

// Whom an event may reach: those who may view the case, and of the names they asked for.
LiveFilter FilterOf(const Principal& who, const City& city, const std::set<std::string>& names) {
    const auto& held = who.city_permissions;
    const bool is_city_wide = held.contains("*") || held.contains("view");
    std::set<std::string> topics;
    if (!is_city_wide && !who.actor.unit.value.empty()) {
        for (const UnitCode& unit : UnitsWithin(city, who.actor.unit)) {
            topics.insert(std::string(kUnitTopic) + unit.value);
        }
    }
    return [is_city_wide, topics, names](const LiveEvent& event) {
        if (!names.empty() && !names.contains(event.name)) return false;
        if (is_city_wide) return true;
        return std::ranges::any_of(event.topics,
                                   [&](const auto& topic) { return topics.contains(topic); });
    };
}

LiveReplay ReplayOf(const ApiServices& api, Deadline deadline) {
    return [&api, deadline](
               std::uint64_t after,
               std::size_t count_max) -> Result<std::optional<std::vector<LiveEvent>>> {
        LD_TRY(const std::int64_t size, api.services.store.SealedSize(deadline));
        const auto from = static_cast<std::int64_t>(after);
        if (from > size || size - from > static_cast<std::int64_t>(count_max)) {
            return std::optional<std::vector<LiveEvent>>{};
        }
        std::vector<LiveEvent> events;
        if (from == size) return std::optional(std::move(events));
        const UtcOffset offset = api.services.city.Current()->calendar.offset;
        LD_TRY(const auto entries,
               api.services.store.Sealed(from, static_cast<std::int32_t>(size - from), deadline));
        LD_TRY(const auto notices, NoticesOf(api.services, entries, deadline));
        for (const JournalNotice& notice : notices) events.push_back(EventOf(notice, offset));
        return std::optional(std::move(events));
    };
}

Result<std::optional<std::uint64_t>> LastSeen(const Request& request) {
    std::string_view text = request.headers.Get("Last-Event-ID");
    if (text.empty()) text = request.query.Get("last_event_id");
    if (text.empty()) return std::optional<std::uint64_t>{};
    std::uint64_t id = 0;
    const auto [end, failed] = std::from_chars(text.begin(), text.end(), id);
    if (failed == std::errc{} && end == text.end() && id < (std::uint64_t{1} << 62U)) {
        return std::optional(id);
    }
    return Failure{Invalid("bad_event_id", "Last-Event-ID must be the id of an event.")};
}

Result<Response> GetLive(const ApiServices& api, const Request& request) {
    const Principal& who = Who(request);
    std::set<std::string> names;
    for (const std::string_view list : request.query.All("names")) {
        for (const std::string_view name : Split(list, ',')) {
            if (!name.empty()) names.emplace(name);
        }
    }
    LiveHub::Options options;
    options.owner = who.actor.id;
    options.filter = FilterOf(who, *api.services.city.Current(), names);
    LD_TRY(options.after, LastSeen(request));
    options.replay = ReplayOf(api, request.deadline);
    LD_TRY(auto subscription, api.hub.Subscribe(std::move(options)));
    return Response::Live(std::move(subscription));
}

}  // namespace

Result<void> PublishSealed(const ApiServices& api, const std::vector<JournalEntry>& entries,
                           Deadline deadline) {
    const UtcOffset offset = api.services.city.Current()->calendar.offset;
    LD_TRY(const auto notices, NoticesOf(api.services, entries, deadline));
    for (const JournalNotice& notice : notices) api.hub.Publish(EventOf(notice, offset));
    return {};
}

void AddLiveRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/live", "view", GetLive);
    const auto presence = std::make_shared<CasePresence>();  // shared by the requests
    table.Add(Route{.method = Method::kPost,
                    .pattern = "/api/v1/cases/{id}/presence",
                    .permission = "view"},
              [presence](const ApiServices& api, const Request& request) -> Result<Response> {
                  LD_TRY(const CaseId id, CaseIdOf(request));
                  LD_TRY(const User user, AskingUser(request));
                  LD_TRY(const auto body, BodyOf<SayPresence>(request));
                  LD_TRY(const auto others, SayPresent(api.services, *presence, Who(request), user,
                                                       id, body.doing, request.deadline));
                  return ListJson(others);
              });
}

}  // namespace liandong::http
