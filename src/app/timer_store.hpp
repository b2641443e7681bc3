#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/deadline.hpp"
#include "base/result.hpp"
#include "domain/case/decide.hpp"

// Deadlines are rows; the timer asks for those that fall due.

namespace liandong {

struct DueCase {
    CaseId case_id;
    DueRow due;
};

class TimerStore {
public:
    virtual ~TimerStore() = default;
    /// Rows due at or before `now`, earliest first.
    virtual Result<std::vector<DueCase>> DueDeadlines(Instant now, std::int32_t limit,
                                                      Deadline deadline) = 0;
    /// The earliest due time of all, or empty.
    virtual Result<std::optional<Instant>> NextDeadline(Deadline deadline) = 0;
};

}  // namespace liandong
