#include "adapters/store/sqlite/readers.hpp"

#include "adapters/store/faults.hpp"

namespace liandong::sqlite {

Readers::Readers(std::string path, std::size_t readers_max, int cache_mib)
    : path_(std::move(path)), readers_max_(readers_max), cache_mib_(cache_mib) {}

Result<std::unique_ptr<Db>> Readers::Take(Deadline deadline) {
    if (deadline.Passed()) return Failure{store::DeadlinePassed("waiting for a reader")};
    std::unique_ptr<Db> db;
    {
        std::unique_lock lock(mutex_);
        const auto free = [&] { return !idle_.empty() || opened_ < readers_max_; };
        if (!returned_.wait_until(lock, deadline.At(), free)) {
            return Failure{store::DeadlinePassed("waiting for a reader")};
        }
        if (!idle_.empty()) {
            db = std::move(idle_.back());
            idle_.pop_back();
        } else {
            ++opened_;
        }
    }
    if (db == nullptr) {
        auto opened = OpenOne();
        if (!opened) {
            const std::scoped_lock lock(mutex_);
            --opened_;
            returned_.notify_one();
            return Failure{std::move(opened).error()};
        }
        db = *std::move(opened);
    }
    db->SetDeadline(deadline);
    return db;
}

void Readers::GiveBack(std::unique_ptr<Db> db) {
    db->SetDeadline(std::nullopt);
    if (db->InTransaction()) (void)Run(*db, "ROLLBACK");
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(db));
    returned_.notify_one();
}

Result<void> Readers::Run(Db& db, std::string_view sql) {
    Statement statement(db, sql);
    return statement.Run();
}

Result<std::unique_ptr<Db>> Readers::OpenOne() const {
    LD_TRY(auto db, Db::Open(path_, Db::Mode::kReadOnly));
    LD_TRY(db->Execute("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -" +
                       std::to_string(cache_mib_ * 1024)));
    return db;
}

}  // namespace liandong::sqlite
