#include "app/quality_checks.hpp"

#include "adapters/http/routes/document_routes.hpp"
#include "adapters/http/routes/json_body.hpp"

// 质检: what was drawn, its score sheet, the appeal, and the averages.

namespace liandong {

BOOST_DESCRIBE_STRUCT(QualityByHand, (), (case_id, subject))
BOOST_DESCRIBE_STRUCT(QualityLine, (),
                      (id, version, state, state_label, subject, subject_label, cause, cause_label,
                       about, seq, category_name, person, person_name, unit, unit_name, score,
                       drawn_at, due_at, missed, may_score, may_appeal, may_decide))
BOOST_DESCRIBE_STRUCT(QualityItem, (), (criterion, name, points_max, fatal, points, reason))
BOOST_DESCRIBE_STRUCT(QualityLot, (), (from, to, root))
BOOST_DESCRIBE_STRUCT(QualityView, (),
                      (check, items, note, scored_by_name, scored_at, first_score, appeal,
                       appealed_by_name, appealed_at, ruling, decided_by_name, closed_at, lot))
BOOST_DESCRIBE_STRUCT(QualityMean, (), (code, name, count, mean))
BOOST_DESCRIBE_STRUCT(QualityFigures, (),
                      (drawn, scored, appealed, changed, agents, units, criteria))

}  // namespace liandong

namespace liandong::http {
namespace {

constexpr std::chrono::days kUsualDays{30};

Result<Response> GetChecks(const ApiServices& api, const Request& request) {
    LD_TRY(const auto list, CodeIn<QualityList>(request, "list"));
    LD_TRY(const Page page, PageFrom(request));
    LD_TRY(const auto found,
           ListQuality(api.services, Who(request), list.value_or(QualityList::kMine), page,
                       request.deadline));
    return ListJson(found);
}

Result<Response> PostCheck(const ApiServices& api, const Request& request) {
    LD_TRY(const auto body, BodyOf<QualityByHand>(request));
    LD_TRY(const auto check, CheckByHand(api.services, Who(request), body, request.deadline));
    return DocumentBrief(201, HeadOf(check));
}

Result<Response> GetCheck(const ApiServices& api, const Request& request) {
    LD_TRY(const DocumentId id, DocumentIdOf(request));
    LD_TRY(const auto view, ReadQuality(api.services, Who(request), id, request.deadline));
    return Json(200, view).With("ETag", VersionTag(view.check.version));
}

Result<Response> PostCheckCommand(const ApiServices& api, const Request& request) {
    DocumentRequest<QualityCheck> act;
    LD_TRY(act.id, DocumentIdOf(request));
    LD_TRY(act.if_version, IfMatch(request));
    const std::string_view path = request.path;
    LD_TRY(act.command,
           DocumentCodec<QualityCheck>::DecodeCommand(path.substr(path.rfind('/') + 1),
                                                      request.body.empty() ? "{}" : request.body));
    LD_TRY(const auto after, ActOnQuality(api.services, Who(request), act, request.deadline));
    return DocumentBrief(200, HeadOf(after));
}

Result<Response> GetFigures(const ApiServices& api, const Request& request) {
    LD_TRY(const auto from, TimeIn(request, "from"));
    LD_TRY(const auto before, TimeIn(request, "before"));
    const Instant end = before.value_or(api.services.clock.Now());
    LD_TRY(const auto figures,
           CountQuality(api.services, Who(request), from.value_or(end - kUsualDays), end,
                        request.deadline));
    return Json(200, figures);
}

}  // namespace

void AddQualityCheckRoutes(RouteTable& table) {
    const std::string base = "/api/v1/quality-checks";
    table.Add(Method::kGet, base, "signed-in", GetChecks);
    table.Add(Method::kPost, base, "check_quality", PostCheck);
    table.Add(Method::kGet, "/api/v1/quality-figures", "check_quality", GetFigures);
    table.Add(Method::kGet, base + "/{id}", "signed-in", GetCheck);
    for (const char* command : {"score", "appeal", "decide"})
        table.Add(Method::kPost, base + "/{id}/" + command, "signed-in", PostCheckCommand);
}

}  // namespace liandong::http
