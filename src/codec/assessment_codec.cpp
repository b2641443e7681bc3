#include "codec/assessment_codec.hpp"

#include "codec/read_stored.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(AssessmentPart, (),
                      (code, name, figure, weight, target, slope, floor, zero_below, counted,
                       higher))
BOOST_DESCRIBE_STRUCT(AssessmentAdjustment, (), (code, name, points, points_max))
BOOST_DESCRIBE_STRUCT(AssessmentGroup, (), (code, name, kinds, total))
BOOST_DESCRIBE_STRUCT(AssessmentRules, (),
                      (name, period, total, sample_min, show_first, parts, adjustments, groups))
BOOST_DESCRIBE_STRUCT(PartScore, (),
                      (code, name, figure, numerator, denominator, value, record, weight, score,
                       arithmetic))
BOOST_DESCRIBE_STRUCT(AdjustmentScore, (), (code, name, count, score, arithmetic))
BOOST_DESCRIBE_STRUCT(UnitScore, (),
                      (unit, unit_name, sample, is_apart, rank, score, arithmetic, parts,
                       adjustments))
BOOST_DESCRIBE_STRUCT(GroupScore, (), (code, name, total, units))
BOOST_DESCRIBE_STRUCT(Assessment, (),
                      (period, log_index, rules_version, made_at, made_by, rules, groups))

std::string EncodeRules(const AssessmentRules& rules) { return json::ToJson(rules); }
Result<AssessmentRules> DecodeRules(std::string_view text) {
    return detail::ReadStored<AssessmentRules>(text, "rules");
}

std::string RulesVersion(std::string_view text) {
    // FNV-1a, 64 bits: tells versions apart; nobody gains by making two alike, for both are kept.
    std::uint64_t hash = 14'695'981'039'346'656'037ULL;
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1'099'511'628'211ULL;
    }
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string version;
    for (int shift = 60; shift >= 0; shift -= 4) version += kDigits[hash >> shift & 15U];
    return version;
}

std::string EncodeAssessment(const Assessment& assessment) { return json::ToJson(assessment); }
Result<Assessment> DecodeAssessment(std::string_view text) {
    return detail::ReadStored<Assessment>(text, "assessment");
}

}  // namespace liandong
