#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/named.hpp"

namespace liandong {

/// What in a text says that somebody is in danger, or is one.
enum class SignalKind : std::uint8_t {
    kSelfHarm = 1,
    kThreat = 2,
    kViolence = 3,
    kTrapped = 4,
    kFire = 5,
    kGas = 6,
    kElectricity = 7,
    kMedical = 8,
    kCollapse = 9,
    kWater = 10,
    kMissing = 11,
    kPoisoning = 12,
};
template <>
inline constexpr auto kNames<SignalKind> = std::to_array<Named<SignalKind>>({
    {SignalKind::kSelfHarm, "self_harm", "轻生"},
    {SignalKind::kThreat, "threat", "扬言伤人"},
    {SignalKind::kViolence, "violence", "正在伤人"},
    {SignalKind::kTrapped, "trapped", "人员被困"},
    {SignalKind::kFire, "fire", "火情"},
    {SignalKind::kGas, "gas", "燃气泄漏"},
    {SignalKind::kElectricity, "electricity", "漏电断线"},
    {SignalKind::kMedical, "medical", "急病伤人"},
    {SignalKind::kCollapse, "collapse", "坍塌坠落"},
    {SignalKind::kWater, "water", "溺水内涝"},
    {SignalKind::kMissing, "missing", "人员走失"},
    {SignalKind::kPoisoning, "poisoning", "中毒"},
});

/// Whether the words mean a danger that is there.
enum class SignalSense : std::uint8_t {
    kSaid = 1,
    kDenied = 2,     ///< "没有着火"
    kMentioned = 3,  ///< of a drill, a lesson, a guard against it: "火灾演练", "防溺水"
};
template <>
inline constexpr auto kNames<SignalSense> = std::to_array<Named<SignalSense>>({
    {SignalSense::kSaid, "said", "说有"},
    {SignalSense::kDenied, "denied", "说没有"},
    {SignalSense::kMentioned, "mentioned", "只是提到"},
});

struct Signal {
    SignalKind kind = SignalKind::kSelfHarm;
    SignalSense sense = SignalSense::kSaid;
    std::string found;   ///< as it stands in the text, with what lies between
    std::size_t at = 0;  ///< its first code point
};

/// Every kind of danger that the text speaks of, once each, in the order of the text. Recall comes
/// first: a sentence that denies the danger, or tells of an old one, is reported too, and a person
/// decides. Only where the words right beside leave no doubt the sense says so; who speaks of
/// killing themselves, of hurting others or of somebody missing is always taken at their word. Of a
/// kind that is said in one place and denied in another the one that is said counts.
/// Shape: linear; reads the first 20'000 code points.
[[nodiscard]] std::vector<Signal> SignalsOf(std::string_view text);

/// Whether one of them is said, so that somebody must act at once.
[[nodiscard]] bool SpeaksOfDanger(const std::vector<Signal>& signals);

}  // namespace liandong
