#pragma once

#include <optional>
#include <string>

#include "app/list_cases.hpp"

namespace liandong {

/// Where a search looks.
enum class SearchIn : std::uint8_t {
    kNumber = 1,
    kPhone = 2,
    kWords = 3,
    kPerson = 4,
    kSounds = 5
};
template <>
inline constexpr auto kNames<SearchIn> = std::to_array<Named<SearchIn>>({
    {SearchIn::kNumber, "number", "工单编号"},
    {SearchIn::kPhone, "phone", "电话号码"},
    {SearchIn::kWords, "words", "文字"},
    {SearchIn::kPerson, "person", "姓名"},
    {SearchIn::kSounds, "sounds", "拼音或同音字"},
});
struct FoundCases {
    SearchIn in = SearchIn::kWords;  ///< name it again to get the next page
    PageOf<CaseLine> page;
};

/// What words or sounds find is ranked among so many of the newest at a time: the best of the
/// newest hundred come first, then the best of the hundred before them.
inline constexpr std::int32_t kRankedTogether = 100;

/// One box for a case number, part of a phone number, words, a place or a name: the first of these
/// that finds something, in the order of SearchIn, or the one asked for. Words are also found by
/// the city's other words for the same (synonyms.csv), and words that are found nowhere are looked
/// for by their sound: 路登, "ludeng", "ld".
///
/// Numbers and persons: newest number first. Words and sounds: by relevance and age
/// (domain/search/rank.hpp), the newer number first where these are equal, each with a snippet of
/// what the asker may read: none of a case that they may not view, nor of a secret one whose
/// person is hidden from them, and the text of such a case does not rank it.
///
/// By phone or name a secret case is found by those only who may know its person. Errors:
/// kForbidden "not_permitted"; kInvalid "nothing_to_search" for a text without tokens, "bad_page".
[[nodiscard]] Result<FoundCases> SearchCases(const Services& services, const Principal& who,
                                             const std::string& text, std::optional<SearchIn> in,
                                             CaseQuestion question, const Page& page,
                                             Deadline deadline);

}  // namespace liandong
