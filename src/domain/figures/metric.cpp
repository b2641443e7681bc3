#include "domain/figures/metric.hpp"

#include <algorithm>
#include <numeric>

namespace liandong {
namespace {

using enum MetricShape;
using enum CountedBy;
using M = Measure;

constexpr auto kOutside = std::to_array<OutsideFigure>({
    {"calls_asked", "请求人工来电", "Calls that asked for a person"},
    {"calls_answered", "人工接通来电", "Calls answered by a person"},
    {"calls_asked_without_quick", "请求人工来电（不含 5 秒内放弃）",
     "Calls that asked for a person, without those abandoned within 5 s"},
    {"calls_answered_15s", "15 秒内接通来电", "Calls answered within 15 s"},
    {"calls_abandoned", "排队放弃来电", "Calls abandoned in the queue"},
    {"calls_queued", "排队来电", "Calls queued"},
    {"wait_seconds", "等待秒数", "Seconds waited"},
    {"talk_seconds", "通话秒数", "Seconds talked"},
    {"hold_seconds", "保持秒数", "Seconds on hold"},
    {"after_call_seconds", "话后整理秒数", "Seconds of after-call work"},
    {"handle_seconds", "处理秒数（通话、保持、话后）", "Seconds of talk, hold and after-call work"},
    {"ready_and_handle_seconds", "空闲与处理秒数", "Seconds ready or handling"},
    {"missed_numbers", "漏接号码", "Distinct numbers missed"},
    {"missed_numbers_reached", "2 小时内回拨接通的漏接号码", "Missed numbers reached within 2 h"},
    {"ratings_keyed", "按键评价", "Ratings keyed"},
    {"ratings_satisfied", "按键满意", "Ratings keyed as satisfied"},
    {"petitions", "信访总量", "Petitions registered"},
    {"wechat_follows", "微信公众号关注", "Follows of the WeChat account"},
});

Metric Count(std::string_view code, std::string_view name, std::string_view name_en,
             std::string_view formula, std::string_view formula_en, CountedBy counted,
             std::vector<M> what) {
    return {code, name, name_en, formula, formula_en, kCount, counted, std::move(what)};
}
Metric Rate(std::string_view code, std::string_view name, std::string_view name_en,
            std::string_view formula, std::string_view formula_en, CountedBy counted,
            std::vector<M> numerator, std::vector<M> denominator, bool higher_is_better = true) {
    Metric metric{code,
                  name,
                  name_en,
                  formula,
                  formula_en,
                  kRate,
                  counted,
                  std::move(numerator),
                  std::move(denominator)};
    metric.higher_is_better = higher_is_better;
    return metric;
}
Metric Outside(MetricShape shape, std::string_view code, std::string_view name,
               std::string_view name_en, std::string_view formula, std::string_view formula_en,
               std::string_view numerator, std::string_view denominator = {},
               bool higher_is_better = true) {
    Metric metric{code, name, name_en, formula, formula_en, shape, kReported};
    metric.outside_numerator = numerator;
    metric.outside_denominator = denominator;
    metric.higher_is_better = higher_is_better;
    return metric;
}

// DOMAIN: volume and the desk.
void AddDesk(std::vector<Metric>& all) {
    all.push_back(Count("cases_registered", "登记件量", "Cases registered", "全部登记件",
                        "every case that came in", kOpened, {M::kRegistered}));
    all.push_back(Count("cases_accepted", "受理办件量", "Cases accepted",
                        "登记件 − 作废、并入他单、不予受理、紧急转出",
                        "registered − void, merged, declined, handed over", kOpened,
                        {M::kAccepted}));
    all.push_back(Rate("desk_rate", "前台即时办结率", "Answered at the desk", "前台即时办结 ÷ 受理",
                       "closed at the desk without dispatch ÷ accepted", kOpened,
                       {M::kAnsweredAtDesk}, {M::kAccepted}));
    all.push_back(Rate("consultation_desk_rate", "咨询即时办结率",
                       "Consultations answered at the desk", "前台即时办结的咨询 ÷ 受理的咨询",
                       "consultations closed at the desk ÷ consultations accepted", kOpened,
                       {M::kConsultationAtDesk}, {M::kConsultation}));
    Metric first = Rate("first_contact_rate", "首呼解决率", "Solved at first contact",
                        "1 − 7 日内就同一事项再次反映 ÷ 受理",
                        "1 − the same matter again within 7 days ÷ accepted", kOpened,
                        {M::kRepeatedSoon}, {M::kAccepted});
    first.complement = true;
    all.push_back(std::move(first));
    all.push_back(Rate("repeat_rate", "重复诉求率", "Repeated requests", "重复诉求 ÷ 受理",
                       "reopened, or others were merged into it ÷ accepted", kOpened, {M::kRepeat},
                       {M::kAccepted}, false));
    all.push_back(Rate("dispatched_on_time_rate", "按时派单率", "Dispatched on time",
                       "按时派单 ÷ 应派单", "dispatched within the agent's limit ÷ due", kDue,
                       {M::kDispatchedInTime}, {M::kDispatchDue}));
    all.push_back(Count("grid_worker_actions", "网格员参与度", "Grid workers' actions",
                        "网格员上报和办理的件", "opened or handled by grid workers", kHappened,
                        {M::kGridAction}));
    all.push_back(Rate("grid_share", "网格上报占比", "Share of the grid", "网格员上报 ÷ 受理",
                       "opened by grid workers ÷ accepted", kOpened, {M::kOpenedByGrid},
                       {M::kAccepted}));
}

// DOMAIN: handling, per unit.
void AddHandling(std::vector<Metric>& all) {
    all.push_back(Count("assignments_sent", "派单量", "Assignments sent", "派给单位的任务",
                        "parts given to units", kSent, {M::kDispatched}));
    all.push_back(Rate("acknowledged_on_time_rate", "按时签收率", "Acknowledged on time",
                       "按时签收 ÷ 应签收", "acknowledged in time ÷ due in the period", kDue,
                       {M::kAcknowledgedInTime}, {M::kAcknowledgeDue}));
    all.push_back(Rate("first_contact_on_time_rate", "按时联系率", "First contact on time",
                       "按时首次联系 ÷ 应联系", "first contact in time ÷ due in the period", kDue,
                       {M::kContactedInTime}, {M::kContactDue}));
    all.push_back(Rate("finished_on_time_rate", "按时办结率", "Finished on time",
                       "按时办结（含批准的延期）÷ 应办",
                       "finished by the deadline, approved extensions included ÷ due", kDue,
                       {M::kFinishedInTime}, {M::kHandlingDue}));
    all.push_back(Rate("overdue_rate", "逾期率", "Overdue", "逾期（逾期办结或仍未办结）÷ 应办",
                       "finished late or still open ÷ due", kDue, {M::kOverdue}, {M::kHandlingDue},
                       false));
    all.push_back(Count("overdue_open", "逾期未办结", "Overdue and open", "已到期仍未办结",
                        "due and still open", kDue, {M::kOverdueOpen}));
    all.back().higher_is_better = false;
    all.push_back(Rate("closed_rate", "办结率", "Closed", "已办结 ÷ 期内受理且已到期",
                       "closed ÷ accepted in the period and due by now", kOpened, {M::kClosedOfDue},
                       {M::kDueByNow}));
    all.push_back(Count("cases_closed", "办结量", "Cases closed", "办结的派单件",
                        "dispatched cases that were finished", kClosed, {M::kClosed}));
    all.push_back(Rate("returned_rate", "退单率", "Returned", "单位退单的任务 ÷ 派单",
                       "returned by the unit ÷ sent to it", kSent, {M::kReturnedByUnit},
                       {M::kDispatched}, false));
    all.push_back(Rate("improper_return_rate", "不当退单率", "Improper returns",
                       "不同意的退单 ÷ 退单", "returns refused ÷ returns", kHappened,
                       {M::kReturnRefused}, {M::kReturned}, false));
    all.push_back(Rate("dispatch_accuracy_rate", "派单准确率", "Dispatched rightly",
                       "未退回也未撤回 ÷ 派单", "never returned or taken back ÷ sent", kSent,
                       {M::kNeverMoved}, {M::kDispatched}));
    all.push_back(Rate("extended_rate", "延期率", "Extended", "批准延期的任务 ÷ 派单",
                       "extended ÷ sent", kSent, {M::kExtended}, {M::kDispatched}, false));
    const std::vector<M> handled{M::kHandled};
    Metric mean = Rate("handling_hours_mean", "平均处理时长", "Mean handling time",
                       "（办结 − 首次派单）工作小时之和 ÷ 件数，含重办",
                       "working hours from first dispatch to finish, redo included ÷ cases",
                       kClosed, {M::kHandledMinutes}, handled, false);
    mean.shape = kMean;
    all.push_back(std::move(mean));
    const auto quantile = [&](MetricShape shape, auto code, auto name, auto name_en) {
        Metric metric = Rate(code, name, name_en, "（办结 − 首次派单）工作小时，按区间插值",
                             "working hours from first dispatch to finish, from buckets", kClosed,
                             {}, handled, false);
        metric.shape = shape;
        for (int i = 0; i < kHandledBuckets; ++i) metric.numerator.push_back(HandledBucket(i));
        all.push_back(std::move(metric));
    };
    quantile(kMedian, "handling_hours_median", "处理时长中位数", "Median handling time");
    quantile(kP90, "handling_hours_p90", "处理时长九成位", "90th percentile of handling time");
}

// DOMAIN: outcome, as the citizen tells.
void AddOutcome(std::vector<Metric>& all) {
    all.push_back(Rate("finished_once_rate", "一次性办结率", "Finished at once",
                       "未重办且未退回补办 ÷ 办结", "no redo and no answer sent back ÷ closed",
                       kClosed, {M::kFinishedOnce}, {M::kClosed}));
    all.push_back(Rate("redone_rate", "重办率", "Redone", "重办过 ÷ 办结",
                       "with at least one redo ÷ closed", kClosed, {M::kRedone}, {M::kClosed},
                       false));
    all.push_back(Rate("returned_or_redone_rate", "退单与重办率", "Returned or redone",
                       "退过单或重办过 ÷ 办结", "with a return or a redo ÷ closed", kClosed,
                       {M::kReturnedOrRedone}, {M::kClosed}, false));
    all.push_back(Rate("contacted_rate", "响应率", "Contacted", "回访称单位联系过 ÷ 回访成功",
                       "says the unit was in touch ÷ reached", kClosed, {M::kContacted},
                       {M::kReached}));
    all.push_back(Rate("solved_rate", "解决率", "Solved", "回访称已解决 ÷ 回访成功",
                       "says it is solved ÷ reached", kClosed, {M::kSolved}, {M::kReached}));
    Metric half = Rate("solved_rate_with_half", "解决率（部分解决计半）",
                       "Solved, partly counts half", "（已解决 + 部分解决 × 0.5）÷ 回访成功",
                       "(solved + partly × 0.5) ÷ reached", kClosed, {M::kSolved}, {M::kReached});
    half.half = M::kPartlySolved;
    all.push_back(std::move(half));
    const std::vector<M> satisfied{M::kSatisfied, M::kBasicallySatisfied};
    all.push_back(Rate("satisfied_rate", "办件满意率", "Satisfied",
                       "（满意 + 基本满意）÷ 有效评价，未评价不计",
                       "(satisfied + basically) ÷ valid ratings; no rating is none", kClosed,
                       satisfied, {M::kRated}));
    all.push_back(Rate("satisfied_of_reached_rate", "满意率（未评价不算满意）",
                       "Satisfied of all reached", "（满意 + 基本满意）÷ 回访成功",
                       "(satisfied + basically) ÷ reached", kClosed, satisfied, {M::kReached}));
    all.push_back(Rate("rated_rate", "参评率", "Rated", "有效评价 ÷ 回访成功",
                       "valid ratings ÷ reached", kClosed, {M::kRated}, {M::kReached}));
    all.push_back(Rate("callback_rate", "回访率", "Called back", "已回访 ÷ 应回访",
                       "callbacks made ÷ due", kDue, {M::kCallbackMade}, {M::kCallbackDue}));
    all.push_back(Rate("callback_reached_rate", "回访成功率", "Reached by callback",
                       "接通 ÷ 已回访", "reached ÷ made", kDue, {M::kCallbackReached},
                       {M::kCallbackMade}));
    all.push_back(Rate("supervised_solved_rate", "督办件解决率", "Supervised and solved",
                       "核实已解决的督办件 ÷ 已办结或到期的督办件",
                       "verified solved ÷ supervision orders closed or due", kDue,
                       {M::kSupervisedSolved}, {M::kSupervised}));
    all.push_back(Rate("appeal_upheld_rate", "考核申诉通过率", "Appeals upheld",
                       "同意的申诉 ÷ 申诉", "upheld ÷ appeals", kHappened, {M::kAppealUpheld},
                       {M::kAppealed}));
    all.push_back(Rate("knowledge_on_time_rate", "知识更新及时率", "Knowledge updated in time",
                       "按时更新 ÷ 应更新", "updated in time ÷ due", kDue, {M::kKnowledgeInTime},
                       {M::kKnowledgeDue}));
    all.push_back(Count("acted_before_complaint", "未诉先办", "Acted before any complaint",
                        "网格上报并办结的件", "opened by the grid and finished", kClosed,
                        {M::kBeforeComplaint}));
    all.push_back(Count("false_finish", "虚假办结", "False finishes", "单位称已解决而回访称未解决",
                        "the unit says solved, the citizen not", kClosed, {M::kFalselyFinished}));
    all.back().higher_is_better = false;
}

// DOMAIN: the telephone; its exchange reports what it counted.
void AddTelephone(std::vector<Metric>& all) {
    all.push_back(Outside(kRate, "connect_rate", "接通率", "Connected", "人工接通 ÷ 请求人工",
                          "answered by a person ÷ asked for a person", "calls_answered",
                          "calls_asked"));
    all.push_back(Outside(kRate, "connect_rate_without_quick", "接通率（不含速断）",
                          "Connected, without quick abandons",
                          "人工接通 ÷ 请求人工（不含 5 秒内放弃）",
                          "answered ÷ asked, without those abandoned within 5 s", "calls_answered",
                          "calls_asked_without_quick"));
    all.push_back(Outside(kRate, "answered_15s_rate", "15 秒接通率", "Answered within 15 s",
                          "15 秒内接通 ÷ 接通", "answered within 15 s ÷ answered",
                          "calls_answered_15s", "calls_answered"));
    all.push_back(Outside(kRate, "abandoned_rate", "放弃率", "Abandoned", "排队放弃 ÷ 排队",
                          "abandoned in the queue ÷ queued", "calls_abandoned", "calls_queued",
                          false));
    all.push_back(Outside(kRate, "occupancy_rate", "坐席利用率", "Occupancy",
                          "（通话 + 保持 + 话后）÷（通话 + 保持 + 话后 + 空闲）",
                          "handling ÷ (handling + ready)", "handle_seconds",
                          "ready_and_handle_seconds"));
    all.push_back(Outside(kRate, "missed_called_back_rate", "漏接回拨率", "Missed calls returned",
                          "2 小时内回拨接通 ÷ 漏接号码", "reached within 2 h ÷ numbers missed",
                          "missed_numbers_reached", "missed_numbers"));
    all.push_back(Outside(kRate, "call_satisfied_rate", "通话满意率", "Satisfied with the call",
                          "按键满意 ÷ 按键评价", "keyed satisfied ÷ keyed", "ratings_satisfied",
                          "ratings_keyed"));
    all.push_back(Outside(kRate, "call_rated_rate", "按键评价参与率", "Calls rated",
                          "按键评价 ÷ 接通", "keyed ÷ answered", "ratings_keyed",
                          "calls_answered"));
    const auto mean = [&](auto code, auto name, auto name_en, auto seconds) {
        all.push_back(Outside(kMean, code, name, name_en, "秒数 ÷ 接通", "seconds ÷ answered",
                              seconds, "calls_answered", false));
    };
    mean("wait_seconds_mean", "平均等待（秒）", "Mean wait, s", "wait_seconds");
    mean("talk_seconds_mean", "平均通话（秒）", "Mean talk, s", "talk_seconds");
    mean("after_call_seconds_mean", "平均话后（秒）", "Mean after-call work, s",
         "after_call_seconds");
    mean("handle_seconds_mean", "平均处理（秒）", "Mean handle time, s", "handle_seconds");
    all.push_back(Outside(kCount, "petitions", "信访总量", "Petitions", "信访部门登记的信访件",
                          "registered by the petitions office", "petitions", {}, false));
    all.push_back(Outside(kCount, "wechat_follows", "微信公众号关注度", "WeChat follows",
                          "公众号新增关注", "new follows of the account", "wechat_follows"));
}

double MinutesToHours(double minutes) { return minutes / 60; }

std::optional<double> Quantile(const Tally& tally, double share) {
    const std::int64_t all =
        std::accumulate(tally.buckets.begin(), tally.buckets.end(), std::int64_t{0});
    if (all <= 0) return std::nullopt;
    const double wanted = share * static_cast<double>(all);
    double below = 0;
    double from = 0;
    for (std::size_t i = 0; i < tally.buckets.size(); ++i) {
        const auto here = static_cast<double>(tally.buckets[i]);
        // The last bucket has no end: its beginning is all that can be said.
        const double to = i < kHandledBoundsMinutes.size()
                              ? static_cast<double>(kHandledBoundsMinutes.at(i))
                              : from;
        if (here > 0 && below + here >= wanted) {
            return MinutesToHours(from + (to - from) * (wanted - below) / here);
        }
        below += here;
        from = to;
    }
    return MinutesToHours(from);
}

}  // namespace

std::span<const Metric> Metrics() {
    static const std::vector<Metric> metrics = [] {
        std::vector<Metric> all;
        AddDesk(all);
        AddHandling(all);
        AddOutcome(all);
        AddTelephone(all);
        return all;
    }();
    return metrics;
}

const Metric* FindMetric(std::string_view code) {
    const auto all = Metrics();
    const auto found = std::ranges::find(all, code, &Metric::code);
    return found == all.end() ? nullptr : &*found;
}

std::span<const OutsideFigure> OutsideFigures() { return kOutside; }

const OutsideFigure* FindOutsideFigure(std::string_view code) {
    const auto* found = std::ranges::find(kOutside, code, &OutsideFigure::code);
    return found == kOutside.end() ? nullptr : found;
}

std::vector<Measure> MeasuresOf(const Metric& metric) {
    std::vector<Measure> all = metric.numerator;
    all.insert(all.end(), metric.denominator.begin(), metric.denominator.end());
    if (metric.half) all.push_back(*metric.half);
    std::ranges::sort(all);
    const auto twice = std::ranges::unique(all);
    all.erase(twice.begin(), twice.end());
    return all;
}

std::optional<double> ValueOf(const Metric& metric, const Tally& tally) {
    constexpr double kPercent = 100;
    switch (metric.shape) {
        case kCount: return tally.numerator;
        case kMedian: return Quantile(tally, 0.5);
        case kP90: return Quantile(tally, 0.9);
        case kMean:
            if (tally.denominator <= 0) return std::nullopt;
            if (metric.IsOutside()) return tally.numerator / tally.denominator;
            return MinutesToHours(tally.numerator / tally.denominator);
        case kRate:
            if (tally.denominator <= 0) return std::nullopt;
            return kPercent * (metric.complement ? 1 - tally.numerator / tally.denominator
                                                 : tally.numerator / tally.denominator);
    }
    return std::nullopt;
}

std::vector<std::int64_t> SharesInTenths(std::span<const std::int64_t> parts) {
    constexpr std::int64_t kWhole = 1000;
    const std::int64_t all = std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
    std::vector<std::int64_t> shares(parts.size(), 0);
    if (all <= 0) return shares;
    std::vector<std::pair<std::int64_t, std::size_t>> rests;  // negative, so that the largest is
                                                              // first
    std::int64_t given = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        shares[i] = parts[i] * kWhole / all;
        given += shares[i];
        rests.emplace_back(-(parts[i] * kWhole % all), i);
    }
    std::ranges::sort(rests);
    for (std::size_t i = 0; given < kWhole && i < rests.size(); ++i, ++given) {
        ++shares[rests[i].second];
    }
    return shares;
}

}  // namespace liandong
