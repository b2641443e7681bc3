#include "app/notices.hpp"

#include <string>
#include <string_view>

namespace liandong {
namespace {

class Notices {
public:
    Notices(std::vector<OutboxMessage>& outbox, const Case& after, const Event& event,
            const City& city)
        : outbox_(outbox), case_(after), event_(event), city_(city) {}

    void operator()(const CaseDispatched& e) {
        for (const Assignment& a : e.assignments) {
            TellNew(a, a.is_lead ? "新工单（主办）" : "新工单（协办）");
        }
    }
    void operator()(const DispatchWithdrawn&) {
        for (const Assignment& a : case_.assignments) {
            if (a.state == AssignmentState::kWithdrawn && a.handling.stopped_at == event_.at) {
                Tell(a.unit, "工单已撤回", "派单已撤回，无需继续办理。");
            }
        }
    }
    void operator()(const ReturnAccepted& e) {
        TellUnit(e.assignment, "退单已同意", "该工单将改派其他单位。");
    }
    void operator()(const ReturnRefused& e) {
        TellUnit(e.assignment, "退单未同意", "请继续办理，理由见工单。");
    }
    void operator()(const AssignmentFinished& e) {
        const Assignment* a = FindAssignment(case_, e.assignment);
        if (a != nullptr && a->parent)
            TellUnit(*a->parent, "下派已反馈", "下派的任务已有反馈，请据此办理。");
    }
    void operator()(const PassedDown& e) { TellNew(e.child, "上级下派"); }
    void operator()(const UnitAdded& e) { TellNew(e.added, "新工单（协办）"); }
    void operator()(const UnitReleased& e) {
        TellUnit(e.assignment, "已撤出", "无需继续办理，理由见工单。");
    }
    void operator()(const DisputeOpened& e) {
        TellUnit(e.lead, "争议会商", "请先行办理，裁定结果另行通知。");
        Tell(city_.hotline_unit, "争议待裁定", "请于 " + Time(e.ruling.due_at) + " 前裁定。");
    }
    void operator()(const DisputeRuled& e) {
        for (const Assignment& a : e.assignments) TellNew(a, "争议裁定（主办）");
        if (e.assignments.empty()) {
            Tell(e.unit, "争议裁定", "裁定由贵单位主办，请继续办理。");
            return;
        }
        for (const Assignment& a : case_.assignments) {
            if (!IsOpen(a.state) && a.handling.stopped_at == event_.at)
                Tell(a.unit, "争议裁定", "裁定由其他单位主办，无需继续办理。");
        }
    }
    void operator()(const HandOverRejected& e) {
        Tell(city_.hotline_unit, "紧急转出未被接收", NameOf(e.target) + "未接收，请坐席继续处理。");
    }
    void operator()(const SupervisionCalled& e) {
        Tell(city_.hotline_unit, "转督办",
             "已重办 " + std::to_string(e.redo_count) + " 次仍未解决，请启动督办。");
    }
    void operator()(const ExtensionGranted& e) {
        TellUnit(e.assignment, "延期已批准", "新的办结时限为 " + Time(e.due_at) + "。");
    }
    void operator()(const ExtensionRefused& e) {
        TellUnit(e.assignment, "延期未批准", "原办结时限不变。");
    }
    void operator()(const AnswerSentBack& e) {
        TellUnit(e.assignment, "反馈被退回", "请补充办理，理由见工单。");
    }
    void operator()(const CaseRedone& e) {
        TellUnit(e.assignment, "重办",
                 "群众反映未解决，请于 " + Time(e.handling.due_at) + " 前重新办结。");
    }
    void operator()(const Reminded& e) {
        TellUnit(e.assignment, "催办", "请尽快办理，催办内容见工单。");
    }
    // A system that does not take a matter is the hotline's to call.
    void operator()(const PushRefused& e) {
        const LinkedSystem* system = city_.FindLinkedSystem(e.system);
        Tell(city_.hotline_unit, "联网系统拒收",
             (system == nullptr ? e.system : system->name) + "未接收，理由见工单。");
    }
    void operator()(const ReminderSent& e) {
        const std::string used = "时限已用 " + std::to_string(e.percent) + "%";
        TellOwner(e.clock, e.assignment, std::string(Label(e.clock)) + "临近到期",
                  used + "，请抓紧。");
    }
    void operator()(const ClockMissed& e) {
        TellOwner(e.clock, e.assignment, std::string(Label(e.clock)) + "已超时",
                  "时限已过，请立即处理。");
    }
    template <class E>
    void operator()(const E&) {}

private:
    [[nodiscard]] std::string Time(Instant at) const {
        // "2026-03-02T09:00:00+08:00" → "2026-03-02 09:00", the city's own time.
        std::string text = FormatRfc3339(at, city_.calendar.offset);
        text[10] = ' ';
        return text.substr(0, 16);
    }

    [[nodiscard]] std::string NameOf(const std::string& target) const {
        const HandOverTarget* found = city_.FindHandOverTarget(target);
        return found == nullptr ? target : found->name;
    }

    // A clock of the hotline itself is the hotline's to hear of; reminders may go there as well.
    void TellOwner(ClockKind clock, AssignmentNo no, const std::string& subject,
                   const std::string& body) {
        const bool is_units = no.value != 0 && clock != ClockKind::kReturnRuling;
        if (is_units) TellUnit(no, subject, body);
        bool to_hotline = !is_units;
        for (const ReminderRule& rule : city_.reminders)
            to_hotline |= rule.clock == clock && rule.to_hotline;
        if (to_hotline) Tell(city_.hotline_unit, subject, body);
    }

    void TellNew(const Assignment& a, const std::string& subject) {
        const std::string urgent = case_.urgent ? "【紧急】" : "";
        Tell(a.unit, urgent + subject,
             "请于 " + Time(a.acknowledge.due_at) + " 前签收，" + Time(a.handling.due_at) +
                 " 前办结。");
    }

    void TellUnit(AssignmentNo no, const std::string& subject, const std::string& body) {
        if (const Assignment* a = FindAssignment(case_, no)) Tell(a->unit, subject, body);
    }

    void Tell(const UnitCode& code, const std::string& subject, const std::string& body) {
        const Unit* unit = city_.FindUnit(code);
        if (unit == nullptr || unit->email.empty()) return;
        const std::string number = std::to_string(case_.id.value);
        // Key: the event's place and the unit; the same decision written twice is one message.
        outbox_.push_back(
            {number + "-" + std::to_string(event_.seq) + "-" + code.value, "mail", unit->email,
             city_.short_name + "12345 " + subject + " " + number,
             unit->name + "：\n\n工单 " + number + "：" + body + "\n\n请登录系统查看。\n",
             case_.id});
    }

    std::vector<OutboxMessage>& outbox_;
    const Case& case_;
    const Event& event_;
    const City& city_;
};

}  // namespace

void AddNotices(std::vector<OutboxMessage>& outbox, const Case& after, const Event& event,
                const City& city) {
    std::visit(Notices(outbox, after, event, city), event.body);
}

}  // namespace liandong
