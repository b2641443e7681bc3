#include "domain/classify/signals.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kCodePointsMax = 20'000;
constexpr std::size_t kGapMax = 12;

/// A phrase, or two with at most kGapMax characters between.
struct Pattern {
    SignalKind kind;
    std::u32string_view first;
    std::u32string_view second;
};

using enum SignalKind;
constexpr auto kPatterns = std::to_array<Pattern>({
    {kSelfHarm, U"自杀", {}},
    {kSelfHarm, U"轻生", {}},
    {kSelfHarm, U"不想活", {}},
    {kSelfHarm, U"活不下去", {}},
    {kSelfHarm, U"没法活", {}},
    {kSelfHarm, U"活着没意思", {}},
    {kSelfHarm, U"活着没有意", {}},
    {kSelfHarm, U"结束生命", {}},
    {kSelfHarm, U"结束自己", {}},
    {kSelfHarm, U"割腕", {}},
    {kSelfHarm, U"跳楼", {}},
    {kSelfHarm, U"跳桥", {}},
    {kSelfHarm, U"跳河", {}},
    {kSelfHarm, U"跳海", {}},
    {kSelfHarm, U"喝农药", {}},
    {kSelfHarm, U"寻短见", {}},
    {kSelfHarm, U"想不开", {}},
    {kSelfHarm, U"遗书", {}},
    {kSelfHarm, U"一死了之", {}},
    {kSelfHarm, U"死给", U"看"},
    {kSelfHarm, U"想", U"去死"},
    {kSelfHarm, U"安眠药", {}},
    {kSelfHarm, U"从", U"跳下去"},
    {kThreat, U"同归于尽", {}},
    {kThreat, U"报复社会", {}},
    {kThreat, U"杀了", {}},
    {kThreat, U"杀人", {}},
    {kThreat, U"弄死", {}},
    {kThreat, U"砍死", {}},
    {kThreat, U"打死", {}},
    {kThreat, U"炸了", {}},
    {kThreat, U"炸掉", {}},
    {kThreat, U"炸药", {}},
    {kThreat, U"放火烧", {}},
    {kThreat, U"点火烧", {}},
    {kThreat, U"汽油", U"烧"},
    {kThreat, U"自焚", {}},
    {kThreat, U"极端", U"行为"},
    {kThreat, U"极端", U"手段"},
    {kThreat, U"拿刀", {}},
    {kThreat, U"提刀", {}},
    {kThreat, U"血债血偿", {}},
    {kViolence, U"家暴", {}},
    {kViolence, U"家庭暴力", {}},
    {kViolence, U"被", U"殴打"},
    {kViolence, U"正在打", {}},
    {kViolence, U"在打人", {}},
    {kViolence, U"有人打", {}},
    {kViolence, U"老公打", {}},
    {kViolence, U"丈夫打", {}},
    {kViolence, U"打架", {}},
    {kViolence, U"斗殴", {}},
    {kViolence, U"持刀", {}},
    {kViolence, U"抢劫", {}},
    {kViolence, U"绑架", {}},
    {kViolence, U"强奸", {}},
    {kViolence, U"砍人", {}},
    {kViolence, U"捅", U"刀"},
    {kViolence, U"虐待", {}},
    {kViolence, U"非法拘禁", {}},
    {kTrapped, U"电梯", U"困"},
    {kTrapped, U"困", U"电梯"},
    {kTrapped, U"关在电梯", {}},
    {kTrapped, U"卡在电梯", {}},
    {kTrapped, U"被困", {}},
    {kTrapped, U"困在", {}},
    {kTrapped, U"围困", {}},
    {kTrapped, U"反锁", U"孩子"},
    {kTrapped, U"孩子", U"反锁"},
    {kTrapped, U"掉进", U"井"},
    {kFire, U"着火", {}},
    {kFire, U"起火", {}},
    {kFire, U"失火", {}},
    {kFire, U"火灾", {}},
    {kFire, U"烧起来", {}},
    {kFire, U"冒火", {}},
    {kFire, U"冒烟", {}},
    {kFire, U"浓烟", {}},
    {kFire, U"爆炸", {}},
    {kFire, U"自燃", {}},
    {kGas, U"煤气味", {}},
    {kGas, U"燃气味", {}},
    {kGas, U"天然气味", {}},
    {kGas, U"煤气", U"漏"},
    {kGas, U"燃气", U"漏"},
    {kGas, U"天然气", U"漏"},
    {kGas, U"液化气", U"漏"},
    {kGas, U"漏气", {}},
    {kGas, U"一氧化碳", {}},
    {kElectricity, U"漏电", {}},
    {kElectricity, U"触电", {}},
    {kElectricity, U"电线", U"断"},
    {kElectricity, U"电线", U"掉"},
    {kElectricity, U"电线", U"垂"},
    {kElectricity, U"高压线", U"断"},
    {kElectricity, U"电线杆", U"倒"},
    {kElectricity, U"变压器", U"火"},
    {kElectricity, U"电死", {}},
    {kMedical, U"晕倒", {}},
    {kMedical, U"昏倒", {}},
    {kMedical, U"昏迷", {}},
    {kMedical, U"救护车", {}},
    {kMedical, U"急救", {}},
    {kMedical, U"没有呼吸", {}},
    {kMedical, U"没呼吸", {}},
    {kMedical, U"心脏病发", {}},
    {kMedical, U"心梗", {}},
    {kMedical, U"抽搐", {}},
    {kMedical, U"大出血", {}},
    {kMedical, U"流了好多血", {}},
    {kMedical, U"要生了", {}},
    {kMedical, U"撞倒", {}},
    {kMedical, U"撞伤", {}},
    {kMedical, U"咬伤", {}},
    {kMedical, U"砸伤", {}},
    {kCollapse, U"塌方", {}},
    {kCollapse, U"倒塌", {}},
    {kCollapse, U"坍塌", {}},
    {kCollapse, U"塌陷", {}},
    {kCollapse, U"垮塌", {}},
    {kCollapse, U"塌了", {}},
    {kCollapse, U"滑坡", {}},
    {kCollapse, U"要掉下来", {}},
    {kCollapse, U"快掉下来", {}},
    {kCollapse, U"随时", U"掉"},
    {kCollapse, U"随时", U"倒"},
    {kCollapse, U"随时", U"塌"},
    {kCollapse, U"脱落", U"砸"},
    {kCollapse, U"砸到人", {}},
    {kCollapse, U"高空抛物", {}},
    {kCollapse, U"井盖", U"没"},
    {kCollapse, U"井盖", U"丢"},
    {kCollapse, U"井盖", U"缺"},
    {kCollapse, U"没", U"井盖"},
    {kWater, U"溺水", {}},
    {kWater, U"落水", {}},
    {kWater, U"掉进河", {}},
    {kWater, U"掉进水", {}},
    {kWater, U"掉水里", {}},
    {kWater, U"被淹", {}},
    {kWater, U"淹到", {}},
    {kWater, U"淹进", {}},
    {kWater, U"进水", {}},
    {kWater, U"水淹", {}},
    {kWater, U"洪水", {}},
    {kWater, U"决堤", {}},
    {kMissing, U"走失", {}},
    {kMissing, U"走丢", {}},
    {kMissing, U"失踪", {}},
    {kMissing, U"失联", {}},
    {kMissing, U"找不到", U"孩子"},
    {kMissing, U"孩子", U"不见"},
    {kMissing, U"小孩", U"不见"},
    {kMissing, U"老人", U"不见"},
    {kMissing, U"被拐", {}},
    {kPoisoning, U"中毒", {}},
    {kPoisoning, U"集体", U"拉肚子"},
    {kPoisoning, U"好多人", U"拉肚子"},
    {kPoisoning, U"上吐下泻", {}},
    {kPoisoning, U"毒气", {}},
    {kPoisoning, U"化学品", U"泄"},
});

