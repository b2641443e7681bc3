#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports.hpp"

// What lists show of a case, taken from its state: both stores keep these as columns beside the
// state itself, so they never parse JSON to make a list.

namespace liandong::store {

/// Stored where a row has no running clock, so that it sorts behind all others:
/// 9999-12-31T23:59:59.999Z.
inline constexpr Instant kNever = Instant{Duration{253'402'300'799'999}};

/// `overdue`: the case is open and a promise of it, or of an open assignment, was missed and is
/// still owed. `next_due_at`: earliest of the clocks that run and are not paused.
[[nodiscard]] CaseRow RowOf(const Case& c);
/// One per assignment, open or past, in the order of the case. Clocks that do not run or are paused
/// are empty.
[[nodiscard]] std::vector<AssignmentRow> AssignmentRowsOf(const Case& c);
/// Every unit that ever had a part of the case, each once.
[[nodiscard]] std::vector<UnitCode> UnitsOf(const Case& c);
/// Whether the row fulfils every condition of the filter but `units`, which a row does not tell.
[[nodiscard]] bool Matches(const CaseFilter& filter, const CaseRow& row);

/// Whether the change carries on from its `expected_version` without a gap and belongs to its case;
/// asked once the version was found to be the expected one. Errors: kBug.
[[nodiscard]] Result<void> CheckShape(const CaseChange& change);
[[nodiscard]] Result<void> CheckShape(const DocumentChange& change);
/// What an idempotency key remembers: the number of the first case, else of the first document.
[[nodiscard]] std::optional<CaseId> FirstNumber(const ChangeSet& changes);

/// The day's eight digits (20261122) and the number made of it and a running number 1 .. 9'999'999.
[[nodiscard]] std::int64_t DayNumber(Day day);
inline constexpr std::int64_t kNumbersPerDay = 10'000'000;

/// Whether the number's day is the day of opening, give or take the city's offset. As long as that
/// holds for every case, a range of opening times is also a range of numbers; the first case for
/// which it does not leaves a note of this name in the database.
[[nodiscard]] bool NumberTellsDay(const CaseRow& row);
inline constexpr std::string_view kStrayNumbers = "stray_numbers";
/// Both ends belong to it.
struct NumberRange {
    std::int64_t low = 1;
    std::int64_t high = INT64_MAX;
};
/// The part of the range that the cases opened between the filter's times have their numbers in,
/// and some others; only where no number is astray.
[[nodiscard]] NumberRange NumbersOpened(const CaseFilter& filter, NumberRange range);

/// A stored state as it was read for verify. Errors: kUnavailable with args "case_id" when the text
/// is unreadable or is another case's.
[[nodiscard]] Result<Case> ReadState(CaseId id, std::string_view text);
/// What of these list rows does not follow from the state: "" or "case 1: its row in the case list
/// …".
[[nodiscard]] std::string ListFault(const Case& state, const CaseRow& row,
                                    const std::vector<AssignmentRow>& rows);

/// Short lists of codes in one column, separated by line feeds (which no code contains).
[[nodiscard]] std::string JoinLines(const std::vector<std::string>& items);
[[nodiscard]] std::vector<std::string> SplitLines(std::string_view text);
[[nodiscard]] std::string JoinNumbers(const std::vector<CaseId>& ids);
[[nodiscard]] std::vector<CaseId> SplitNumbers(std::string_view text);

/// A page of documents without their states.
[[nodiscard]] PageOf<DocumentHead> HeadsOf(PageOf<StoredDocument> page);

}  // namespace liandong::store
