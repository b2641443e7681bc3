#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "adapters/store/postgres/connection.hpp"
#include "adapters/store/postgres/job.hpp"
#include "adapters/store/postgres/postgres_store.hpp"

namespace liandong::postgres {

/// Commits many waiting changes in one transaction of two round trips: lock and read what they
/// stand on; then write the fresh ones. Other nodes do the same against the same database; whoever
/// was faster is seen at the lock.
class Writer {
public:
    Writer(std::string url, std::string city, const store::PostgresOptions& options);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer();

    /// As CaseStore::Commit. When the deadline passes while the transaction is under way:
    /// kUnavailable "outcome_unknown".
    Result<void> Commit(const ChangeSet& changes, Deadline deadline);

    /// How many transactions were written so far; lives as long as the writer.
    [[nodiscard]] const std::atomic<std::uint64_t>& Commits() const { return commits_; }

private:
    using Jobs = std::vector<std::shared_ptr<Job>>;

    /// What the database and the earlier jobs of the batch say about the ground that a job stands
    /// on.
    struct Ground {
        struct Key {
            std::string digest;
            std::int64_t case_id = 0;
        };
        std::unordered_map<std::int64_t, std::int32_t> versions;
        std::unordered_set<std::int64_t> changed;  ///< by this batch
        std::unordered_map<std::string, std::int64_t> sources;
        std::unordered_map<std::string, Key> keys;
    };
    /// One transaction. `outcomes` has one for each job that needs no second look.
    struct Attempt {
        std::vector<std::optional<Result<void>>> outcomes;
        std::optional<Fault> fault;
        bool commit_sent = false;
        std::uint64_t xid = 0;
        std::optional<std::pair<std::int64_t, std::int32_t>> evidence;  ///< an event that exists if
                                                                        ///< it committed
    };
    enum class Fate : std::uint8_t { kCommitted, kRolledBack, kUnknown };

    void Loop();
    Jobs NextBatch();
    void RunBatch(const Jobs& jobs);
    void RunSingly(const std::shared_ptr<Job>& job);
    Attempt TryBatch(const Jobs& jobs);
    Result<Ground, Fault> Lock(const Jobs& jobs, std::uint64_t& xid);
    Fate FindFate(const Attempt& attempt, Deadline deadline);
    bool FinishAfterLoss(const Jobs& jobs, Attempt& attempt);
    Result<void> Connect(Deadline deadline);
    [[nodiscard]] Deadline RoundTrip() const { return Deadline::In(options_.io_timeout); }

    static std::optional<Error> Judge(const Ground& ground, const Job& job);
    static void Advance(Ground& ground, const Job& job);

    const std::string url_;
    const std::string city_;
    const store::PostgresOptions options_;
    std::unique_ptr<Connection> connection_;  ///< the thread's own
    std::atomic<std::uint64_t> commits_ = 0;

    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::shared_ptr<Job>> queue_;
    bool stopping_ = false;
    std::jthread thread_;
};

}  // namespace liandong::postgres
