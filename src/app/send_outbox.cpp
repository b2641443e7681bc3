#include "app/send_outbox.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::chrono::seconds kStoreLimit{10};
constexpr std::size_t kErrorCodePointsMax = 300;
constexpr int kDoublingsMax = 30;

bool MayTryAgain(ErrorKind kind) {
    return kind == ErrorKind::kUnavailable || kind == ErrorKind::kBusy;
}

/// 0 .. 399, the same for the same message and failure.
std::int64_t Jitter(std::string_view key, std::int32_t failures) {
    std::uint64_t state = 0xcbf29ce484222325ULL ^ static_cast<std::uint64_t>(failures);
    for (const char c : key) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    state ^= state >> 29;
    return static_cast<std::int64_t>(state % 400);
}

}  // namespace

Duration RetryDelay(const OutboxOptions& options, std::string_view key, std::int32_t failures) {
    Duration delay = options.retry_first;
    for (int i = 1; i < std::min(failures, kDoublingsMax) && delay < options.retry_max; ++i)
        delay *= 2;
    delay = std::min(delay, options.retry_max);
    return delay * (800 + Jitter(key, failures)) / 1000;
}

OutboxSender::OutboxSender(OutboxServices services, OnFault on_fault, OutboxOptions options)
    : services_(services), on_fault_(std::move(on_fault)), options_(options) {}

Result<std::size_t> OutboxSender::RunOnce(Instant now) {
    const auto lease_ends = Deadline::Clock::now() + options_.lease;
    LD_TRY(const auto rows,
           services_.store.ClaimOutbox(now, now + options_.lease, options_.rows_max,
                                       Deadline::In(kStoreLimit)));
    for (const OutboxRow& row : rows) {
        // Another node may take the rest when the lease is over: what is begun now must end before.
        if (Deadline::Clock::now() + options_.send_limit >= lease_ends) break;
        if (const auto done = SendOne(row, now); !done) Report(done.error());
    }
    return rows.size();
}

Result<void> OutboxSender::SendOne(const OutboxRow& row, Instant now) {
    const auto sent = services_.sender.Send(row.message, Deadline::In(options_.send_limit));
    if (sent) {
        ++sent_;
        return services_.store.MarkSent({row.id}, now, Deadline::In(kStoreLimit));
    }
    const Error& error = sent.error();
    const std::string full = error.code + ": " + error.for_log;
    const std::string_view why = FirstCodePoints(full, kErrorCodePointsMax);
    const std::int32_t failures = row.attempts + 1;
    std::optional<Instant> again;
    if (MayTryAgain(error.kind) && failures < options_.attempts_max) {
        again = now + RetryDelay(options_, row.message.key, failures);
    }
    ++(again ? failed_ : dead_);
    return services_.store.MarkFailed(row.id, why, again, Deadline::In(kStoreLimit));
}

void OutboxSender::Report(const Error& error) {
    ++faults_;
    if (on_fault_) on_fault_(error);
}

Duration OutboxSender::Round() {
    const auto claimed = RunOnce(services_.clock.Now());
    if (!claimed) Report(claimed.error());
    return claimed && std::cmp_equal(*claimed, options_.rows_max) ? Duration::zero()
                                                                  : options_.poll;
}

void OutboxSender::Start() {
    loop_.Start("ld-outbox", [this] { return Round(); }, on_fault_);
}

void OutboxSender::Stop() { loop_.Stop(); }

}  // namespace liandong
