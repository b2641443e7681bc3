#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/services.hpp"

namespace liandong {

/// What understanding a case takes: its words, and who brought it as a key that tells nothing.
struct CaseText {
    std::string title;
    std::string content;
    std::string person;  ///< keyed hash of the number, else of the name; empty: unknown
};

/// Opened for the moment, to be compared and let go: keep none of it. Cases that were erased are
/// left out. Shape: three questions to the store for all of them. Errors: the store's and vault's.
[[nodiscard]] Result<std::map<CaseId, CaseText>> OpenCaseTexts(const Services& services,
                                                               const std::vector<CaseId>& ids,
                                                               Deadline deadline);

}  // namespace liandong
