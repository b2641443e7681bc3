#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/named.hpp"
#include "domain/case/types.hpp"

namespace liandong {

/// What of a case says whether it is about the same matter as another one.
struct ComparedMatter {
    std::string title;
    std::string text;
    CategoryCode category;             ///< may be empty
    std::vector<CategoryCode> may_be;  ///< other guesses: one of these speaks not against it
    PlaceCode street;                  ///< street or town it lies in; may be empty
    std::set<std::string> names;       ///< of the places that its text names (PlaceIndex)
    std::optional<GeoPoint> point;
    Instant opened_at;
    bool is_same_person = false;  ///< as the one that it is held against
};

enum class SimilarReason : std::uint8_t {
    kSameWords = 1,
    kSameCategory = 2,
    kSamePlace = 3,
    kNamedPlace = 4,
    kNear = 5,
    kSamePerson = 6,
};
template <>
inline constexpr auto kNames<SimilarReason> = std::to_array<Named<SimilarReason>>({
    {SimilarReason::kSameWords, "same_words", "说法相同"},
    {SimilarReason::kSameCategory, "same_category", "类别相同"},
    {SimilarReason::kSamePlace, "same_place", "区域相同"},
    {SimilarReason::kNamedPlace, "named_place", "提到同一地点"},
    {SimilarReason::kNear, "near", "位置相近"},
    {SimilarReason::kSamePerson, "same_person", "同一来电人"},
});

struct Similarity {
    double score = 0;  ///< 0 .. 1: how likely it is the same matter (docs/INTELLIGENCE.md)
    std::vector<SimilarReason> reasons;
    std::int32_t names_shared = 0;   ///< names that both say, known to the city or not
    std::vector<std::string> words;  ///< the rarest pieces of text that both hold, longest first
};

/// At or above it a merge is proposed; a person decides.
inline constexpr double kSameMatter = 0.5;

/// How like each candidate is to the matter. What many candidates say counts little: they were
/// chosen because they are about the same kind of thing in the same place.
/// Shape: linear in the texts; reads the first 1'000 code points of each.
[[nodiscard]] std::vector<Similarity> CompareAll(const ComparedMatter& matter,
                                                 std::span<const ComparedMatter> candidates);

}  // namespace liandong
