#include <array>

#include "adapters/http/routes/article_describe.hpp"
#include "adapters/http/routes/file_reply.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/export_list.hpp"
#include "app/map_cases.hpp"
#include "base/text.hpp"

// Work lists, case lists, search, and the same as files.

namespace liandong {

BOOST_DESCRIBE_STRUCT(PointedCase, (), (id, point))

namespace http {
namespace {

template <class E>
Result<std::set<E>> CodesIn(const Request& request, std::string_view name) {
    std::set<E> codes;
    for (const std::string_view list : request.query.All(name)) {
        for (const std::string_view text : Split(list, ',')) {
            if (text.empty()) continue;
            LD_TRY(const E code, CodeFrom<E>(name, text));
            codes.insert(code);
        }
    }
    return codes;
}

Result<CaseQuestion> CaseQuestionOf(const Request& request) {
    CaseQuestion question;
    CaseFilter& filter = question.filter;
    LD_TRY(filter.states, CodesIn<CaseState>(request, "state"));
    LD_TRY(filter.type, CodeIn<RequestType>(request, "type"));
    LD_TRY(filter.channel, CodeIn<Channel>(request, "channel"));
    LD_TRY(filter.urgent, FlagIn(request, "urgent"));
    LD_TRY(filter.redone, FlagIn(request, "redone"));
    LD_TRY(filter.overdue, FlagIn(request, "overdue"));
    LD_TRY(filter.disputed, FlagIn(request, "disputed"));
    LD_TRY(filter.return_waiting, FlagIn(request, "return_waiting"));
    LD_TRY(const auto mine, FlagIn(request, "mine"));
    question.mine = mine.value_or(false);
    LD_TRY(filter.opened_from, TimeIn(request, "opened_from"));
    LD_TRY(filter.opened_before, TimeIn(request, "opened_before"));
    filter.category = request.query.Get("category");
    filter.source_system = request.query.Get("source_system");
    filter.source_id = request.query.Get("source_id");
    question.unit.value = request.query.Get("unit");
    question.place.value = request.query.Get("place");
    return question;
}

Result<WorkQuestion> WorkQuestionOf(const Request& request) {
    WorkQuestion question;
    AssignmentFilter& filter = question.filter;
    LD_TRY(filter.states, CodesIn<AssignmentState>(request, "state"));
    LD_TRY(filter.clock, CodeIn<ClockKind>(request, "clock"));
    LD_TRY(filter.overdue, FlagIn(request, "overdue"));
    LD_TRY(filter.urgent, FlagIn(request, "urgent"));
    LD_TRY(filter.due_before, TimeIn(request, "due_before"));
    filter.category = request.query.Get("category");
    question.unit.value = request.query.Get("unit");
    question.place.value = request.query.Get("place");
    return question;
}

Result<Response> GetCases(const ApiServices& api, const Request& request) {
    LD_TRY(const auto page, PageFrom(request));
    LD_TRY(auto question, CaseQuestionOf(request));
    LD_TRY(const auto lines,
           ListCases(api.services, Who(request), std::move(question), page, request.deadline));
    return ListJson(lines);
}

Result<Response> GetRulings(const ApiServices& api, const Request& request) {
    LD_TRY(const auto counts, CountRulings(api.services, request.deadline));
    return Json(200, counts);
}

Result<Response> GetMapCases(const ApiServices& api, const Request& request) {
    LD_TRY(const auto page, PageFrom(request));
    LD_TRY(auto question, CaseQuestionOf(request));
    LD_TRY(const auto found,
           ListMapCases(api.services, Who(request), std::move(question), page, request.deadline));
    std::string text = ListText(found.lines.items, found.lines.next);
    text.insert(1, "\"points\":" + json::ToJson(found.points) + ",");
    return Response::Json(200, std::move(text)).With("Cache-Control", "no-store");
}

Result<Response> GetAssignments(const ApiServices& api, const Request& request) {
    LD_TRY(const auto page, PageFrom(request));
    LD_TRY(auto question, WorkQuestionOf(request));
    LD_TRY(const auto lines,
           ListWork(api.services, Who(request), std::move(question), page, request.deadline));
    return ListJson(lines);
}

// What is known of the matter, beside the cases: on the first page of a question in words.
std::vector<ArticleLine> ArticlesFor(const ApiServices& api, const Request& request,
                                     const FoundCases& found) {
    constexpr std::size_t kArticles = 5;
    const std::string_view text = request.query.Get("q");
    const bool is_of_words = found.in == SearchIn::kWords || found.in == SearchIn::kSounds;
    const bool is_first = request.query.Get("after").empty();
    if (!is_of_words || !is_first || text.size() > kArticleQuestionBytesMax) return {};
    if (!MayAnywhere(Who(request), "view")) return {};
    ArticleQuestion question;
    question.text = text;
    question.limit = kArticles;
    return FindArticles({api.services, *api.articles}, question);
}

Result<Response> GetSearch(const ApiServices& api, const Request& request) {
    LD_TRY(const auto page, PageFrom(request));
    LD_TRY(const auto in, CodeIn<SearchIn>(request, "in"));
    LD_TRY(auto question, CaseQuestionOf(request));
    LD_TRY(const auto found,
           SearchCases(api.services, Who(request), std::string(request.query.Get("q")), in,
                       std::move(question), page, request.deadline));
    std::string text = ListText(found.page.items, found.page.next);
    text.insert(1, "\"in\":" + json::ToJson(found.in) +
                       ",\"articles\":" + json::ToJson(ArticlesFor(api, request, found)) + ",");
    return Response::Json(200, std::move(text)).With("Cache-Control", "no-store");
}

Result<TableFormat> FormatOf(const Request& request) {
    LD_TRY(const auto format, CodeIn<TableFormat>(request, "format"));
    return format.value_or(TableFormat::kCsv);
}

Result<Response> ExportCasesRoute(const ApiServices& api, const Request& request) {
    LD_TRY(const auto format, FormatOf(request));
    LD_TRY(const auto question, CaseQuestionOf(request));
    LD_TRY(auto table,
           ExportCases(api.services, api.tables, Who(request), question, format, request.deadline));
    return FileReply(std::move(table), "cases", format);
}

Result<Response> ExportAssignments(const ApiServices& api, const Request& request) {
    LD_TRY(const auto format, FormatOf(request));
    LD_TRY(const auto question, WorkQuestionOf(request));
    LD_TRY(auto table,
           ExportWork(api.services, api.tables, Who(request), question, format, request.deadline));
    return FileReply(std::move(table), "assignments", format);
}

Result<Response> ExportSearchRoute(const ApiServices& api, const Request& request) {
    LD_TRY(const auto format, FormatOf(request));
    LD_TRY(const auto in, CodeIn<SearchIn>(request, "in"));
    LD_TRY(const auto question, CaseQuestionOf(request));
    LD_TRY(auto table,
           ExportSearch(api.services, api.tables, Who(request), std::string(request.query.Get("q")),
                        in, question, format, request.deadline));
    return FileReply(std::move(table), "search", format);
}

}  // namespace

void AddListRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/cases", "view", GetCases);
    table.Add(Method::kGet, "/api/v1/map/cases", "view", GetMapCases);
    table.Add(Method::kGet, "/api/v1/assignments", "view", GetAssignments);
    table.Add(Method::kGet, "/api/v1/rulings", "rule_return", GetRulings);
    table.Add(Method::kGet, "/api/v1/search", "search", GetSearch);
    const auto add_export = [&](const char* pattern, RouteBody body) {
        table.Add(Route{.method = Method::kGet,
                        .pattern = pattern,
                        .permission = "export",
                        .limit = std::chrono::minutes(10)},
                  body);
    };
    add_export("/api/v1/cases/export", ExportCasesRoute);
    add_export("/api/v1/assignments/export", ExportAssignments);
    add_export("/api/v1/search/export", ExportSearchRoute);
}

}  // namespace http
}  // namespace liandong
