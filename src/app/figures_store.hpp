#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/ports.hpp"
#include "domain/figures/counter.hpp"

// What figures are kept in: the facts of every case, the counters that are their sums, and how far
// in the sealed journal they reach. All three change in one transaction, so they always agree.

namespace liandong {

struct CaseFact {
    CaseId case_id;
    Fact fact;

    bool operator==(const CaseFact&) const = default;
};

/// A number that others report: of one day, the newest report counts.
struct OutsideReport {
    std::string figure;  ///< a code of OutsideFigures()
    Day day{};
    std::int64_t value = 0;
    std::string entered_by;  ///< the actor, as in the journal
    Instant entered_at;
    std::int64_t log_index = 0;
};

/// How far the figures reach: every event below `log_index` is counted.
struct FiguresPosition {
    std::int64_t log_index = 0;
    std::int32_t formulas = 0;  ///< version of FactsOf that counted them
};

/// Counted together, in one transaction.
struct FiguresBatch {
    FiguresPosition from;  ///< must be where the figures stand
    std::int64_t to_index = 0;
    std::vector<CaseFact> removed;
    std::vector<CaseFact> added;
    Counters counters;  ///< what to add to each
    std::vector<OutsideReport> outside;
};

/// Sums of counters of one grain and step.
struct CounterQuestion {
    std::vector<Measure> measures;
    Grain grain = Grain::kCity;
    Step step = Step::kMonth;
    std::int32_t from = 0;  ///< periods, both included
    std::int32_t to = 0;
    std::optional<std::vector<std::string>> first;  ///< empty: all
    std::optional<std::vector<std::string>> second;
    std::optional<std::vector<std::string>> third;
    enum class Split : std::uint8_t {
        kNone,
        kFirst,
        kSecond,
        kThird,
        kPeriod
    } split = Split::kNone;
};

/// Facts of one kind; all conditions must hold.
struct FactFilter {
    FactKind kind = FactKind::kRegistered;
    std::uint16_t any_of = 1;  ///< marks of which at least one is set
    Day from{};
    Day to{};  ///< included
    std::optional<std::vector<std::string>> units;
    std::optional<std::vector<std::string>> places;
    std::optional<std::vector<std::string>> categories;
    std::optional<RequestType> type;
    std::optional<Channel> channel;
    std::optional<bool> exempt;
};
struct FactQuestion {
    FactFilter filter;
    enum class Split : std::uint8_t { kNone, kUnit, kPlace, kCategory, kType, kChannel, kDay };
    Split split = Split::kNone;
};

/// One line of a sum.
struct SumLine {
    std::string group;  ///< a code, or a period as text; empty when nothing was split
    Measure measure = Measure::kRegistered;
    bool exempt = false;
    std::int64_t total = 0;
    std::size_t part = 0;  ///< of the question: counters first, then facts
};

/// All parts of one figure, read from one snapshot.
struct SumQuestion {
    std::vector<CounterQuestion> counters;
    std::vector<FactQuestion> facts;
    struct Outside {
        std::string figure;
        Day from{};
        Day to{};
        enum class Split : std::uint8_t { kNone, kDay, kMonth } split = Split::kNone;
    };
    std::vector<Outside> outside;
};
struct OutsideSum {
    std::string figure;
    std::string group;  ///< a period as text
    std::int64_t total = 0;
};
struct SumAnswer {
    FiguresPosition position;
    std::vector<SumLine> lines;  ///< the same group and measure may stand there several times
    std::vector<OutsideSum> outside;
};

/// Rules of an assessment, as they were when the city's profile first had them.
struct StoredRules {
    std::string version;  ///< digest of the text
    Instant since;
    std::string text;
};
/// An assessment as it was reckoned; never changed, a later one stands beside it.
struct StoredAssessment {
    std::int32_t period = 0;  ///< 202603
    std::int64_t log_index = 0;
    std::string rules_version;
    Instant made_at;
    std::string made_by;
    std::string text;
};

/// The hot topics of a day as they were found last on it.
struct StoredTopics {
    Day day{};
    Instant made_at;
    std::string text;  ///< codec/topic_codec.hpp
};

class FiguresStore {
public:
    virtual ~FiguresStore() = default;

    virtual Result<FiguresPosition> Position(Deadline deadline) = 0;
    /// Sealed events of these cases below that log index, by case and number.
    virtual Result<std::vector<JournalEntry>> SealedOf(const std::vector<CaseId>& cases,
                                                       std::int64_t below, Deadline deadline) = 0;
    virtual Result<std::vector<CaseFact>> FactsOfCases(const std::vector<CaseId>& cases,
                                                       Deadline deadline) = 0;
    /// Errors: kStale "counted_elsewhere" when the figures do not stand at `batch.from`.
    virtual Result<void> Count(const FiguresBatch& batch, Deadline deadline) = 0;
    /// Forgets every fact and counter, a part at a time: call until it returns true. Then the
    /// figures stand at 0 under that version of the formulas. Reports from outside are counted anew
    /// like everything else.
    virtual Result<bool> StartAgain(std::int32_t formulas, Deadline deadline) = 0;

    virtual Result<SumAnswer> Sum(const SumQuestion& question, Deadline deadline) = 0;
    /// Newest first. Errors: kInvalid "bad_page".
    virtual Result<PageOf<CaseFact>> ListFacts(const FactFilter& filter, const Page& page,
                                               Deadline deadline) = 0;
    /// By day, then by figure.
    virtual Result<std::vector<OutsideReport>> ListOutside(Day from, Day to, std::int32_t limit,
                                                           Deadline deadline) = 0;
    /// Every counter that is not zero, in the order of its key, from that key on: for a recount.
    virtual Result<Counters> CountersFrom(const CounterKey& from, std::int32_t limit,
                                          Deadline deadline) = 0;

    /// Keeps the first `since` of a version.
    virtual Result<void> KeepRules(const StoredRules& rules, Deadline deadline) = 0;
    /// By `since`.
    virtual Result<std::vector<StoredRules>> AllRules(Deadline deadline) = 0;
    virtual Result<void> KeepAssessment(const StoredAssessment& assessment, Deadline deadline) = 0;
    /// Of a period, newest first.
    virtual Result<std::vector<StoredAssessment>> Assessments(std::int32_t period,
                                                              std::int32_t limit,
                                                              Deadline deadline) = 0;

    /// In the place of what was kept for that day, unless that was made later.
    virtual Result<void> KeepTopics(const StoredTopics& topics, Deadline deadline) = 0;
    virtual Result<std::optional<StoredTopics>> TopicsOf(Day day, Deadline deadline) = 0;
};

}  // namespace liandong
