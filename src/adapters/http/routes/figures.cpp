#include "adapters/http/routes/figure_views.hpp"
#include "adapters/http/routes/file_reply.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"

// Figures, the cases behind them, what others report, and the city's card.

namespace liandong::http {
namespace {

Result<Day> DayIn(const Request& request, std::string_view name) {
    const auto day = ParseDay(request.query.Get(name));
    if (!day) return Failure{BadQuery(name, "must be a day such as 2026-03-02")};
    return *day;
}

Result<FigureQuestion> QuestionOf(const Request& request) {
    FigureQuestion question;
    question.metric = request.path_params.Get("metric");
    question.unit.value = request.query.Get("unit");
    question.place.value = request.query.Get("place");
    question.category = request.query.Get("category");
    LD_TRY(question.type, CodeIn<RequestType>(request, "type"));
    LD_TRY(question.channel, CodeIn<Channel>(request, "channel"));
    LD_TRY(question.from, DayIn(request, "from"));
    LD_TRY(question.to, DayIn(request, "to"));
    LD_TRY(const auto group, CodeIn<GroupBy>(request, "group_by"));
    question.group = group.value_or(GroupBy::kNone);
    LD_TRY(const auto least, NumberIn(request, "sample_min"));
    if (least && *least < 0) return Failure{BadQuery("sample_min", "must not be below 0")};
    question.sample_min = least.value_or(kSmallSample);
    return question;
}

Result<Response> GetMetricList(const ApiServices&, const Request&) {
    MetricsView view;
    for (const Metric& metric : liandong::Metrics()) {
        view.items.push_back(
            {std::string(metric.code), std::string(metric.name), std::string(metric.name_en),
             std::string(metric.formula), std::string(metric.formula_en), metric.shape,
             std::string(Label(metric.shape)), metric.counted, std::string(Label(metric.counted)),
             metric.higher_is_better, metric.IsOutside()});
    }
    view.excluded = "作废、并入他单、不予受理、紧急转出的件；批准的申诉和不合理诉求只不计入考核。";
    view.excluded_en =
        "Void, merged, declined and handed-over cases; upheld appeals only leave what is assessed.";
    return Json(200, view);
}

Result<Response> GetFigure(const ApiServices& api, const Request& request) {
    LD_TRY(const auto question, QuestionOf(request));
    LD_TRY(const auto view, ReadFigure(api.services, Who(request), question, request.deadline));
    return Json(200, view);
}

Result<Response> GetFigureCases(const ApiServices& api, const Request& request) {
    LD_TRY(const auto page, PageFrom(request));
    LD_TRY(const auto question, QuestionOf(request));
    const std::string_view part = request.query.Get("part");
    if (!part.empty() && part != "numerator" && part != "denominator") {
        return Failure{BadQuery("part", "must be numerator or denominator")};
    }
    LD_TRY(const auto cases, ListFigureCases(api.services, Who(request), question,
                                             part == "denominator", page, request.deadline));
    return ListJson(cases);
}

Result<Response> ExportFigureRoute(const ApiServices& api, const Request& request) {
    LD_TRY(const auto format, CodeIn<TableFormat>(request, "format"));
    LD_TRY(const auto question, QuestionOf(request));
    const TableFormat as = format.value_or(TableFormat::kXlsx);
    LD_TRY(auto table,
           ExportFigure(api.services, api.tables, Who(request), question, as, request.deadline));
    return FileReply(std::move(table), "figure", as);
}

Result<Response> GetCard(const ApiServices& api, const Request& request) {
    LD_TRY(const auto card,
           ReadCard(api.services, Who(request), std::string(request.path_params.Get("period")),
                    request.deadline));
    return Json(200, card);
}

Result<Response> PostOutside(const ApiServices& api, const Request& request) {
    LD_TRY(const auto entry, BodyOf<EnterOutside>(request));
    LD_TRY(ReportOutside(api.services, Who(request), entry, request.deadline));
    return Json(201, entry);
}

Result<Response> GetOutside(const ApiServices& api, const Request& request) {
    LD_TRY(const Day from, DayIn(request, "from"));
    LD_TRY(const Day to, DayIn(request, "to"));
    LD_TRY(const auto lines, ListOutside(api.services, Who(request), from, to, request.deadline));
    return ListJson(lines);
}

}  // namespace

void AddFigureRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/figures", "view", GetMetricList);
    table.Add(Method::kGet, "/api/v1/figures/{metric}", "view", GetFigure);
    table.Add(Method::kGet, "/api/v1/figures/{metric}/cases", "view", GetFigureCases);
    table.Add(Method::kGet, "/api/v1/figures/{metric}/export", "export", ExportFigureRoute);
    table.Add(Method::kGet, "/api/v1/cards/{period}", "view", GetCard);
    table.Add(Method::kPost, "/api/v1/outside-figures", "enter_figures", PostOutside);
    table.Add(Method::kGet, "/api/v1/outside-figures", "view", GetOutside);
}

}  // namespace liandong::http
