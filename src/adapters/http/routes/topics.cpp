#include <algorithm>

#include "adapters/http/routes/document_routes.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "app/topic_days.hpp"
#include "domain/case/decide.hpp"
#include "domain/document/surge_warning.hpp"

// 热点、异动预警.

namespace liandong {

BOOST_DESCRIBE_STRUCT(HotTopic, (),
                      (rank, heat, from, to, place, group, words, summary, persons, case_count,
                       cases))
BOOST_DESCRIBE_STRUCT(HotTopicList, (), (as_of, from, items))

}  // namespace liandong

namespace liandong::http {
namespace {

// They hold words of cases from everywhere: for those alone who may read all of them.
Result<Response> GetTopics(const ApiServices& api, const Request& request) {
    const auto city = api.services.city.Current();
    const bool sees_all = std::ranges::any_of(city->units, [&](const Unit& unit) {
        return unit.parent.value.empty() && MayFor(Who(request), "view", unit.code, *city);
    });
    if (!sees_all) {
        return Failure{Error{ErrorKind::kForbidden,
                             "whole_city_needed",
                             "Topics are for those who may read the cases of the whole city.",
                             "topics",
                             {}}};
    }
    const auto asked = request.query.Get("day");
    if (asked.empty()) return Json(200, *api.topics->Get());
    const auto day = ParseDay(asked);
    if (!day) return Failure{BadQuery("day", "must be a day like 2026-03-02")};
    LD_TRY(const auto list, ReadTopicsOfDay(api.services, *day, request.deadline));
    return Json(200, list);
}

}  // namespace

void AddTopicRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/topics", "view", GetTopics);
    AddDocumentCommands<SurgeWarning>(table, "/api/v1/surge-warnings");
}

}  // namespace liandong::http
