#include "adapters/http/routes/document_routes.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/page_texts.hpp"
#include "app/print_document.hpp"
#include "app/read_document.hpp"
#include "base/text.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(ConcernedUnit, (), (unit, unit_name))
BOOST_DESCRIBE_STRUCT(DocumentLine, (),
                      (id, version, kind, kind_label, state, number, cases, units, person,
                       person_name, open, overdue, opened_at, closed_at, due_at))
BOOST_DESCRIBE_STRUCT(NamedPerson, (), (code, name))

struct DocumentBriefView {
    DocumentId id;
    std::int32_t version = 0;
    DocumentKind kind = DocumentKind::kSupervisionOrder;
    std::string state;
    std::string number;
};
BOOST_DESCRIBE_STRUCT(DocumentBriefView, (), (id, version, kind, state, number))

struct DocumentStepView {
    std::int32_t seq = 0;
    std::string kind;
    LocalTime at;
    ActorView actor;
    std::optional<std::int64_t> log_index;
    RawJson payload;
    RawJson texts;
};
BOOST_DESCRIBE_STRUCT(DocumentStepView, (), (seq, kind, at, actor, log_index, payload, texts))

struct DocumentPage {
    DocumentLine head;
    RawJson body;
    std::vector<NamedPerson> people;
    std::vector<DocumentStepView> timeline;
};
BOOST_DESCRIBE_STRUCT(DocumentPage, (), (head, body, people, timeline))

}  // namespace liandong

namespace liandong::http {
namespace {

Result<DocumentQuestion> QuestionOf(const Request& request) {
    DocumentQuestion question;
    DocumentFilter& filter = question.filter;
    for (const std::string_view text : Split(request.query.Get("kind"), ',')) {
        if (text.empty()) continue;
        LD_TRY(const auto kind, CodeFrom<DocumentKind>("kind", text));
        filter.kinds.insert(kind);
    }
    for (const std::string_view text : Split(request.query.Get("state"), ',')) {
        if (!text.empty()) filter.states.emplace(text);
    }
    LD_TRY(filter.open, FlagIn(request, "open"));
    LD_TRY(filter.due_before, TimeIn(request, "due_before"));
    LD_TRY(filter.opened_from, TimeIn(request, "opened_from"));
    LD_TRY(filter.opened_before, TimeIn(request, "opened_before"));
    LD_TRY(const auto about, NumberIn(request, "case"));
    if (about) filter.about = CaseId{*about};
    LD_TRY(const auto mine, FlagIn(request, "mine"));
    question.mine = mine.value_or(false);
    question.unit.value = request.query.Get("unit");
    return question;
}

Result<Response> GetDocuments(const ApiServices& api, const Request& request) {
    LD_TRY(auto question, QuestionOf(request));
    LD_TRY(const Page page, PageFrom(request));
    LD_TRY(const auto found,
           ListDocuments(api.services, Who(request), std::move(question), page, request.deadline));
    return ListJson(found);
}

Result<Response> GetDocument(const ApiServices& api, const Request& request) {
    LD_TRY(const DocumentId id, DocumentIdOf(request));
    LD_TRY(auto view, ReadDocument(api.services, Who(request), id, request.deadline));
    const std::int32_t version = view.head.version;
    return Response::Json(200, DocumentText(std::move(view)))
        .With("Cache-Control", "no-store")
        .With("ETag", VersionTag(version));
}

Result<Response> GetDocumentPrint(const ApiServices& api, const Request& request) {
    LD_TRY(const DocumentId id, DocumentIdOf(request));
    LD_TRY(auto printed,
           PrintDocument(api.services, api.printer, Who(request), id, request.deadline));
    return Response::Download(printed.name, "application/pdf", std::move(printed.pdf));
}

}  // namespace

std::string DocumentText(DocumentView view) {
    DocumentPage page{std::move(view.head), {std::move(view.body)}, std::move(view.people), {}};
    for (DocumentStep& step : view.timeline) {
        page.timeline.push_back({step.seq,
                                 step.kind,
                                 step.at,
                                 step.actor,
                                 step.log_index,
                                 {std::move(step.payload)},
                                 TextsJson(step.texts)});
    }
    return json::ToJson(page);
}

Response DocumentBrief(int status, const DocumentHead& head) {
    return Json(status,
                DocumentBriefView{head.id, head.version, head.kind, head.state, head.number})
        .With("ETag", VersionTag(head.version));
}

Result<DocumentId> DocumentIdOf(const Request& request) {
    const auto id = CaseIdOf(request);
    if (!id) return Failure{NotFound("no_such_document", "There is no such document.")};
    return *id;
}

void AddDocumentRoutes(RouteTable& table) {
    table.Add(Method::kGet, "/api/v1/documents", "signed-in", GetDocuments);
    table.Add(Method::kGet, "/api/v1/documents/{id}", "signed-in", GetDocument);
    table.Add(Method::kGet, "/api/v1/documents/{id}/print", "signed-in", GetDocumentPrint);
}

}  // namespace liandong::http
