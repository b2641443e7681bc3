#pragma once

#include <string>
#include <string_view>

#include "app/simulate_random.hpp"
#include "domain/city/city.hpp"

// What invented people say and invented offices write. All names, roads and quarters are made up.

namespace liandong {

/// A person who cannot be anybody: surname, 某, and two signs of the sexagenary cycle. `number`
/// tells them apart. The telephone stays in the range of the city's staff list, which cannot ring
/// (profiles/README.md).
[[nodiscard]] Caller InventCaller(std::uint64_t number, const City& city);

/// What the caller says about `category`; `place_name` may be empty.
[[nodiscard]] Narrative ComposeNarrative(SeededRandom& random, const Category& category,
                                         RequestType type, std::string_view place_name);
/// The same matter in another neighbour's words, at the same address.
[[nodiscard]] Narrative ComposeSecondVoice(SeededRandom& random, const Narrative& first);

enum class OfficeText : std::uint8_t {
    kDeskAnswer,
    kDecline,
    kDeclineNote,
    kHandOver,
    kSupplementQuestion,
    kSupplement,
    kReturnBasis,
    kReturnNote,
    kExtensionReason,
    kExtensionNote,
    kPauseNote,
    kContactNote,
    kDone,
    kReply,
    kOverrule,
    kReviewNote,
    kSentBack,
    kOpinionGood,
    kOpinionBad,
    kUnreached,
    kMerge,
    kVoid,
    kNote,
    kRemind,
};
[[nodiscard]] std::string ComposeOfficeText(SeededRandom& random, OfficeText kind,
                                            std::string_view category_name);

}  // namespace liandong
