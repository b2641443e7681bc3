#include "adapters/store/postgres/search_merger.hpp"

#include <utility>

namespace liandong::postgres {

namespace {

constexpr std::chrono::seconds kPoll{1};
constexpr std::chrono::minutes kAfterFault{1};
constexpr std::chrono::seconds kRoundLimit{30};

// The function goes on until the list is empty, which under a steady load it never is, and what was
// moved before the time ran out stays moved: a round ends, so that a store can close. Little memory
// makes small steps, each of them far shorter than a round.
constexpr std::string_view kSession =
    "SET statement_timeout = '10s'; SET maintenance_work_mem = '8MB';";
constexpr std::string_view kTimedOut = "57014";

}  // namespace

SearchMerger::SearchMerger(std::string url, const std::atomic<std::uint64_t>& commits)
    : url_(std::move(url)), commits_(commits) {
    loop_.Start("ld-pg-search", [this] { return Round(); }, {});
}

bool SearchMerger::Connect() {
    if (connection_ != nullptr && connection_->IsOpen()) return true;
    connection_.reset();
    auto fresh = Connection::Open(url_, Deadline::In(kRoundLimit));
    if (!fresh || !(*fresh)->Script(std::string(kSession), Deadline::In(kRoundLimit))) return false;
    connection_ = *std::move(fresh);
    return true;
}

Duration SearchMerger::Round() {
    const std::uint64_t written = commits_;
    if (has_begun_ && written == merged_) return kPoll;
    if (!Connect()) return kPoll;
    const auto done = connection_->Run(
        Statement{"SELECT gin_clean_pending_list('search_document'::regclass)", {}},
        Deadline::In(kRoundLimit));
    if (done) {
        merged_ = written;
        has_begun_ = true;
        return kPoll;
    }
    if (done.error().lost) return kPoll;
    return done.error().sqlstate == kTimedOut ? Duration::zero() : kAfterFault;
}

}  // namespace liandong::postgres
