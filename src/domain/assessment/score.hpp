#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/assessment/rules.hpp"
#include "domain/city/city.hpp"
#include "domain/figures/metric.hpp"

namespace liandong {

/// What a part's figure came to for one unit: as it is assessed, and as it stands in the record.
struct ScoredFigure {
    Tally assessed;
    Tally record;
};
/// What is known of one unit in the period.
struct UnitFigures {
    UnitCode unit;
    std::int64_t sample = 0;                ///< answers due
    std::vector<ScoredFigure> parts;        ///< one for each part of the rules
    std::vector<std::int64_t> adjustments;  ///< how many of each
};

/// One part of a unit's score with its arithmetic.
struct PartScore {
    std::string code;
    std::string name;
    std::string figure;
    double numerator = 0;
    double denominator = 0;
    std::optional<double> value;   ///< per cent, as assessed; empty: nothing to reckon with
    std::optional<double> record;  ///< per cent, as in the record
    double weight = 0;
    double score = 0;
    std::string arithmetic;  ///< "20 × (1 − 0.04 × 10.2) = 11.84"
};
struct AdjustmentScore {
    std::string code;
    std::string name;
    std::int64_t count = 0;
    double score = 0;
    std::string arithmetic;
};
struct UnitScore {
    UnitCode unit;
    std::string unit_name;
    std::int64_t sample = 0;
    bool is_apart = false;  ///< too small a sample, or nothing to reckon with: no rank
    std::optional<std::int32_t> rank;
    std::optional<double> score;
    std::string arithmetic;
    std::vector<PartScore> parts;
    std::vector<AdjustmentScore> adjustments;
};
struct GroupScore {
    std::string code;
    std::string name;
    double total = 100;
    std::vector<UnitScore> units;  ///< by rank, those apart behind
};

/// Scores each unit within its group. A part without a denominator is left out, and its weight is
/// shared by the others in proportion. Equal scores have equal ranks.
/// Shape: pure; `figures` has one entry for each unit of a group.
[[nodiscard]] std::vector<GroupScore> ScoreUnits(const AssessmentRules& rules, const City& city,
                                                 const std::vector<UnitFigures>& figures);
/// One part alone. `figures` as in UnitFigures::parts.
[[nodiscard]] PartScore ScorePart(const AssessmentPart& part, const ScoredFigure& figures);

/// "11.84": at most two decimals, none when whole.
[[nodiscard]] std::string ShortNumber(double value);

}  // namespace liandong
