#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "adapters/store/postgres/connection.hpp"
#include "app/background_loop.hpp"

namespace liandong::postgres {

/// Moves the words of new cases into the search index, a second after they were written. A GIN
/// index collects them on a list; without this, whichever commit fills the list would move them
/// all, and who stands behind it would wait.
///
/// The thread is `ld-pg-search`. What it cannot do is no fault: then commits do it, when the list
/// has reached the limit that the index itself has.
class SearchMerger {
public:
    /// `commits`: how many transactions were written, counted by the writer; outlives this.
    SearchMerger(std::string url, const std::atomic<std::uint64_t>& commits);

private:
    Duration Round();
    bool Connect();

    const std::string url_;
    const std::atomic<std::uint64_t>& commits_;
    std::uint64_t merged_ = 0;  ///< commits whose words have surely been moved
    bool has_begun_ = false;    ///< an earlier program may have left words behind
    std::unique_ptr<Connection> connection_;
    BackgroundLoop loop_;
};

}  // namespace liandong::postgres
