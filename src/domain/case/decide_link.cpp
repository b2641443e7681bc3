#include "base/text.hpp"
#include "domain/case/guards.hpp"

// What passed between us and a linked system. It happened, whatever the state of the case, so the
// only questions are about its shape.

namespace liandong {

Decision DecideRecordLink(const Case& c, const RecordLink& command, const Facts& facts) {
    if (command.assignment.value != 0 && FindAssignment(c, command.assignment) == nullptr)
        return Refuse(RefusalCode::kNoSuchAssignment);
    if (Trim(command.word).empty()) return Refuse(RefusalCode::kTextRequired);
    LD_TRY(CheckWord(command.system));
    LD_TRY(CheckWord(command.word));
    LD_TRY(AllowText(command.note, facts));
    switch (command.step) {
        case RecordLink::Step::kSent:
            return Events(
                PushSent{command.system, command.assignment, command.word, command.fields});
        case RecordLink::Step::kReceipt:
            return Events(ReceiptTaken{command.system, command.assignment, command.word});
        case RecordLink::Step::kRefused: break;
    }
    PushRefused refused{command.system, command.assignment, command.word, std::nullopt};
    if (!command.note.plain.empty() && !c.erased) refused.note = command.note.ref;
    return Events(std::move(refused));
}

}  // namespace liandong
