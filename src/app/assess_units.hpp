#pragma once

#include <string>
#include <vector>

#include "app/figures_store.hpp"
#include "app/services.hpp"
#include "codec/assessment_codec.hpp"

namespace liandong {

/// Reckons a month for every unit of a group, from the counters as they stand, and keeps the
/// result beside earlier ones. The rules are those that held in that month: the last that the
/// city's profile had before it ended (or the first it ever had). The result names the log index
/// up to which it counted, so that who doubts it can count again.
/// Errors: kForbidden "not_permitted" without "assess"; kInvalid "bad_period"; kUnavailable
/// "figures_behind" while the figures are being counted anew.
[[nodiscard]] Result<Assessment> AssessMonth(const Services& services, const Principal& who,
                                             const std::string& period, Deadline deadline);

/// The same from the journal itself, as it was below `log_index`; keeps nothing. Slow.
[[nodiscard]] Result<Assessment> AssessAgain(const Services& services, const std::string& period,
                                             std::int64_t log_index, Deadline deadline);

/// The newest result of a month; whoever sees one unit's cases sees that unit's lines.
/// Errors: kForbidden "not_permitted"; kInvalid "bad_period"; kNotFound "not_assessed".
[[nodiscard]] Result<Assessment> ReadAssessment(const Services& services, const Principal& who,
                                                const std::string& period, Deadline deadline);

/// Which results of a month there are, newest first.
struct AssessmentBrief {
    std::string period;
    std::int64_t log_index = 0;
    std::string rules_version;
    LocalTime made_at;
    std::string made_by;  ///< a name
};
[[nodiscard]] Result<std::vector<AssessmentBrief>> ListAssessments(const Services& services,
                                                                   const std::string& period,
                                                                   Deadline deadline);

/// The rules that hold for a month. Errors: those of the store.
[[nodiscard]] Result<StoredRules> RulesOfMonth(FiguresStore& figures, const City& city,
                                               std::pair<Day, Day> month, Deadline deadline);

}  // namespace liandong
