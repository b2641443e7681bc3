#pragma once

#include <cstdint>
#include <string>
#include <vector>

// How a city scores its units, and which figures stand on its card. Data of the profile.

namespace liandong {

/// One part of the score, from one figure:
/// weight × (1 − slope × points away from the target), at least floor × weight; nothing below
/// `zero_below`.
struct AssessmentPart {
    std::string code;
    std::string name;
    std::string figure;  ///< a metric's code
    double weight = 0;
    double target = 100;    ///< per cent
    double slope = 0;       ///< share of the weight lost with each per cent point
    double floor = 0;       ///< share of the weight that is never lost
    double zero_below = 0;  ///< per cent; below it the part is 0
    std::string counted;    ///< "by_due" or "by_close"
    bool higher = true;     ///< higher is better

    bool operator==(const AssessmentPart&) const = default;
};
/// Points for each of something; `code` is the code of a figure that counts it.
struct AssessmentAdjustment {
    std::string code;
    std::string name;
    double points = 0;      ///< each; negative takes away
    double points_max = 0;  ///< in all, either way

    bool operator==(const AssessmentAdjustment&) const = default;
};
/// Units are compared with their like only.
struct AssessmentGroup {
    std::string code;
    std::string name;
    std::vector<std::string> kinds;  ///< of units
    double total = 100;              ///< the full score of this group

    bool operator==(const AssessmentGroup&) const = default;
};
struct AssessmentRules {
    std::string name;
    std::string period;
    double total = 100;           ///< the weights of all parts together
    std::int64_t sample_min = 0;  ///< a unit with fewer answers due is listed apart
    std::string show_first;       ///< code of a part
    std::vector<AssessmentPart> parts;
    std::vector<AssessmentAdjustment> adjustments;
    std::vector<AssessmentGroup> groups;

    bool operator==(const AssessmentRules&) const = default;
};

/// "N up, M down": how figures moved against the period before.
struct FigureCard {
    struct Item {
        bool is_up = true;  ///< the direction that is wished for
        std::string name;
        std::string figure;
        bool is_rate = false;
        bool in_points = false;   ///< per cent points; else per cent of the earlier value
        bool is_outside = false;  ///< reported by others
    };
    std::string name;
    bool is_yearly = true;  ///< else monthly, against the same month a year before
    std::vector<Item> items;
};

}  // namespace liandong
