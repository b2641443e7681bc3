#pragma once

#include <string>
#include <vector>

#include "app/count_figures.hpp"

namespace liandong {

struct RecountReport {
    FiguresPosition position;        ///< how far both counted
    std::int64_t cases = 0;          ///< with facts in the period
    std::int64_t counters = 0;       ///< compared
    std::int64_t different = 0;      ///< how many did not agree
    std::vector<std::string> lines;  ///< the first of those: "finished_on_time … kept 3, recounted
                                     ///< 4"
};

/// Counts a period again, plainly, from every history in the journal, and compares the sums with
/// those that are kept. Nothing is changed.
/// Shape: reads every case of the city once; holds the period's counters in memory.
/// Errors: kBusy "figures_moved" when the figures were moved on meanwhile (count again when the
/// city rests, or stop the server); kStale "other_formulas" when another version counted them.
[[nodiscard]] Result<RecountReport> RecountFigures(const FiguresServices& services, Day from,
                                                   Day to, Deadline deadline);

/// The plain recount alone: the sums of all cases as the journal had them below `log_index`.
[[nodiscard]] Result<Counters> CountAgain(const FiguresServices& services, std::int64_t log_index,
                                          Day from, Day to, Deadline deadline);

}  // namespace liandong
