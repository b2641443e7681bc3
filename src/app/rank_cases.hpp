#pragma once

#include <vector>

#include "app/list_cases.hpp"
#include "domain/search/question.hpp"

namespace liandong {

struct RankedCase {
    CaseRow row;
    std::optional<Snippet> snippet;
};

/// A page of what a reading of a question finds, as SearchCases promises. `which` names the reading
/// in the page's token: a later page belongs to the reading that the first one was of.
/// Shape: opens at most the texts of kRankedTogether cases for each such number of hits shown.
/// Errors: kInvalid "bad_page"; the store's and the vault's.
[[nodiscard]] Result<PageOf<RankedCase>> RankedPage(const Services& services, const Principal& who,
                                                    const CaseFilter& filter,
                                                    const Reading& reading, std::size_t which,
                                                    const Page& page, Deadline deadline);

/// Of which reading a ranked page's token is; empty for anything else.
[[nodiscard]] std::optional<std::size_t> ReadingOfToken(const std::optional<std::string>& token);

}  // namespace liandong
