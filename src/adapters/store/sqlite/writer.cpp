#include "adapters/store/sqlite/writer.hpp"

#include <algorithm>
#include <map>

#include <pthread.h>
#include <sqlite3.h>

#include "adapters/store/faults.hpp"

namespace liandong::sqlite {

namespace {

int RememberLogPages(void* pages, sqlite3*, const char*, int count) {
    *static_cast<std::int64_t*>(pages) = count;
    return SQLITE_OK;
}

/// Disk full, unreadable, away: the transaction cannot be trusted to go on, even where SQLite did
/// not end it.
bool IsOfTheWorld(const Error& error) { return error.kind == ErrorKind::kUnavailable; }

}  // namespace

Writer::Writer(std::unique_ptr<Db> db, std::unique_ptr<Db> copying, Limits limits)
    : db_(std::move(db)),
      copier_(std::move(copying)),
      limits_(limits),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {
    pthread_setname_np(thread_.native_handle(), "ld-writer");
}

Writer::~Writer() {
    thread_.request_stop();
    thread_.join();
}

Result<void> Writer::Write(const Work& work, Deadline deadline) {
    if (deadline.Passed()) return Failure{store::DeadlinePassed("waiting for the writer")};
    Job job{&work, deadline, false, std::nullopt, {}};
    std::unique_lock lock(mutex_);
    if (queue_.size() >= limits_.queue_max) {
        return Failure{store::StoreBusy(std::to_string(queue_.size()) + " writes are waiting")};
    }
    queue_.push_back(&job);
    arrived_.notify_one();
    const auto finished = [&] { return job.outcome.has_value(); };
    if (!job.done.wait_until(lock, deadline.At(), finished)) {
        if (!job.taken) {
            queue_.erase(std::find(queue_.begin(), queue_.end(), &job));
            return Failure{store::DeadlinePassed("waiting for the writer")};
        }
        // Its transaction is under way: only its end tells what happened, and that takes one
        // commit.
        // tidy:allow(wait): ends with the commit under way, which SQLite bounds
        job.done.wait(lock, finished);
    }
    return *std::move(job.outcome);
}

WriterStats Writer::Stats() const {
    const std::scoped_lock lock(mutex_);
    WriterStats stats = stats_;
    stats.waiting = queue_.size();
    return stats;
}

void Writer::Run(const std::stop_token& stop) {
    sqlite3_wal_hook(db_->Handle(), &RememberLogPages, &log_pages_);
    while (true) {
        std::vector<Job*> batch;
        {
            std::unique_lock lock(mutex_);
            // tidy:allow(wait): the stop token ends it
            arrived_.wait(lock, stop, [&] { return !queue_.empty(); });
            if (queue_.empty()) return;  // asked to stop, and everybody was served
            while (!queue_.empty() && batch.size() < limits_.batch_max) {
                queue_.front()->taken = true;
                batch.push_back(queue_.front());
                queue_.pop_front();
            }
        }
        RunBatch(batch);
        CopyBackLog();
    }
}

void Writer::RunBatch(const std::vector<Job*>& batch) {
    std::vector<Job*> alive;
    std::vector<Job*> late;
    for (Job* job : batch) (job->deadline.Passed() ? late : alive).push_back(job);
    std::vector<Result<void>> outcomes;
    for (std::size_t i = 0; i < late.size(); ++i) {
        outcomes.emplace_back(Failure{store::DeadlinePassed("waiting for the writer")});
    }
    Finish(late, std::move(outcomes));
    if (alive.empty()) return;
    outcomes.clear();
    if (!TryTogether(alive, outcomes)) {
        outcomes.clear();
        for (const Job* job : alive) outcomes.push_back(RunAlone(*job->work));
    }
    Finish(alive, std::move(outcomes));
}

bool Writer::TryTogether(const std::vector<Job*>& batch, std::vector<Result<void>>& outcomes) {
    if (auto begun = db_->Execute("BEGIN IMMEDIATE"); !begun) {
        // Another process holds the lock, or the disk is away: each alone would only wait as long
        // again.
        outcomes.assign(batch.size(), begun);
        return true;
    }
    std::vector<SearchWrite> documents;
    std::int64_t good = 0;
    for (const Job* job : batch) {
        outcomes.push_back(RunInSavepoint(*job->work, documents));
        if (outcomes.back()) {
            ++good;
        } else if (!db_->InTransaction() ||
                   (batch.size() > 1 && IsOfTheWorld(outcomes.back().error()))) {
            RollBack();
            return false;
        }
    }
    if (!WriteDocuments(documents) || !db_->Execute("COMMIT")) {
        RollBack();
        return false;
    }
    const std::scoped_lock lock(mutex_);
    stats_.works += good;
    ++stats_.transactions;
    return true;
}

Result<void> Writer::RunAlone(const Work& work) {
    LD_TRY(db_->Execute("BEGIN IMMEDIATE"));
    std::vector<SearchWrite> documents;
    Result<void> outcome = work(*db_, documents);
    if (outcome) outcome = WriteDocuments(documents);
    if (outcome) outcome = db_->Execute("COMMIT");
    if (!outcome) {
        RollBack();
        return outcome;
    }
    const std::scoped_lock lock(mutex_);
    ++stats_.works;
    ++stats_.transactions;
    return outcome;
}

Result<void> Writer::RunInSavepoint(const Work& work, std::vector<SearchWrite>& documents) {
    const auto run = [&](std::string_view sql) {
        Statement statement(*db_, sql);
        return statement.Run();
    };
    LD_TRY(run("SAVEPOINT work"));
    const std::size_t documents_before = documents.size();
    Result<void> outcome = work(*db_, documents);
    if (outcome) return run("RELEASE work");
    documents.resize(documents_before);
    if (db_->InTransaction()) {
        LD_TRY(run("ROLLBACK TO work"));
        LD_TRY(run("RELEASE work"));
    }
    return outcome;
}

Result<void> Writer::WriteDocuments(const std::vector<SearchWrite>& documents) {
    // FTS5 starts a new segment whenever a rowid is not above the one before: sorted, with only the
    // last word on each case, a batch is one segment.
    std::map<CaseId, SearchWrite> last;
    for (const SearchWrite& write : documents) last[write.id] = write;
    for (const auto& [id, write] : last) {
        if (write.document == nullptr) {
            Statement remove(*db_, "DELETE FROM search WHERE rowid = ?1");
            LD_TRY(remove.Bind(write.id.value).Run());
            continue;
        }
        Statement put(
            *db_,
            "INSERT OR REPLACE INTO search (rowid, words, private_tokens) VALUES (?1, ?2, ?3)");
        LD_TRY(put.BindAll(write.id.value, std::string_view(write.document->words),
                           std::string_view(write.document->private_tokens))
                   .Run());
    }
    return {};
}

void Writer::RollBack() {
    if (db_->InTransaction()) (void)db_->Execute("ROLLBACK");
}

void Writer::Finish(const std::vector<Job*>& batch, std::vector<Result<void>> outcomes) {
    const std::scoped_lock lock(mutex_);
    for (std::size_t i = 0; i < batch.size(); ++i) {
        batch[i]->outcome = std::move(outcomes[i]);
        // Under the lock: the job is on its caller's stack and gone as soon as the caller sees the
        // outcome.
        batch[i]->done.notify_one();
    }
}

void Writer::CopyBackLog() {
    if (log_pages_ < limits_.wal_pages_max) return;
    if (!copier_.TakeFinished()) {
        copier_.Start();
        return;
    }
    // Nobody writes just now, so the rest can be copied whole, and the next batch begins the log
    // anew; unless a reader still looks at its front, and then the copier starts again.
    (void)sqlite3_wal_checkpoint_v2(db_->Handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr,
                                    nullptr);
}

}  // namespace liandong::sqlite