/// From where to where, in code points.
struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
};
/// What `pattern` finds first at or behind `at`.
std::optional<Place> Find(std::u32string_view text, const Pattern& pattern, std::size_t from) {
    for (std::size_t at = text.find(pattern.first, from); at != std::u32string_view::npos;
         at = text.find(pattern.first, at + 1)) {
        const std::size_t behind = at + pattern.first.size();
        if (pattern.second.empty()) return Place{at, behind};
        const std::size_t reach = kGapMax + pattern.second.size();
        const std::size_t second = text.substr(behind, reach).find(pattern.second);
        if (second != std::u32string_view::npos)
            return Place{at, behind + second + pattern.second.size()};
    }
    return std::nullopt;
}

// Denials that say what they say whatever follows. "没有救护车" is a danger of its own, and so is
// whatever people are missing: those kinds are not listed in CanBeDenied.
constexpr auto kDenials = std::to_array<std::u32string_view>(
    {U"没有", U"没有发生", U"并没有", U"并未", U"未发生", U"没发生", U"不是", U"并非", U"没"});
// "有没有着火", "是不是漏电", "还没有着火": who asks or fears does not deny.
constexpr std::u32string_view kNoDenialBehind = U"有是还差";
constexpr auto kGuards =
    std::to_array<std::u32string_view>({U"防", U"防止", U"预防", U"严防", U"避免", U"杜绝"});
