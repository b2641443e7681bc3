#include <functional>
#include <utility>

#include "base/text.hpp"
#include "stories/player.hpp"

// From a line of a story to the command it means.

namespace liandong::stories {
namespace {

Failure<Error> Bad(const std::string& what) { return Failure{Invalid("bad_story", what)}; }

template <class E>
Result<E> Chosen(Words& words, std::string_view name, E fallback) {
    const auto code = words.MaybeTake(name);
    if (!code) return fallback;
    const auto value = FromCode<E>(*code);
    if (!value) return Bad(std::string(name) + "=" + *code + " is not known");
    return *value;
}

template <class E>
Result<std::optional<E>> MaybeChosen(Words& words, std::string_view name) {
    if (!words.Has(name)) return std::optional<E>{};
    LD_TRY(const E value, Chosen<E>(words, name, E{}));
    return std::optional(value);
}

Result<std::optional<Instant>> MaybeTime(Words& words, std::string_view name) {
    const auto text = words.MaybeTake(name);
    if (!text) return std::optional<Instant>{};
    LD_TRY(const Instant at, ParseRfc3339(*text + ":00+08:00"));
    return std::optional(at);
}

Result<Limit> LimitIn(Words& words, std::string_view name, const std::string& fallback) {
    return ParseLimit(words.Take(name, fallback));
}

template <class C>
std::optional<C> MaybeCode(Words& words, std::string_view name) {
    if (const auto code = words.MaybeTake(name)) return C{*code};
    return std::nullopt;
}

std::optional<bool> MaybeYes(Words& words, std::string_view name) {
    if (const auto text = words.MaybeTake(name)) return *text == "yes";
    return std::nullopt;
}

std::vector<UnitCode> UnitsIn(Words& words, std::string_view name) {
    std::vector<UnitCode> units;
    const std::string text = words.Take(name);
    if (text.empty()) return units;
    for (const std::string_view unit : liandong::Split(text, ','))
        units.emplace_back(std::string(unit));
    return units;
}

Failure<Error> Untold(CaseAction action) {
    return Bad("'" + std::string(Code(action)) + "' cannot be told in a story");
}

}  // namespace

// `of=A` means the newest assignment of unit A; without it the lead's; `of=#7` a number that may
// not exist.
Result<AssignmentNo> Player::AssignmentOf(const Case& c, Words& words) const {
    const auto unit = words.MaybeTake("of");
    if (!unit) return AssignmentNo{};
    if (unit->starts_with('#')) return AssignmentNo{std::stoi(unit->substr(1))};
    for (auto a = c.assignments.rbegin(); a != c.assignments.rend(); ++a) {
        if (a->unit.value == *unit) return a->no;
    }
    return Bad("unit " + *unit + " has no part in this case");
}

Result<Command> Player::CommandOf(const std::string& verb, const Case& c, Words& words) {
    const auto action = FromCode<CaseAction>(verb);
    if (!action) return Bad("'" + verb + "' is nothing that people do");
    LD_TRY(const AssignmentNo no, AssignmentOf(c, words));
    if (*action <= CaseAction::kWithdraw) return DeskCommand(*action, words);
    if (*action <= CaseAction::kFinish) return UnitCommand(*action, no, words);
    if (*action >= CaseAction::kRequestAppeal) return LaterCommand(*action, no, words);
    if (*action >= CaseAction::kRuleHandOver) return UrgentCommand(*action, words);
    if (*action >= CaseAction::kPassDown) return LinkageCommand(*action, no, words);
    return LaterCommand(*action, no, words);
}

// Emergency lines, and cars that stand in the way.
Result<Command> Player::UrgentCommand(CaseAction action, Words& words) {
    const bool yes = words.Take("accept", "yes") == "yes";
    switch (action) {
        case CaseAction::kRuleHandOver:
            return Command{
                RuleHandOver{yes, words.Take("number"), Say(words, "note", "电话中已经确认")}};
        case CaseAction::kRuleHandIn:
            return Command{RuleHandIn{yes, Say(words, "note", "对方推送的警情已阅")}};
        case CaseAction::kRequestMove: return Command{RequestMove{Say(words, "plate", "琼A00000")}};
        case CaseAction::kContactOwner:
            return Command{ContactOwner{ContactMethod::kPhone,
                                        words.Take("reached", "yes") == "yes",
                                        Say(words, "note", "车主称十分钟内挪车")}};
        case CaseAction::kEndMove:
            return Command{EndMove{words.Take("moved", "yes") == "yes",
                                   Say(words, "note", "来电人确认的结果")}};
        case CaseAction::kSendCallbackLink: return Command{SendCallbackLink{}};
        default: return Untold(action);
    }
}

// Many units in one case, and whose it is when they disagree.
Result<Command> Player::LinkageCommand(CaseAction action, AssignmentNo no, Words& words) {
    std::optional<Limit> limit;
    if (words.Has("limit")) {
        LD_TRY(limit, LimitIn(words, "limit", ""));
    }
    const UnitCode unit{words.Take("to")};
    switch (action) {
        case CaseAction::kPassDown:
            return Command{PassDown{no, unit, limit, Say(words, "note", "请到现场处理后反馈")}};
        case CaseAction::kAddUnit:
            return Command{AddUnit{unit, limit, Say(words, "note", "需要贵单位一同到场")}};
        case CaseAction::kReleaseUnit:
            return Command{ReleaseUnit{no, Say(words, "reason", "现场查看后无需该单位")}};
        case CaseAction::kRuleDispute:
            return Command{RuleDispute{unit, words.Take("basis", "《小城市政条例》"),
                                       Say(words, "note", "谁许可谁监管"),
                                       MaybeCode<PlaceCode>(words, "place"), limit}};
        default: return Untold(action);
    }
}

// What the desk and the dispatchers do.
Result<Command> Player::DeskCommand(CaseAction action, Words& words) {
    switch (action) {
        case CaseAction::kAmend: {
            Amend amend;
            LD_TRY(amend.type, MaybeChosen<RequestType>(words, "type"));
            amend.category = MaybeCode<CategoryCode>(words, "category");
            amend.place = MaybeCode<PlaceCode>(words, "place");
            amend.urgent = MaybeYes(words, "urgent");
            amend.secret = MaybeYes(words, "secret");
            if (words.Has("title")) {
                amend.narrative.emplace();
                amend.narrative->plain.title = Say(words, "title", "").plain;
            }
            return Command{std::move(amend)};
        }
        case CaseAction::kAskSupplement:
            return Command{AskSupplement{Say(words, "question", "请说明具体位置")}};
        case CaseAction::kSupplement:
            return Command{Supplement{Say(words, "text", "在海风街道三号院门口")}};
        case CaseAction::kAnswerAtDesk:
            return Command{
                AnswerAtDesk{Say(words, "answer", "办事大厅工作日开放"), words.Take("article")}};
        case CaseAction::kDecline:
            return Command{
                Decline{words.Take("reason"), Say(words, "explanation", "不属于受理范围")}};
        case CaseAction::kRuleDecline:
            return Command{RuleDecline{words.Take("approve", "yes") == "yes",
                                       Say(words, "note", "审批意见已经写明")}};
        case CaseAction::kHandOver:
            return Command{HandOver{words.Take("target", "110"), Say(words, "note", "有人受伤")}};
        case CaseAction::kDispatch: {
            Dispatch dispatch;
            dispatch.lead = MaybeCode<UnitCode>(words, "lead");
            dispatch.assisting = UnitsIn(words, "assisting");
            if (words.Has("limit")) {
                LD_TRY(dispatch.handling_limit, LimitIn(words, "limit", ""));
            }
            return Command{std::move(dispatch)};
        }
        case CaseAction::kWithdraw: return Command{Withdraw{Say(words, "reason", "派错了单位")}};
        default: return Untold(action);
    }
}

// What units do with their part, and what is ruled about it.
Result<Command> Player::UnitCommand(CaseAction action, AssignmentNo no, Words& words) {
    switch (action) {
        case CaseAction::kAcknowledge: return Command{Acknowledge{no}};
        case CaseAction::kContact: {
            LD_TRY(const auto method, Chosen(words, "method", ContactMethod::kPhone));
            LD_TRY(const auto when, MaybeTime(words, "when"));
            return Command{Contact{no, method, words.Take("reached", "yes") == "yes", when,
                                   Say(words, "note", "已电话联系")}};
        }
        case CaseAction::kReturn:
            return Command{Return{no, Say(words, "basis", "根据三定方案不属于本单位"),
                                  UnitCode{words.Take("proposed", "B")}}};
        case CaseAction::kRuleReturn:
            return Command{RuleReturn{no, words.Take("accept", "yes") == "yes",
                                      Say(words, "note", "会商意见已经写明")}};
        case CaseAction::kRequestExtension: {
            LD_TRY(const Limit asked, LimitIn(words, "asked", "2wd"));
            return Command{RequestExtension{no, asked, Say(words, "reason", "需要订购配件")}};
        }
        case CaseAction::kRuleExtension:
            return Command{RuleExtension{no, words.Take("grant", "yes") == "yes",
                                         Say(words, "note", "审批意见已经写明")}};
        case CaseAction::kPause:
            return Command{PauseHandling{no, Say(words, "note", "需要依法鉴定")}};
        case CaseAction::kResume: return Command{ResumeHandling{no}};
        case CaseAction::kFinish: {
            Finish finish;
            finish.assignment = no;
            LD_TRY(finish.substantiated, Chosen(words, "substantiated", Verdict::kYes));
            LD_TRY(finish.solved, Chosen(words, "solved", Verdict::kYes));
            finish.beyond_duty = words.Take("beyond_duty") == "yes";
            finish.caller_contacted = words.Take("contacted") == "yes";
            LD_TRY(finish.contacted_at, MaybeTime(words, "when"));
            finish.done = Say(words, "done", "已更换灯泡");
            finish.reply = Say(words, "reply", "您反映的问题已处理");
            finish.overrule = Say(words, "overrule", "");
            return Command{std::move(finish)};
        }
        default: return Untold(action);
    }
}

// Review, callback, the end, and what may happen at any time.
Result<Command> Player::LaterCommand(CaseAction action, AssignmentNo no, Words& words) {
    switch (action) {
        case CaseAction::kReview:
            return Command{
                Review{words.Take("accept", "yes") == "yes", Say(words, "note", "请补充现场照片")}};
        case CaseAction::kCallBack: {
            Callback callback;
            callback.reached = words.Take("reached", "yes") == "yes";
            LD_TRY(callback.solved, MaybeChosen<Verdict>(words, "solved"));
            LD_TRY(callback.satisfied, MaybeChosen<Satisfaction>(words, "satisfied"));
            callback.redo = words.Take("redo") == "yes";
            LD_TRY(callback.attitude, MaybeChosen<Satisfaction>(words, "attitude"));
            LD_TRY(callback.outcome, MaybeChosen<CallOutcome>(words, "outcome"));
            LD_TRY(callback.by, Chosen(words, "as", CallbackBy::kStaff));
            callback.opinion = Say(words, "opinion", "群众的意见已经记下");
            return Command{std::move(callback)};
        }
        case CaseAction::kRedo: return Command{Redo{Say(words, "reason", "领导批示重新办理")}};
        case CaseAction::kVoid: return Command{VoidCase{Say(words, "reason", "测试误录的工单")}};
        case CaseAction::kArchive: return Command{Archive{}};
        case CaseAction::kNote: return Command{AddNote{Say(words, "text", "群众再次来电询问")}};
        case CaseAction::kRemind: return Command{Remind{no, Say(words, "text", "请尽快办理此事")}};
        case CaseAction::kFireDeadline: {
            LD_TRY(const auto kind, Chosen(words, "clock", ClockKind::kHandling));
            return Command{FireDeadline{kind, no, std::stoi(words.Take("percent", "100"))}};
        }
        case CaseAction::kImportAnswer:
            return Command{ImportAnswer{Say(words, "reply", "当年已经答复")}};
        case CaseAction::kUnmask:
            return Command{
                ViewPersonalData{words.Take("field", "phone"), Say(words, "reason", "需要回访")}};
        case CaseAction::kRequestAppeal: {
            const auto kind = FromCode<AppealKind>(words.Take("kind", "assessment"));
            return Command{RequestAppeal{no, kind.value_or(AppealKind::kAssessment),
                                         Say(words, "grounds", "非本单位原因")}};
        }
        case CaseAction::kRuleAppeal:
            return Command{
                RuleAppeal{no, words.Take("uphold", "yes") == "yes", Say(words, "note", "经核实")}};
        case CaseAction::kErase: return Command{ErasePerson{words.Take("basis", "依申请")}};
        default: return Untold(action);
    }
}

}  // namespace liandong::stories
