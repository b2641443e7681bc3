#include "adapters/store/postgres/writer.hpp"

#include <algorithm>
#include <iterator>

#include <pthread.h>

#include "adapters/store/faults.hpp"
#include "adapters/store/postgres/access.hpp"

namespace liandong::postgres {

namespace {

constexpr int kAttemptsMax = 4;
constexpr std::chrono::milliseconds kPollAgain{20};

// The writer's statements all go through an index by key. Without these a table that was empty when
// a plan was made would be scanned from end to end until somebody analyses it.
constexpr std::string_view kWriterSession =
    "SET enable_hashjoin = off; SET enable_mergejoin = off; SET plan_cache_mode = "
    "force_generic_plan;";

std::string Joined(std::string_view a, std::string_view b) {
    std::string key(a);
    key.push_back('\0');
    key += b;
    return key;
}

Error OutcomeUnknown() {
    Error error = Unavailable("the connection was lost while the transaction committed");
    error.code = "outcome_unknown";
    return error;
}

}  // namespace

Writer::Writer(std::string url, std::string city, const store::PostgresOptions& options)
    : url_(std::move(url)), city_(std::move(city)), options_(options), thread_([this] { Loop(); }) {
    pthread_setname_np(thread_.native_handle(), "ld-pg-writer");
}

Writer::~Writer() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_all();
    thread_.join();
}

Result<void> Writer::Commit(const ChangeSet& changes, Deadline deadline) {
    if (deadline.Passed()) return Failure{store::DeadlinePassed("asking for a commit")};
    const auto job = std::make_shared<Job>(deadline);
    LD_TRY(FillJob(*job, changes));
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_) return Failure{Unavailable("the store is closing")};
        if (queue_.size() >= options_.queue_max)
            return Failure{store::StoreBusy("the writer's queue is full")};
        queue_.push_back(job);
    }
    arrived_.notify_one();
    if (auto outcome = job->Wait()) return *std::move(outcome);
    if (job->GiveUp()) return Failure{store::DeadlinePassed("waiting for the writer")};
    return Failure{OutcomeUnknown()};
}

void Writer::Loop() {
    while (true) {
        const Jobs jobs = NextBatch();
        if (jobs.empty()) return;
        RunBatch(jobs);
    }
}

Writer::Jobs Writer::NextBatch() {
    std::unique_lock lock(mutex_);
    Jobs jobs;
    while (jobs.empty()) {
        arrived_.wait_until(lock, Deadline::In(std::chrono::hours(1)).At(),
                            [&] { return stopping_ || !queue_.empty(); });
        if (queue_.empty() && !stopping_) continue;
        if (queue_.empty()) return jobs;
        std::size_t bytes = 0;
        while (!queue_.empty() && jobs.size() < options_.batch_max &&
               bytes < options_.batch_bytes_max) {
            std::shared_ptr<Job> job = std::move(queue_.front());
            queue_.pop_front();
            if (!job->Take()) continue;
            if (job->Until().Passed()) {
                job->Finish(Failure{store::DeadlinePassed("waiting for the writer")});
                continue;
            }
            bytes += job->bytes;
            jobs.push_back(std::move(job));
        }
    }
    return jobs;
}

void Writer::RunBatch(const Jobs& jobs) {
    if (jobs.size() == 1) {
        RunSingly(jobs.front());
        return;
    }
    Attempt attempt = TryBatch(jobs);
    const auto lost = [&] { return attempt.fault && attempt.fault->lost; };
    if (lost() && !attempt.commit_sent && connection_ != nullptr) attempt = TryBatch(jobs);
    if (lost() && attempt.commit_sent && FinishAfterLoss(jobs, attempt)) return;
    if (lost() && connection_ == nullptr) {  // the server is away; whoever asks next tries to
                                             // connect
        for (const auto& job : jobs) job->Finish(Failure{ToError(*attempt.fault, "committing")});
        return;
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        // Neighbours may have been refused because of one that was not written after all: all look
        // again.
        if (attempt.fault || !attempt.outcomes[i])
            RunSingly(jobs[i]);
        else
            jobs[i]->Finish(*std::move(attempt.outcomes[i]));
    }
}

void Writer::RunSingly(const std::shared_ptr<Job>& job) {
    Error last;
    for (int i = 0; i < kAttemptsMax; ++i) {
        if (job->Until().Passed()) {
            job->Finish(Failure{store::DeadlinePassed("trying again to commit")});
            return;
        }
        Attempt attempt = TryBatch({job});
        if (!attempt.fault) {
            job->Finish(*std::move(attempt.outcomes.front()));
            return;
        }
        const Fault& fault = *attempt.fault;
        last = ToError(fault, "committing");
        if (fault.lost && attempt.commit_sent && FinishAfterLoss({job}, attempt)) return;
        if (fault.lost && connection_ == nullptr) break;  // the server is away
        if (fault.IsDuplicate()) {  // somebody took the number, source or key meanwhile; the next
                                    // look will see it
            last =
                job->access.empty()
                    ? store::VersionConflict(CaseId{job->heads.empty() ? 0 : job->heads.front().id})
                    : store::LoginTaken();
        } else if (!fault.lost && !fault.Retryable()) {
            break;
        }
    }
    job->Finish(Failure{std::move(last)});
}