constexpr auto kLessons = std::to_array<std::u32string_view>(
    {U"演练", U"演习", U"培训", U"宣传", U"知识", U"讲座", U"预案", U"报警器", U"保险", U"科普"});

bool CanBeDenied(SignalKind kind) {
    switch (kind) {
        case kFire:
        case kGas:
        case kElectricity:
        case kPoisoning: return true;
        case kSelfHarm:
        case kThreat:
        case kViolence:
        case kTrapped:
        case kMedical:
        case kCollapse:
        case kWater:
        case kMissing: return false;
    }
    return false;
}
bool CanBeMentioned(SignalKind kind) {
    return kind != kSelfHarm && kind != kThreat && kind != kMissing;
}

SignalSense SenseOf(std::u32string_view text, SignalKind kind, const Place& place) {
    const std::u32string_view before = text.substr(0, place.begin);
    const std::u32string_view behind = text.substr(place.end, 5);
    if (CanBeMentioned(kind)) {
        for (const std::u32string_view guard : kGuards) {
            if (before.ends_with(guard)) return SignalSense::kMentioned;
        }
        for (const std::u32string_view lesson : kLessons) {
            // At most two characters between: 火灾应急演练. No place at all is further than that.
            if (behind.find(lesson) <= 2) return SignalSense::kMentioned;
        }
    }
    if (!CanBeDenied(kind)) return SignalSense::kSaid;
    for (const std::u32string_view denial : kDenials) {
        if (!before.ends_with(denial)) continue;
        const std::u32string_view rest = before.substr(0, before.size() - denial.size());
        if (rest.empty() || kNoDenialBehind.find(rest.back()) == std::u32string_view::npos)
            return SignalSense::kDenied;
        return SignalSense::kSaid;
    }
    return SignalSense::kSaid;
}

/// The first place where it is said, or else the first at all.
struct Sighting {
    Place place;
    SignalSense sense = SignalSense::kSaid;
};
std::optional<Sighting> Look(std::u32string_view text, const Pattern& pattern) {
    std::optional<Sighting> first;
    for (auto place = Find(text, pattern, 0); place;
         place = Find(text, pattern, place->begin + 1)) {
        const SignalSense sense = SenseOf(text, pattern.kind, *place);
        if (sense == SignalSense::kSaid) return Sighting{*place, sense};
        if (!first) first = Sighting{*place, sense};
    }
    return first;
}

/// Said before denied, then the earlier one.
bool CountsMore(const Sighting& sighting, const Signal& known) {
    const bool is_said = sighting.sense == SignalSense::kSaid;
    const bool was_said = known.sense == SignalSense::kSaid;
    return is_said != was_said ? is_said : sighting.place.begin < known.at;
}

}  // namespace

std::vector<Signal> SignalsOf(std::string_view text) {
    const std::u32string points = CodePoints(FirstCodePoints(text, kCodePointsMax));
    std::vector<Signal> signals;
    for (const Pattern& pattern : kPatterns) {
        const auto sighting = Look(points, pattern);
        if (!sighting) continue;
        auto same = std::ranges::find(signals, pattern.kind, &Signal::kind);
        if (same != signals.end() && !CountsMore(*sighting, *same)) continue;
        if (same == signals.end())
            same = signals.insert(same, {pattern.kind, SignalSense::kSaid, {}, 0});
        same->sense = sighting->sense;
        same->at = sighting->place.begin;
        same->found.clear();
        for (std::size_t i = sighting->place.begin; i < sighting->place.end; ++i)
            AppendUtf8(same->found, points[i]);
    }
    std::ranges::sort(signals, {}, &Signal::at);
    return signals;
}

bool SpeaksOfDanger(const std::vector<Signal>& signals) {
    return std::ranges::any_of(
        signals, [](const Signal& signal) { return signal.sense == SignalSense::kSaid; });
}

}  // namespace liandong
