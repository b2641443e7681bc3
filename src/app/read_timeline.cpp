#include <algorithm>
#include <array>
#include <map>

#include "app/act_on_case.hpp"
#include "app/read_case.hpp"
#include "app/view_words.hpp"
#include "codec/event_codec.hpp"
#include "codec/event_refs.hpp"

namespace liandong {
namespace {

// What a screen calls each kind of event, in the order of kEventKinds.
constexpr auto kEventLabels = std::to_array<std::string_view>({
    "受理登记",     "修改",         "要求补充",       "补充材料", "补充逾期",   "即时办结",
    "拟不予受理",   "不予受理",     "不予受理未批准", "紧急转出", "派单",       "撤回派单",
    "签收",         "联系群众",     "申请退单",       "同意退单", "不同意退单", "申请延期",
    "批准延期",     "不批准延期",   "暂停计时",       "恢复计时", "办结反馈",   "审核通过",
    "审核退回",     "回访",         "重办",           "办结",     "并入他单",   "接收并入",
    "撤销并单",     "放出并入",     "拆单",           "作废",     "归档",       "备注",
    "催办",         "上传附件",     "到期提醒",       "超时",     "导入答复",   "查看个人信息",
    "删除个人信息", "导出",         "归档顺延",       "开立文书", "下派",       "增派协办",
    "撤出单位",     "进入争议会商", "争议裁定",       "先例停用", "提请转出",   "对方已接收",
    "对方未接收",   "接收转入",     "不接收转入",     "请求挪车", "联系车主",   "车已挪走",
    "转交警处理",   "发送回访链接", "转督办",         "考核申诉", "申诉裁定",   "外部填报",
    "推送联网系统", "对方编号",     "对方拒收",
});
static_assert(kEventLabels.size() == kEventKinds.size());

// Of a secret case these may name the person or repeat their words.
bool MayNamePerson(std::string_view kind) {
    constexpr auto kKinds = std::to_array<std::string_view>(
        {"supplemented", "citizen_contacted", "called_back", "note_added", "personal_data_viewed",
         "attachment_added", "supplement_asked", "move_requested", "owner_contacted"});
    return std::ranges::find(kKinds, kind) != kKinds.end();
}

std::string_view LabelOf(std::string_view kind) {
    const auto at = std::ranges::find(kEventKinds, kind);
    if (at == kEventKinds.end()) return kind;
    return kEventLabels.at(static_cast<std::size_t>(at - kEventKinds.begin()));
}

// All sealed texts of a case, read with one question to the store.
class Texts {
public:
    static Result<Texts> Read(const Services& services, const StoredCase& stored,
                              const std::vector<std::int32_t>& rows, Deadline deadline) {
        Texts texts(services, stored);
        if (!stored.wrapped_key) return texts;
        LD_TRY(texts.key_, services.vault.Unwrap(stored.state.id, *stored.wrapped_key));
        LD_TRY(auto found, services.store.VaultRows(stored.state.id, rows, deadline));
        for (VaultRow& row : found) texts.rows_[row.row] = std::move(row.ciphertext);
        return texts;
    }

    Result<std::string> Open(const VaultRef& ref) const {
        const auto row = rows_.find(ref.row);
        if (row == rows_.end()) {
            return Failure{Unavailable("vault row " + std::to_string(ref.row) + " is missing")};
        }
        return services_.vault.Open(key_, id_, ref.row, row->second, ref.digest);
    }
    [[nodiscard]] bool AreErased() const { return key_.empty(); }

private:
    Texts(const Services& services, const StoredCase& stored)
        : services_(services), id_(stored.state.id) {}

    const Services& services_;
    CaseId id_;
    std::string key_;
    std::map<std::int32_t, std::string> rows_;
};

// The person and the matter have their own place in the case view.
bool IsText(std::string_view field) { return field != "caller" && field != "narrative"; }

}  // namespace

Result<std::vector<TimelineEntry>> ReadTimeline(const Services& services, const Principal& who,
                                                CaseId id, Deadline deadline) {
    LD_TRY(const auto stored, LoadVisible(services, who, id, deadline));
    LD_TRY(const auto history, services.store.History(id, deadline));
    const auto city = services.city.Current();
    std::vector<EventBody> bodies;
    std::vector<std::int32_t> rows;
    for (const JournalEntry& entry : history) {
        LD_TRY(auto body, DecodePayload(entry.kind, entry.payload));
        ForEachRef(body, [&](std::string_view field, const VaultRef& ref) {
            if (IsText(field)) rows.push_back(ref.row);
        });
        bodies.push_back(std::move(body));
    }
    LD_TRY(const Texts texts, Texts::Read(services, stored, rows, deadline));
    ViewWords words(*city, services.store, deadline);
    const bool is_hidden = IsPersonHidden(who, stored.state, *city);
    std::vector<TimelineEntry> timeline;
    for (std::size_t i = 0; i < history.size(); ++i) {
        const JournalEntry& entry = history[i];
        LD_TRY(const Actor actor, DecodeActor(entry.actor));
        TimelineEntry line{entry.seq,
                           entry.kind,
                           std::string(LabelOf(entry.kind)),
                           words.Local(entry.at),
                           words.Local(entry.recorded_at),
                           {},
                           entry.profile_version,
                           entry.log_index,
                           entry.payload,
                           {}};
        LD_TRY(line.actor, words.ActorOf(actor));
        const bool is_own = !who.actor.unit.value.empty() && !actor.unit.value.empty() &&
                            city->IsWithin(actor.unit, who.actor.unit);
        const bool is_closed =
            texts.AreErased() || (is_hidden && MayNamePerson(entry.kind) && !is_own);
        Result<void> opened;
        ForEachRef(bodies[i], [&](std::string_view field, const VaultRef& ref) {
            if (is_closed || !IsText(field) || !opened) return;
            auto text = texts.Open(ref);
            if (text) {
                line.texts.push_back({std::string(field), *std::move(text)});
            } else {
                opened = Failure{std::move(text).error()};
            }
        });
        LD_TRY(std::move(opened));
        timeline.push_back(std::move(line));
    }
    return timeline;
}

}  // namespace liandong
