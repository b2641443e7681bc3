#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "adapters/store/sqlite/db.hpp"

namespace liandong::sqlite {

/// A bounded pool of read-only connections, opened when first needed. Each reading sees one
/// snapshot.
class Readers {
public:
    Readers(std::string path, std::size_t readers_max, int cache_mib);

    /// Runs `work(Db&)` on a snapshot. Errors: its own; kUnavailable "deadline_passed" when no
    /// connection came free or the reading took too long.
    template <class F>
    auto Read(Deadline deadline, const F& work) -> decltype(work(std::declval<Db&>())) {
        LD_TRY(std::unique_ptr<Db> db, Take(deadline));
        auto result = [&]() -> decltype(work(*db)) {
            LD_TRY(Run(*db, "BEGIN"));
            return work(*db);
        }();
        GiveBack(std::move(db));
        return result;
    }

private:
    Result<std::unique_ptr<Db>> Take(Deadline deadline);
    void GiveBack(std::unique_ptr<Db> db);
    static Result<void> Run(Db& db, std::string_view sql);
    Result<std::unique_ptr<Db>> OpenOne() const;

    const std::string path_;
    const std::size_t readers_max_;
    const int cache_mib_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Db>> idle_;
    std::size_t opened_ = 0;
};

}  // namespace liandong::sqlite
