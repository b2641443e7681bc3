#include "app/keep_mediation.hpp"

#include <algorithm>

#include "app/on_task.hpp"

namespace liandong {

Result<Mediation> OpenRecord(const Services& services, const Principal& who,
                             const OpenMediation& command, Deadline deadline) {
    LD_TRY(const Principal here, OnTask(services, who, command.about, deadline));
    return OpenDocument<Mediation>(services, here, command, {command.about}, 0, deadline);
}

Result<Mediation> AgreeOnPaper(const Services& services, const Principal& who,
                               const DocumentRequest<Mediation>& request, Deadline deadline) {
    LD_TRY(const auto loaded, LoadDocumentAs<Mediation>(services, who, request.id, deadline));
    const auto* agree = std::get_if<AgreeMediation>(&request.command);
    if (agree == nullptr) return Failure{Bug("an agreement without one")};
    LD_TRY(const auto about, services.store.Load(loaded.first.about, deadline));
    const auto& files = about.state.attachments;
    if (std::ranges::find(files, agree->agreement, &Attachment::blob) == files.end()) {
        return Failure{NotFound("no_such_attachment", "The case has no such attachment.")};
    }
    return ActOnDocument<Mediation>(services, who, request, deadline);
}

}  // namespace liandong
