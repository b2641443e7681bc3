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

/// The place behind what `pattern` finds first at or behind `at`, and where that begins.
struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
};
std::optional<Place> Find(std::u32string_view text, const Pattern& pattern) {
    for (std::size_t at = text.find(pattern.first); at != std::u32string_view::npos;
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

}  // namespace

std::vector<Signal> SignalsOf(std::string_view text) {
    const std::u32string points = CodePoints(FirstCodePoints(text, kCodePointsMax));
    std::vector<Signal> signals;
    for (const Pattern& pattern : kPatterns) {
        const auto place = Find(points, pattern);
        if (!place) continue;
        auto same = std::ranges::find(signals, pattern.kind, &Signal::kind);
        if (same != signals.end() && same->at <= place->begin) continue;
        if (same == signals.end()) same = signals.insert(same, {pattern.kind, {}, 0});
        same->at = place->begin;
        same->found.clear();
        for (std::size_t i = place->begin; i < place->end; ++i) AppendUtf8(same->found, points[i]);
    }
    std::ranges::sort(signals, {}, &Signal::at);
    return signals;
}

}  // namespace liandong
