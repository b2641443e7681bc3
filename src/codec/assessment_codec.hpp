#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/assessment/score.hpp"

namespace liandong {

/// The whole of a reckoned assessment, rules included: what is stored and shown.
struct Assessment {
    std::string period;          ///< "2026-03"
    std::int64_t log_index = 0;  ///< every event below it was counted, and none other
    std::string rules_version;
    std::string made_at;
    std::string made_by;
    AssessmentRules rules;
    std::vector<GroupScore> groups;
};

/// Deterministic: the same rules give the same text.
[[nodiscard]] std::string EncodeRules(const AssessmentRules& rules);
/// Errors: kUnavailable "unreadable_payload".
[[nodiscard]] Result<AssessmentRules> DecodeRules(std::string_view text);
/// The first 16 hex digits of a digest over the text of the rules.
[[nodiscard]] std::string RulesVersion(std::string_view text);

[[nodiscard]] std::string EncodeAssessment(const Assessment& assessment);
[[nodiscard]] Result<Assessment> DecodeAssessment(std::string_view text);

}  // namespace liandong
