#include "adapters/http/routes/document_routes.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "app/hot_topics.hpp"
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

Result<Response> GetTopics(const ApiServices& api, const Request& /*request*/) {
    return Json(200, *api.topics->Get());
}

}  // namespace

void AddTopicRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/topics", "supervise", GetTopics);
    AddDocumentCommands<SurgeWarning>(table, "/api/v1/surge-warnings");
}

}  // namespace liandong::http
