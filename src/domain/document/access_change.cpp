#include "domain/document/access_change.hpp"

#include <utility>

#include "domain/document/guards.hpp"

namespace liandong {

Result<std::vector<AccessEventBody>, Refusal> Decide(const AccessChange& change,
                                                     const AccessCommand& command,
                                                     const DocumentFacts&) {
    if (change.version != 0) return Refuse(RefusalCode::kAlreadyDone);
    const auto& c = std::get<ChangeAccess>(command);
    if (c.differences.empty()) return Refuse(RefusalCode::kNothingToChange);
    return std::vector<AccessEventBody>{
        AccessChanged{c.subject, c.subject_id, c.units, c.differences, c.name.ref, c.revision}};
}

AccessChange Apply(AccessChange change, const DocumentEvent<AccessEventBody>& event) {
    const auto& e = std::get<AccessChanged>(event.body);
    change.id = event.id;
    change.version = event.seq;
    change.subject = e.subject;
    change.subject_id = e.subject_id;
    change.units = e.units;
    change.differences = e.differences;
    change.name = e.name;
    change.revision = e.revision;
    change.at = event.at;
    change.by = event.actor;
    return change;
}

DocumentHead HeadOf(const AccessChange& change) {
    DocumentHead head;
    head.id = change.id;
    head.version = change.version;
    head.kind = DocumentKind::kAccessChange;
    head.state = Code(change.state);
    head.units = change.units;
    // Whose account it is sees what became of it.
    if (change.subject == AccessSubject::kAccount) head.person = change.subject_id;
    head.open = false;
    head.opened_at = change.at;
    head.closed_at = change.at;
    return head;
}

void ForEachSealed(AccessCommand& command, const SealedVisitor& visit) {
    visit.text(std::get<ChangeAccess>(command).name);
}

}  // namespace liandong
