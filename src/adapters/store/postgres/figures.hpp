#pragma once

#include <string>

#include "adapters/store/postgres/pool.hpp"
#include "app/figures_store.hpp"

namespace liandong::postgres {

/// The figures' part of the store, over its pool.
class PostgresFigures final : public FiguresStore {
public:
    PostgresFigures(Pool& pool, std::string city) : pool_(pool), city_(std::move(city)) {}

    Result<FiguresPosition> Position(Deadline deadline) override;
    Result<std::vector<JournalEntry>> SealedOf(const std::vector<CaseId>& cases, std::int64_t below,
                                               Deadline deadline) override;
    Result<std::vector<CaseFact>> FactsOfCases(const std::vector<CaseId>& cases,
                                               Deadline deadline) override;
    Result<void> Count(const FiguresBatch& batch, Deadline deadline) override;
    Result<bool> StartAgain(std::int32_t formulas, Deadline deadline) override;
    Result<SumAnswer> Sum(const SumQuestion& question, Deadline deadline) override;
    Result<PageOf<CaseFact>> ListFacts(const FactFilter& filter, const Page& page,
                                       Deadline deadline) override;
    Result<std::vector<OutsideReport>> ListOutside(Day from, Day to, std::int32_t limit,
                                                   Deadline deadline) override;
    Result<Counters> CountersFrom(const CounterKey& from, std::int32_t limit,
                                  Deadline deadline) override;
    Result<void> KeepRules(const StoredRules& rules, Deadline deadline) override;
    Result<std::vector<StoredRules>> AllRules(Deadline deadline) override;
    Result<void> KeepAssessment(const StoredAssessment& made, Deadline deadline) override;
    Result<std::vector<StoredAssessment>> Assessments(std::int32_t period, std::int32_t limit,
                                                      Deadline deadline) override;
    Result<void> KeepTopics(const StoredTopics& topics, Deadline deadline) override;
    Result<std::optional<StoredTopics>> TopicsOf(Day day, Deadline deadline) override;

private:
    /// Parameters with the city as $1.
    [[nodiscard]] Params City() const { return Params().Text(city_); }
    Result<void> Do(std::string sql, Params params, Deadline deadline, std::string_view doing);
    /// `write` in one transaction behind a lock on the position, if `is_right` finds it as it must
    /// be.
    template <class Judge>
    Result<void> Locked(const std::vector<Statement>& write, const Judge& judge, Deadline deadline);

    Pool& pool_;
    const std::string city_;
};

// Shared by the sources of figures.
inline constexpr std::string_view kFactColumns =
    "kind, day, case_id, no_round, unit, category, place, type, channel, marks, amount, exempt";
/// Errors: kUnavailable for a code that is none of ours.
[[nodiscard]] Result<std::vector<CaseFact>> ReadFacts(const Rows& rows);

}  // namespace liandong::postgres
