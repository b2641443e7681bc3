#include <array>

#include "adapters/http/routes/json_body.hpp"
#include "adapters/http/routes/reading.hpp"
#include "adapters/http/routes/route_table.hpp"
#include "app/act_on_case.hpp"

namespace liandong::http {
namespace {

Result<Response> Done(const Case& c) {
    const CaseBrief brief{c.id, c.version, c.state, std::string(Label(c.state))};
    return Json(200, brief).With("ETag", VersionTag(c.version));
}

// The way of every command that concerns one case; the rules say who may.
template <class C>
Result<Response> PostCommand(const ApiServices& api, const Request& request) {
    ActRequest act;
    LD_TRY(act.id, CaseIdOf(request));
    LD_TRY(act.if_version, IfMatch(request));
    LD_TRY(act.command, BodyOf<C>(request));
    LD_TRY(const Case after, ActOnCase(api.services, Who(request), act, request.deadline));
    return Done(after);
}

struct CommandRoute {
    CaseAction action;  ///< its code is the last part of the path
    RouteBody body;
};

// Every command that people give and that changes one case only; merge, split, attachments and
// unmasking have use cases and files of their own.
constexpr auto kCommands = std::to_array<CommandRoute>({
    {CaseAction::kAmend, PostCommand<Amend>},
    {CaseAction::kAskSupplement, PostCommand<AskSupplement>},
    {CaseAction::kSupplement, PostCommand<Supplement>},
    {CaseAction::kAnswerAtDesk, PostCommand<AnswerAtDesk>},
    {CaseAction::kDecline, PostCommand<Decline>},
    {CaseAction::kRuleDecline, PostCommand<RuleDecline>},
    {CaseAction::kHandOver, PostCommand<HandOver>},
    {CaseAction::kDispatch, PostCommand<Dispatch>},
    {CaseAction::kWithdraw, PostCommand<Withdraw>},
    {CaseAction::kAcknowledge, PostCommand<Acknowledge>},
    {CaseAction::kContact, PostCommand<Contact>},
    {CaseAction::kReturn, PostCommand<Return>},
    {CaseAction::kRuleReturn, PostCommand<RuleReturn>},
    {CaseAction::kRequestExtension, PostCommand<RequestExtension>},
    {CaseAction::kRuleExtension, PostCommand<RuleExtension>},
    {CaseAction::kPause, PostCommand<PauseHandling>},
    {CaseAction::kResume, PostCommand<ResumeHandling>},
    {CaseAction::kFinish, PostCommand<Finish>},
    {CaseAction::kReview, PostCommand<Review>},
    {CaseAction::kCallBack, PostCommand<Callback>},
    {CaseAction::kRedo, PostCommand<Redo>},
    {CaseAction::kVoid, PostCommand<VoidCase>},
    {CaseAction::kArchive, PostCommand<Archive>},
    {CaseAction::kNote, PostCommand<AddNote>},
    {CaseAction::kRemind, PostCommand<Remind>},
    {CaseAction::kErase, PostCommand<ErasePerson>},
    {CaseAction::kPassDown, PostCommand<PassDown>},
    {CaseAction::kAddUnit, PostCommand<AddUnit>},
    {CaseAction::kReleaseUnit, PostCommand<ReleaseUnit>},
    {CaseAction::kRuleDispute, PostCommand<RuleDispute>},
    {CaseAction::kRuleHandOver, PostCommand<RuleHandOver>},
    {CaseAction::kRuleHandIn, PostCommand<RuleHandIn>},
    {CaseAction::kRequestMove, PostCommand<RequestMove>},
    {CaseAction::kContactOwner, PostCommand<ContactOwner>},
    {CaseAction::kEndMove, PostCommand<EndMove>},
    {CaseAction::kRequestAppeal, PostCommand<RequestAppeal>},
    {CaseAction::kRuleAppeal, PostCommand<RuleAppeal>},
});

}  // namespace

void AddCommandRoutes(RouteTable& table) {
    for (const CommandRoute& command : kCommands) {
        table.Add(Method::kPost, "/api/v1/cases/{id}/" + std::string(Code(command.action)),
                  "signed-in", command.body);
    }
}

}  // namespace liandong::http
