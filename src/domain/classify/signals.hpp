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

struct Signal {
    SignalKind kind = SignalKind::kSelfHarm;
    std::string found;   ///< as it stands in the text, with what lies between
    std::size_t at = 0;  ///< its first code point
};

/// Every kind of danger that the text speaks of, once each, in the order of the text. Recall comes
/// first: a sentence that denies the danger, or tells of an old one, is reported too, and a person
/// decides. Shape: linear; reads the first 20'000 code points.
[[nodiscard]] std::vector<Signal> SignalsOf(std::string_view text);

}  // namespace liandong
