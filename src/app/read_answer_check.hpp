#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/services.hpp"
#include "base/instant.hpp"
#include "domain/propose/answer_check.hpp"
#include "domain/propose/place_index.hpp"

namespace liandong {

struct AnswerFindingView {
    AnswerFlaw flaw = AnswerFlaw::kTooShort;
    std::string flaw_label;
    std::string found;
};
struct AnswerPromiseView {
    std::string text;
    bool is_dated = false;
    std::optional<std::string> by;  ///< "2026-03-20"
};
/// What a reviewer should look at in a unit's last answer, with the words that say so.
struct AnswerCheckView {
    AssignmentNo assignment;
    LocalTime answered_at;
    double relevance = 0;
    std::vector<AnswerFindingView> findings;
    std::vector<AnswerPromiseView> promises;
    std::vector<std::string> basis;
    std::optional<CaseId> copied_from;  ///< the unit gave the same answer there
};

/// Checks the last answer of an assignment (0: the lead's) against the request and against what the
/// unit answered in its last 20 cases. For advice; changes nothing.
/// Errors: kNotFound "no_such_case", "no_answer" (none given yet, or erased).
[[nodiscard]] Result<AnswerCheckView> ReadAnswerCheck(const Services& services,
                                                      const Principal& who, CaseId id,
                                                      AssignmentNo assignment, Deadline deadline);

}  // namespace liandong
