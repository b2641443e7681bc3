#include "adapters/http/multipart.hpp"
#include "adapters/http/routes/document_routes.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "app/report_task.hpp"

// 巡查任务、现场核验.

namespace liandong {

struct TaskReportBody {
    bool passed = true;
    GeoPoint point;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(TaskReportBody, (), (passed, point, text))

struct TaskReportView {
    DocumentId id;
    std::int32_t version = 0;
    std::string state;
    bool passed = true;
    bool sent_back = false;
    std::optional<std::int32_t> metres_off;
    std::vector<BlobId> photos;
};
BOOST_DESCRIBE_STRUCT(TaskReportView, (),
                      (id, version, state, passed, sent_back, metres_off, photos))

}  // namespace liandong

namespace liandong::http {
namespace {

constexpr std::size_t kReportBytesMax = std::size_t{64} << 20;

Result<Response> PostTask(const ApiServices& api, const Request& request) {
    LD_TRY(auto command, DocumentCodec<PatrolTask>::DecodeCommand("order", request.body));
    const auto& order = std::get<OrderTask>(command);
    std::vector<CaseId> about;
    if (order.about) about.push_back(*order.about);
    LD_TRY(const auto task, OpenDocument<PatrolTask>(api.services, Who(request), command, about, 0,
                                                     request.deadline));
    return DocumentBrief(201, HeadOf(task));
}

// A form with the report as JSON in "report" and photos; or, without photos, the JSON itself.
Result<Response> PostReport(const ApiServices& api, const Request& request) {
    TaskReportRequest report;
    LD_TRY(report.id, DocumentIdOf(request));
    LD_TRY(report.if_version, IfMatch(request));
    std::string_view text = request.body;
    const std::string_view type = request.headers.Get("Content-Type");
    std::vector<Part> parts;
    if (type.starts_with("multipart/")) {
        LD_TRY(parts, ParseMultipart(type, request.body, {.parts_max = 12}));
    }
    for (const Part& part : parts) {
        if (part.name == "report") text = part.bytes;
        if (part.name == "photo")
            report.photos.push_back({part.file_name.value_or(""), part.type, part.bytes});
    }
    LD_TRY(auto body, json::FromJson<TaskReportBody>(text));
    report.passed = body.passed;
    report.point = body.point;
    report.text = std::move(body.text);
    LD_TRY(const auto done, ReportOnTask({api.services, api.content, api.sha256}, Who(request),
                                         report, request.deadline));
    const PatrolTask& task = done.task;
    return Json(200, TaskReportView{task.id, task.version, std::string(Code(task.state)),
                                    task.passed.value_or(true), done.sent_back, task.metres_off,
                                    task.photos})
        .With("ETag", VersionTag(task.version));
}

}  // namespace

void AddPatrolTaskRoutes(RouteTable& table) {
    const std::string base = "/api/v1/patrol-tasks";
    table.Add(Method::kPost, base, "assign_task", PostTask);
    table.Add(Route{.method = Method::kPost,
                    .pattern = base + "/{id}/report",
                    .permission = "signed-in",
                    .body_bytes_max = kReportBytesMax,
                    .limit = std::chrono::minutes(5)},
              PostReport);
    AddDocumentCommands<PatrolTask>(table, base);
}

}  // namespace liandong::http
