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

/// Messages that were sent and are not marked yet.
class OutboxSender::SentRows {
public:
    SentRows(OutboxStore& store, Duration unmarked_max, Instant now)
        : store_(store), unmarked_max_(unmarked_max), now_(now) {}

    Result<void> Add(std::int64_t id) {
        if (ids_.empty()) first_ = Deadline::Clock::now();
        ids_.push_back(id);
        return Deadline::Clock::now() - first_ < unmarked_max_ ? Result<void>{} : Mark();
    }
    Result<void> Mark() {
        if (ids_.empty()) return {};
        const std::vector<std::int64_t> ids = std::exchange(ids_, {});
        return store_.MarkSent(ids, now_, Deadline::In(kStoreLimit));
    }

private:
    OutboxStore& store_;
    Duration unmarked_max_;
    Instant now_;
    std::vector<std::int64_t> ids_;
    Deadline::Clock::time_point first_;
};

OutboxSender::OutboxSender(OutboxServices services, OnFault on_fault, OutboxOptions options)
    : services_(services),
      on_fault_(std::move(on_fault)),
      options_(std::move(options)),
      claim_(options_.rows_min) {}

Result<std::size_t> OutboxSender::RunOnce(Instant now) {
    const auto begun = Deadline::Clock::now();
    const auto lease_ends = begun + options_.lease;
    LD_TRY(const auto rows, Claim(now));
    SentRows sent(services_.store, options_.unmarked_max, now);
    for (const OutboxRow& row : rows) {
        // Another node may take the rest when the lease is over: what is begun now must end before.
        if (Deadline::Clock::now() + options_.send_limit >= lease_ends) break;
        if (const auto done = SendOne(row, now, sent); !done) Report(done.error());
    }
    if (const auto marked = sent.Mark(); !marked) Report(marked.error());
    const bool has_time = Deadline::Clock::now() - begun < options_.lease / 8;
    claim_ = has_time ? std::min(claim_ * 2, options_.rows_max) : options_.rows_min;
    return rows.size();
}

Result<std::vector<OutboxRow>> OutboxSender::Claim(Instant now) {
    const Instant lease_until = now + options_.lease;
    const Deadline soon = Deadline::In(kStoreLimit);
    if (!options_.webhooks) return services_.store.ClaimOutbox(now, lease_until, claim_, soon);
    const auto away = options_.away ? options_.away() : std::vector<std::string>{};
    return services_.store.ClaimWebhooks(now, lease_until, claim_, away, soon);
}

Result<void> OutboxSender::SendOne(const OutboxRow& row, Instant now, SentRows& sent) {
    const auto done = services_.sender.Send(row.message, Deadline::In(options_.send_limit));
    if (done) {
        ++sent_;
        return sent.Add(row.id);
    }
    const Error& error = done.error();
    if (error.code == "held_back") return {};
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
    const std::int32_t wanted = claim_;
    const auto claimed = RunOnce(services_.clock.Now());
    if (!claimed) Report(claimed.error());
    return claimed && std::cmp_equal(*claimed, wanted) ? Duration::zero() : options_.poll;
}

void OutboxSender::Start() {
    loop_.Start(
        options_.webhooks ? "ld-webhooks" : "ld-outbox", [this] { return Round(); }, on_fault_);
}

void OutboxSender::Stop() { loop_.Stop(); }

}  // namespace liandong
