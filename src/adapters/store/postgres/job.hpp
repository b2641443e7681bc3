#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/store/postgres/connection.hpp"
#include "app/ports.hpp"

// One waiting Commit(), already in the shape in which it goes to the server: the caller's own
// thread does the encoding, the writer only joins columns.

namespace liandong::postgres {

/// What a batch writes, in this order; one statement each, and none when it has no rows.
enum class Table : std::uint8_t {
    kNewCases,
    kChangedCases,
    kOldDeadlines,
    kAssignments,
    kDeadlines,
    kEvents,
    kVault,
    kBlobs,
    kOutbox,
    kSearch,
    kMarks,
    kErased,
    kIdempotency,
    kNotes,
    kDocuments,
    kOldDocumentUnits,
    kDocumentCases,
    kDocumentUnits,
    kPrecedents,
    kArticleUses,
    kCount
};
using Columns = std::vector<Column>;
using RowsOfTables = std::array<Columns, static_cast<std::size_t>(Table::kCount)>;

/// Puts the rows of `from` behind those of `to`.
void AppendRows(RowsOfTables& to, const RowsOfTables& from);
/// The statements that write the rows.
[[nodiscard]] std::vector<Statement> WriteStatements(const std::string& city,
                                                     const RowsOfTables& rows);

struct Head {
    std::int64_t id = 0;
    std::int32_t expected = 0;  ///< 0: must not exist
    std::int32_t after = 0;
};
struct Source {
    std::string system;
    std::string id;
    std::int64_t case_id = 0;
};

class Job {
public:
    explicit Job(Deadline deadline) : deadline_(deadline) {}

    std::vector<Head> heads;      ///< of cases and documents: they share one series of numbers
    std::size_t documents = 0;    ///< how many of `heads` are documents
    std::vector<Source> sources;  ///< of the new cases
    std::optional<IdempotencyKey> key;
    std::optional<Error> misshapen;  ///< our own mistake; told only when the versions were right
    std::optional<std::pair<std::int64_t, std::int32_t>> first_event;  ///< case and seq
    RowsOfTables rows;
    std::vector<AccessWrite> access;  ///< rare: a statement each
    std::size_t bytes = 0;

    [[nodiscard]] Deadline Until() const { return deadline_; }
    /// Only one of the two succeeds: the writer takes it, or the caller gives up before.
    [[nodiscard]] bool Take() { return Leave(State::kWaiting, State::kTaken); }
    [[nodiscard]] bool GiveUp() { return Leave(State::kWaiting, State::kGivenUp); }
    void Finish(Result<void> outcome);
    /// Empty when the deadline passed first.
    std::optional<Result<void>> Wait();

private:
    enum class State : std::uint8_t { kWaiting, kTaken, kGivenUp };
    bool Leave(State from, State to) { return state_.compare_exchange_strong(from, to); }

    Deadline deadline_;
    std::atomic<State> state_ = State::kWaiting;
    std::mutex mutex_;
    std::condition_variable done_;
    std::optional<Result<void>> outcome_;
};

/// Errors: kBug when the changes contradict themselves.
[[nodiscard]] Result<void> FillJob(Job& job, const ChangeSet& changes);

}  // namespace liandong::postgres