Result<void> Writer::Connect(Deadline deadline) {
    if (connection_ != nullptr && connection_->IsOpen()) return {};
    connection_.reset();
    LD_TRY(auto fresh, Connection::Open(url_, deadline));
    if (auto ready = fresh->Script(std::string(kWriterSession), deadline); !ready) {
        return Failure{ToError(ready.error(), "preparing the writer's session")};
    }
    connection_ = std::move(fresh);
    return {};
}

Result<Writer::Ground, Fault> Writer::Lock(const Jobs& jobs, std::uint64_t& xid) {
    Column ids(Type::kInt8);
    Column systems(Type::kText), source_ids(Type::kText), scopes(Type::kText), keys(Type::kText);
    for (const auto& job : jobs) {
        for (const Head& head : job->heads) ids.AddInt8(head.id);
        for (const Source& source : job->sources) {
            systems.AddBytes(source.system);
            source_ids.AddBytes(source.id);
        }
        if (job->key) {
            scopes.AddBytes(job->key->scope);
            keys.AddBytes(job->key->key);
        }
    }
    std::vector<Statement> statements(3);
    statements[0].sql = "BEGIN ISOLATION LEVEL READ COMMITTED";
    statements[1].sql = "SELECT pg_current_xact_id()";
    statements[2].sql =
        "SELECT id, version FROM cases WHERE city = $1 AND id = ANY ($2::bigint[]) ORDER BY id FOR "
        "UPDATE";
    statements[2].params.Text(city_).Array(ids);
    const bool has_documents =
        std::ranges::any_of(jobs, [](const auto& job) { return job->documents > 0; });
    if (has_documents) {
        statements.push_back(
            {"SELECT id, version FROM documents WHERE city = $1 AND id = ANY "
             "($2::bigint[]) ORDER BY id FOR UPDATE",
             Params().Text(city_).Array(ids)});
    }
    const bool has_sources = systems.size() > 0;
    if (has_sources) {
        statements.push_back(
            {"SELECT source_system, source_id, c.id FROM unnest($2::text[], $3::text[]) AS u (a, b)"
             " JOIN cases c ON city = $1 AND source_system = a AND source_id = b AND source_id <> "
             "''",
             Params().Text(city_).Array(systems).Array(source_ids)});
    }
    const bool has_keys = keys.size() > 0;
    if (has_keys) {
        statements.push_back(
            {"SELECT scope, key, request_digest, case_id FROM unnest($2::text[], $3::text[]) AS u "
             "(a, b)"
             " JOIN idempotency ON city = $1 AND scope = a AND key = b",
             Params().Text(city_).Array(scopes).Array(keys)});
    }
    LD_TRY(const std::vector<Rows> rows, connection_->Run(statements, RoundTrip()));
    xid = static_cast<std::uint64_t>(rows[1].Int8(0, 0));
    Ground ground;
    std::size_t at = 2;
    for (std::size_t end = has_documents ? 4 : 3; at < end; ++at) {
        for (int i = 0; i < rows[at].size(); ++i)
            ground.versions[rows[at].Int8(i, 0)] = rows[at].Int4(i, 1);
    }
    if (has_sources) {
        const Rows& found = rows[at];
        for (int i = 0; i < found.size(); ++i)
            ground.sources[Joined(found.View(i, 0), found.View(i, 1))] = found.Int8(i, 2);
    }
    if (has_keys) {
        const Rows& found = rows.back();
        for (int i = 0; i < found.size(); ++i) {
            ground.keys[Joined(found.View(i, 0), found.View(i, 1))] = {found.Text(i, 2),
                                                                       found.Int8(i, 3)};
        }
    }
    return ground;
}

/// The outcome of a job that cannot be written; empty when it is fresh.
std::optional<Error> Writer::Judge(const Ground& ground, const Job& job) {
    if (job.key) {
        const auto known = ground.keys.find(Joined(job.key->scope, job.key->key));
        if (known != ground.keys.end()) {
            if (known->second.digest != job.key->request_digest)
                return store::IdempotencyKeyReused();
            return store::DuplicateRequest(CaseId{known->second.case_id});
        }
    }
    for (const Source& source : job.sources) {
        const auto known = ground.sources.find(Joined(source.system, source.id));
        if (known != ground.sources.end()) return store::DuplicateSource(CaseId{known->second});
    }
    for (const Head& head : job.heads) {
        const auto known = ground.versions.find(head.id);
        const std::int32_t version = known == ground.versions.end() ? 0 : known->second;
        if (version != head.expected) return store::VersionConflict(CaseId{head.id});
    }
    return job.misshapen;
}

