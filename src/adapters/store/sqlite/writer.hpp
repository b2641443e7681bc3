#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "adapters/store/sqlite/db.hpp"
#include "adapters/store/sqlite/log_copier.hpp"
#include "app/ports.hpp"

namespace liandong::sqlite {

/// A change of the full-text index; nullptr removes the document. The document lives as long as its
/// caller waits.
struct SearchWrite {
    CaseId id;
    const SearchDocument* document = nullptr;
};

/// What one caller wants written. Runs on the writer's thread inside a savepoint of its own,
/// perhaps twice: when the batch fails as a whole, each work runs again alone. Search documents are
/// handed over, not written: FTS5 writes a segment at every savepoint, so the writer adds the
/// documents of a batch after its last one, in one go.
using Work = std::function<Result<void>(Db&, std::vector<SearchWrite>&)>;

struct WriterStats {
    std::int64_t works = 0;         ///< finished without error
    std::int64_t transactions = 0;  ///< committed
    std::size_t waiting = 0;        ///< in the queue just now
};

/// The only one who writes: the thread `ld-writer` takes everything that waits and commits it in
/// one transaction, so that one fsync serves many callers. Nobody waits for a batch to fill: the
/// next one gathers while this one commits.
class Writer {
public:
    struct Limits {
        std::size_t queue_max;
        std::size_t batch_max;
        std::int64_t wal_pages_max;
    };
    /// `copying` is a second connection, for the thread `ld-checkpoint`.
    Writer(std::unique_ptr<Db> db, std::unique_ptr<Db> copying, Limits limits);
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Returns when the work is durable, or was refused and undone. A caller whose deadline passes
    /// before its turn gets "deadline_passed" and its work never runs; one whose turn has come
    /// waits for the truth. Errors: the work's own; kBusy "store_busy" when the queue is full;
    /// kUnavailable when it cannot be written.
    [[nodiscard]] Result<void> Write(const Work& work, Deadline deadline);

    [[nodiscard]] WriterStats Stats() const;

private:
    struct Job {
        const Work* work = nullptr;
        Deadline deadline;
        bool taken = false;
        std::optional<Result<void>> outcome;
        std::condition_variable done;
    };

    void Run(const std::stop_token& stop);
    void RunBatch(const std::vector<Job*>& batch);
    bool TryTogether(const std::vector<Job*>& batch, std::vector<Result<void>>& outcomes);
    Result<void> RunAlone(const Work& work);
    Result<void> RunInSavepoint(const Work& work, std::vector<SearchWrite>& documents);
    Result<void> WriteDocuments(const std::vector<SearchWrite>& documents);
    void RollBack();
    void Finish(const std::vector<Job*>& batch, std::vector<Result<void>> outcomes);
    void CopyBackLog();

    std::unique_ptr<Db> db_;
    LogCopier copier_;
    const Limits limits_;

    mutable std::mutex mutex_;
    std::condition_variable_any arrived_;
    std::deque<Job*> queue_;
    WriterStats stats_;
    std::int64_t log_pages_ = 0;

    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace liandong::sqlite
