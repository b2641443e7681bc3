#include "app/document_papers.hpp"

#include <array>

#include "domain/city/ladder.hpp"

namespace liandong {
namespace {

// A form in the making: chapters are counted as they come.
class Form {
public:
    Form(PaperWords& words, std::string number, std::string title, Instant made_at) {
        paper_.issuer = words.Issuer();
        paper_.footer = number;
        paper_.number = std::move(number);
        paper_.title = std::move(title);
        paper_.made_at = made_at;
    }
    void To(const std::string& addressee) { Add(PaperParagraph{addressee + "：", false, false}); }
    void Chapter(std::string_view name) {
        static constexpr auto kOrdinals = std::to_array<std::string_view>(
            {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"});
        Add(PaperHeading{std::string(kOrdinals.at(chapters_++)) + "、" + std::string(name), 1});
    }
    void Say(const std::string& text) {
        if (!text.empty()) Add(PaperParagraph{text, true, false});
    }
    void Fields(std::vector<PaperFields::Field> fields) { Add(PaperFields{std::move(fields)}); }
    template <class Block>
    void Add(Block block) {
        paper_.blocks.emplace_back(std::move(block));
    }
    [[nodiscard]] Paper Signed(std::vector<std::string> roles, const std::string& date) && {
        Add(PaperSeal{paper_.issuer, date});
        Add(PaperSignatures{std::move(roles)});
        return std::move(paper_);
    }

private:
    Paper paper_;
    std::size_t chapters_ = 0;
};

std::string TriggerText(const std::string& trigger) {
    const std::string_view label = TriggerLabel(trigger);
    return label.empty() ? trigger : std::string(label);
}

std::string LevelText(std::int32_t level) {
    return level == 0 ? "—" : "第 " + std::to_string(level) + " 级";
}

std::string TimeOrDash(PaperWords& words, const std::optional<Instant>& at) {
    return at ? words.Time(*at) : "—";
}

PaperTable TaskTable(const JointConference& conference, PaperWords& words) {
    PaperTable table{{{"序号", 0.7, CellAlign::kCentre},
                      {"责任单位", 2, CellAlign::kStart},
                      {"任务", 4, CellAlign::kStart},
                      {"完成时限", 2, CellAlign::kStart},
                      {"进展", 2.4, CellAlign::kStart}},
                     {}};
    for (const ConferenceTask& task : conference.tasks) {
        std::string progress(Label(task.state));
        if (task.overdue) progress += "（曾逾期）";
        if (const std::string result = words.Text(task.result); !result.empty())
            progress += "：" + result;
        table.rows.push_back({std::to_string(task.no), words.UnitName(task.unit),
                              words.Text(task.text), words.Time(task.due_at), progress});
    }
    return table;
}

PaperTable SeatTable(const JointConference& conference, PaperWords& words) {
    PaperTable table{{{"单位", 4, CellAlign::kStart},
                      {"出席", 1, CellAlign::kCentre},
                      {"参会人", 2, CellAlign::kStart}},
                     {}};
    if (conference.attendance.empty()) {
        for (const UnitCode& unit : conference.units)
            table.rows.push_back({words.UnitName(unit), "", ""});
    }
    for (const Attendance& seat : conference.attendance) {
        table.rows.push_back({words.UnitName(seat.unit), seat.present ? "到会" : "缺席",
                              words.PersonName(seat.person)});
    }
    return table;
}

}  // namespace

Paper PaperOf(const SupervisionOrder& order, PaperWords& words) {
    Form form(words, order.number, "督办通知单", order.issued_at);
    form.To(words.UnitName(order.unit));
    form.Fields({{"督办层级", LevelText(order.level)},
                 {"触发原因", TriggerText(order.trigger)},
                 {"签发人", words.PersonName(order.signatory)},
                 {"下达时间", words.Time(order.issued_at)},
                 {"反馈时限", words.Time(order.due_at) + (order.missed ? "（曾逾期）" : "")},
                 {"当前状态", std::string(Label(order.state))}});
    form.Chapter("督办事项");
    form.Add(words.CaseTable(order.cases));
    form.Chapter("督办要求");
    form.Say(words.Text(order.demand));
    form.Say("请于 " + words.Time(order.due_at) + " 前办结并书面反馈，反馈须由单位负责人签字。");
    if (!order.visits.empty()) form.Chapter("现场核查");
    for (const OrderVisit& visit : order.visits) {
        std::string people;
        for (const std::string& person : visit.visitors)
            people += (people.empty() ? "" : "、") + words.PersonName(person);
        form.Say(words.Time(visit.at) + "，" + people +
                 (visit.confirmed ? "，核实属实。" : "，与反馈不符。") +
                 words.Text(visit.findings));
    }
    if (order.answered_at) {
        form.Chapter("办理反馈");
        form.Say(words.Text(order.answer));
        form.Say("签字负责人：" + words.PersonName(order.answered_by) + "，" +
                 words.Time(*order.answered_at));
    }
    if (order.sent_back > 0) form.Say("退回重办 " + std::to_string(order.sent_back) + " 次。");
    return std::move(form).Signed({"承办单位负责人", "督查人员"}, words.Date(order.issued_at));
}

Paper PaperOf(const JointConference& conference, PaperWords& words) {
    const bool is_minuted = conference.minutes.row != 0;
    Form form(words, conference.number, is_minuted ? "联席会议纪要" : "联席会议通知",
              conference.opened_at);
    form.Fields({{"召集人", words.PersonName(conference.convener)},
                 {"会议时间", TimeOrDash(words, conference.meets_at)},
                 {"触发原因", TriggerText(conference.trigger)},
                 {"当前状态", std::string(Label(conference.state))}});
    form.Chapter("议题");
    form.Say(words.Text(conference.agenda));
    form.Add(words.CaseTable(conference.cases));
    form.Chapter("参会单位");
    form.Add(SeatTable(conference, words));
    if (is_minuted) {
        form.Chapter("会议纪要");
        form.Say(words.Text(conference.minutes));
        form.Chapter("议定任务");
        form.Add(TaskTable(conference, words));
    }
    return std::move(form).Signed({"召集人", "记录人"}, words.Date(conference.opened_at));
}

Paper PaperOf(const Raise& raise, PaperWords& words) {
    Form form(words, raise.number, "提级办理呈批件", raise.raised_at);
    form.To(words.UnitName(raise.to));
    form.Fields({{"承办单位", words.UnitName(raise.unit)},
                 {"触发原因", TriggerText(raise.trigger)},
                 {"呈报时间", words.Time(raise.raised_at)},
                 {"办理时限", words.Time(raise.due_at) + (raise.missed ? "（曾逾期）" : "")},
                 {"督办层级", LevelText(raise.level)},
                 {"当前状态", std::string(Label(raise.state))}});
    form.Chapter("呈报事项");
    form.Add(words.CaseTable(raise.cases));
    form.Say(words.Text(raise.reason));
    form.Chapter("领导批示");
    if (raise.instruction.row == 0) {
        form.Add(PaperSignatures{{"批示"}});
    } else {
        form.Say(words.Text(raise.instruction));
        form.Say("批示人：" + words.PersonName(raise.instructed_by));
    }
    if (raise.answer.row != 0) {
        form.Chapter("办理结果");
        form.Say(words.Text(raise.answer));
        form.Say("签字负责人：" + words.PersonName(raise.answered_by));
    }
    if (raise.sent_back > 0) form.Say("退回重办 " + std::to_string(raise.sent_back) + " 次。");
    return std::move(form).Signed({"承办单位负责人"}, words.Date(raise.raised_at));
}

Paper PaperOf(const DisciplineReferral& referral, PaperWords& words) {
    Form form(words, referral.number, "纪检监督线索移送函", referral.opened_at);
    form.Fields({{"涉及单位", words.UnitName(referral.unit)},
                 {"触发原因", TriggerText(referral.trigger)},
                 {"移送人", words.PersonName(referral.handed_by)},
                 {"移送时间", TimeOrDash(words, referral.handed_at)},
                 {"督办层级", LevelText(referral.level)},
                 {"当前状态", std::string(Label(referral.state))}});
    form.Chapter("移送理由");
    form.Say(words.Text(referral.grounds));
    form.Chapter("涉及工单");
    form.Add(words.CaseTable(referral.cases));
    if (!referral.files.empty()) {
        form.Chapter("移送卷宗");
        for (const ReferralFile& file : referral.files) {
            form.Say("工单 " + std::to_string(file.about.value) + "：全部办理记录共 " +
                     std::to_string(file.version) + " 条，已存证，不可更改。");
        }
    }
    if (referral.reply.row != 0) {
        form.Chapter("受理回复");
        form.Say(words.Text(referral.reply));
    }
    if (referral.outcome) {
        form.Chapter("处理结果");
        form.Say(std::string(Label(*referral.outcome)) + "。" + words.Text(referral.findings));
    }
    return std::move(form).Signed({"移送人", "接收人"}, words.Date(referral.opened_at));
}

Paper PaperOf(const Mediation& mediation, PaperWords& words) {
    const bool is_agreed = mediation.agreement.has_value();
    Form form(words, mediation.number, is_agreed ? "人民调解协议书" : "人民调解记录",
              mediation.opened_at);
    form.Fields({{"调解组织", words.UnitName(mediation.unit)},
                 {"调解员", words.StaffName(mediation.mediator)},
                 {"受理时间", words.Time(mediation.opened_at)},
                 {"当前状态", std::string(Label(mediation.state))}});
    form.Chapter("当事人");
    form.Say(words.Text(mediation.parties));
    form.Chapter("纠纷事项");
    form.Add(words.CaseTable({mediation.about}));
    if (!mediation.sittings.empty()) form.Chapter("调解经过");
    for (std::size_t i = 0; i < mediation.sittings.size(); ++i)
        form.Say("第 " + std::to_string(i + 1) + " 次调解：" + words.Time(mediation.sittings[i]));
    if (mediation.outcome.row != 0) {
        form.Chapter(is_agreed ? "协议内容" : "未达成协议的原因");
        form.Say(words.Text(mediation.outcome));
        if (mediation.perform_by)
            form.Say("履行期限：" + words.Time(*mediation.perform_by) + " 前。");
    }
    return std::move(form).Signed({"甲方当事人", "乙方当事人", "调解员"},
                                  words.Date(mediation.closed_at.value_or(mediation.opened_at)));
}

}  // namespace liandong
