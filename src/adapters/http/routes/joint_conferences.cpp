#include "adapters/http/routes/document_routes.hpp"
#include "domain/document/joint_conference.hpp"

// 联席会议.

namespace liandong::http {
namespace {

Result<Response> PostConference(const ApiServices& api, const Request& request) {
    LD_TRY(auto command, DocumentCodec<JointConference>::DecodeCommand("call", request.body));
    const auto& call = std::get<CallConference>(command);
    LD_TRY(const auto conference,
           OpenDocument<JointConference>(api.services, Who(request), command, call.cases,
                                         call.level, request.deadline));
    return DocumentBrief(201, HeadOf(conference));
}

}  // namespace

void AddJointConferenceRoutes(RouteTable& table) {
    const std::string base = "/api/v1/joint-conferences";
    table.Add(Method::kPost, base, "supervise", PostConference);
    AddDocumentCommands<JointConference>(table, base);
}

}  // namespace liandong::http
