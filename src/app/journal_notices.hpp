#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/services.hpp"

namespace liandong {

/// What a screen learns when an event was sealed: enough to know what to read again, nothing more.
struct JournalNotice {
    std::int64_t log_index = 0;
    CaseId case_id;
    std::int32_t seq = 0;
    std::string kind;
    Instant at;
    std::vector<UnitCode> units;  ///< that have or had a part in the case
    bool is_case = true;          ///< false for records outside cases
};

/// Sealed events as notices, in the same order. Reads each case once. Errors: those of the store.
[[nodiscard]] Result<std::vector<JournalNotice>> NoticesOf(const Services& services,
                                                           const std::vector<JournalEntry>& entries,
                                                           Deadline deadline);

}  // namespace liandong