void Writer::Advance(Ground& ground, const Job& job) {
    for (const Head& head : job.heads) {
        ground.versions[head.id] = head.after;
        ground.changed.insert(head.id);
    }
    for (const Source& source : job.sources)
        ground.sources[Joined(source.system, source.id)] = source.case_id;
    if (job.key) {
        ground.keys[Joined(job.key->scope, job.key->key)] = {job.key->request_digest,
                                                             job.heads.front().id};
    }
}

Writer::Attempt Writer::TryBatch(const Jobs& jobs) {
    Attempt attempt;
    attempt.outcomes.resize(jobs.size());
    if (auto connected = Connect(RoundTrip()); !connected) {
        connection_.reset();
        attempt.fault = Fault{"", connected.error().for_log, true};
        return attempt;
    }
    auto ground = Lock(jobs, attempt.xid);
    if (!ground) {
        attempt.fault = std::move(ground).error();
        if (!attempt.fault->lost) (void)connection_->Run(Statement{"ROLLBACK", {}}, RoundTrip());
        return attempt;
    }
    RowsOfTables rows;
    std::vector<Statement> access;
    std::size_t fresh = 0;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const Job& job = *jobs[i];
        if (job.Until().Passed()) {  // while we waited for somebody's lock: its caller has gone
            attempt.outcomes[i] = Failure{store::DeadlinePassed("waiting for a lock")};
            continue;
        }
        if (auto refused = Judge(*ground, job)) {
            attempt.outcomes[i] = Failure{*std::move(refused)};
            continue;
        }
        // A second change of a case would meet the first in the same statement; it waits for the
        // next transaction.
        const auto is_changed = [&](const Head& head) { return ground->changed.contains(head.id); };
        if (std::any_of(job.heads.begin(), job.heads.end(), is_changed)) continue;
        Advance(*ground, job);
        attempt.outcomes[i] = Result<void>{};
        AppendRows(rows, job.rows);
        std::ranges::move(AccessStatements(city_, job.access), std::back_inserter(access));
        if (!attempt.evidence) attempt.evidence = job.first_event;
        ++fresh;
    }
    std::vector<Statement> statements;
    if (fresh > 0) statements = WriteStatements(city_, rows);
    std::ranges::move(access, std::back_inserter(statements));
    statements.push_back({fresh > 0 ? "COMMIT" : "ROLLBACK", {}});
    attempt.commit_sent = fresh > 0;
    auto written = connection_->Run(statements, RoundTrip());
    if (!written) {
        attempt.fault = std::move(written).error();
        if (!attempt.fault->lost) (void)connection_->Run(Statement{"ROLLBACK", {}}, RoundTrip());
    } else if (fresh > 0 && written->back().Tag() != "COMMIT") {
        attempt.fault = Fault{"", "the server rolled back instead of committing"};
    } else if (fresh > 0) {
        ++commits_;
    }
    return attempt;
}

/// Whether a transaction whose answer was lost took effect. The rows themselves are the proof:
/// after a failover to a standby that missed it, its number may belong to another transaction.
Writer::Fate Writer::FindFate(const Attempt& attempt, Deadline deadline) {
    if (!attempt.evidence)
        return Fate::kRolledBack;  // only deadlines of unchanged cases: writing them again is
                                   // harmless
    while (!deadline.Passed()) {
        if (Connect(Deadline::In(std::min(options_.io_timeout, std::chrono::milliseconds(1000))))) {
            std::vector<Statement> statements(2);
            statements[0].sql =
                "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE backend_xid::text::bigint = "
                "$1 & 4294967295)";
            statements[0].params.Int8(static_cast<std::int64_t>(attempt.xid));
            statements[1].sql =
                "SELECT count(*) FROM events WHERE city = $1 AND case_id = $2 AND seq = $3 AND "
                "txid = $4";
            statements[1]
                .params.Text(city_)
                .Int8(attempt.evidence->first)
                .Int4(attempt.evidence->second)
                .Xid(attempt.xid);
            if (auto rows = connection_->Run(statements, RoundTrip())) {
                if ((*rows)[1].Int8(0, 0) > 0) return Fate::kCommitted;
                if (!(*rows)[0].Bool(0, 0)) return Fate::kRolledBack;
            }
        }
        std::unique_lock lock(mutex_);
        if (arrived_.wait_for(lock, kPollAgain, [&] { return stopping_; })) break;
    }
    return Fate::kUnknown;
}

/// True when every job of the batch has its answer; false when they may be tried again.
bool Writer::FinishAfterLoss(const Jobs& jobs, Attempt& attempt) {
    Deadline latest = jobs.front()->Until();
    for (const auto& job : jobs) latest = job->Until().At() > latest.At() ? job->Until() : latest;
    const Fate fate = FindFate(attempt, latest);
    if (fate == Fate::kRolledBack) return false;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        if (fate == Fate::kUnknown)
            jobs[i]->Finish(Failure{OutcomeUnknown()});
        else if (!attempt.outcomes[i])
            RunSingly(jobs[i]);
        else
            jobs[i]->Finish(*std::move(attempt.outcomes[i]));
    }
    return true;
}

}  // namespace liandong::postgres
