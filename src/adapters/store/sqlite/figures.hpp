#pragma once

#include "adapters/store/sqlite/readers.hpp"
#include "adapters/store/sqlite/writer.hpp"
#include "app/figures_store.hpp"

namespace liandong::sqlite {

/// The figures' part of the embedded store, over its readers and its writer.
class SqliteFigures final : public FiguresStore {
public:
    SqliteFigures(Readers& readers, Writer& writer) : readers_(readers), writer_(writer) {}

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
    Readers& readers_;
    Writer& writer_;
};

// Shared by the sources of figures.
[[nodiscard]] Result<FiguresPosition> ReadPosition(Db& db);
inline constexpr std::string_view kFactColumns =
    "kind, day, case_id, no_round, unit, category, place, type, channel, marks, amount, exempt";
[[nodiscard]] Result<std::vector<CaseFact>> ReadFacts(Statement& query);
/// ["a","b"]: a list as one bound value, for json_each.
[[nodiscard]] std::string ListText(const std::vector<std::string>& values);

}  // namespace liandong::sqlite
