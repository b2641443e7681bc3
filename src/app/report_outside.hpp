#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/figures_store.hpp"
#include "app/services.hpp"
#include "domain/assessment/rules.hpp"

// Numbers that others count, and the card on which they stand beside ours.

namespace liandong {

struct EnterOutside {
    std::string figure;  ///< a code of OutsideFigures()
    std::string day;     ///< "2026-03-31"
    std::int64_t value = 0;
};
/// Writes an event; the figures follow within a second. The newest report of a day counts, all stay
/// in the journal with who and when.
/// Errors: kForbidden "not_permitted" without "enter_figures"; kInvalid "unknown_figure",
/// "bad_day", "bad_value".
[[nodiscard]] Result<void> ReportOutside(const Services& services, const Principal& who,
                                         const EnterOutside& entry, Deadline deadline);

struct OutsideLine {
    std::string figure;
    std::string name;
    std::string day;
    std::int64_t value = 0;
    std::string entered_by;
    LocalTime entered_at;
};
/// By day, then figure. Errors: kForbidden "not_permitted"; kInvalid "bad_period" beyond two years.
[[nodiscard]] Result<std::vector<OutsideLine>> ListOutside(const Services& services,
                                                           const Principal& who, Day from, Day to,
                                                           Deadline deadline);

struct CardLine {
    std::string figure;
    std::string name;
    bool is_up = true;       ///< the direction that is wished for
    bool in_points = false;  ///< change is in per cent points; else in per cent of the earlier
                             ///< value
    bool is_outside = false;
    std::optional<double> now;
    std::optional<double> before;
    std::optional<double> change;    ///< empty where there is nothing to compare with: "—"
    std::optional<bool> is_reached;  ///< moved the way that is wished for
    std::string text;                ///< "+26.40%", "+9.20 个百分点", "—"
};
struct CardView {
    std::string name;
    std::string from;
    std::string to;
    std::string before_from;
    std::string before_to;
    std::int64_t log_index = 0;
    std::int32_t up = 0;  ///< how many moved as wished
    std::int32_t down = 0;
    std::vector<CardLine> lines;
};
/// The city's "N up, M down" for a year ("2026") or a month ("2026-03"), against the same days a
/// year before. A period that is not over yet is cut at yesterday on both sides.
/// Errors: kForbidden "not_permitted"; kInvalid "bad_period".
[[nodiscard]] Result<CardView> ReadCard(const Services& services, const Principal& who,
                                        const std::string& period, Deadline deadline);

}  // namespace liandong
