#include "adapters/http/multipart.hpp"
#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/attach_file.hpp"

namespace liandong::http {
namespace {

constexpr std::size_t kUploadBytesMax = std::size_t{64} << 20;

AttachServices ServicesOf(const ApiServices& api) {
    return {api.services, api.content, api.sha256};
}

Result<Response> PostAttachment(const ApiServices& api, const Request& request) {
    AttachRequest attach;
    LD_TRY(attach.id, CaseIdOf(request));
    LD_TRY(attach.if_version, IfMatch(request));
    LD_TRY(const auto parts,
           ParseMultipart(request.headers.Get("Content-Type"), request.body, {.parts_max = 4}));
    for (const Part& part : parts) {
        if (part.name != "file") continue;
        attach.name = part.file_name.value_or("");
        attach.claimed_media_type = part.type;
        attach.bytes = part.bytes;
    }
    LD_TRY(const auto file, AttachFile(ServicesOf(api), Who(request), attach, request.deadline));
    const Attachment& a = file.attachment;
    return Json(file.is_replay ? 200 : 201, AttachedView{a.blob, a.media_type, a.size_bytes,
                                                         a.content, file.version, file.is_replay})
        .With("ETag", VersionTag(file.version));
}

Result<Response> GetAttachment(const ApiServices& api, const Request& request) {
    LD_TRY(const CaseId id, CaseIdOf(request));
    const BlobId blob{std::string(request.path_params.Get("blob"))};
    LD_TRY(auto file, ReadFile(ServicesOf(api), Who(request), id, blob,
                               std::string(request.query.Get("reason")), request.deadline));
    return Response::Download(file.name, std::move(file.media_type), std::move(file.bytes))
        .With("Cache-Control", "no-store");
}

}  // namespace

void AddAttachmentRoutes(RouteTable& table) {
    table.Add(Route{.method = Method::kPost,
                    .pattern = "/api/v1/cases/{id}/attachments",
                    .permission = "attach",
                    .body_bytes_max = kUploadBytesMax,
                    .limit = std::chrono::minutes(5)},
              PostAttachment);
    table.Add(Method::kGet, "/api/v1/cases/{id}/attachments/{blob}", "view", GetAttachment);
}

}  // namespace liandong::http
