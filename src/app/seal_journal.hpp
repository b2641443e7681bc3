#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <vector>

#include "app/background_loop.hpp"
#include "app/ports.hpp"
#include "domain/journal/tiles.hpp"

namespace liandong {

struct SealerServices {
    JournalStore& journal;
    WallClock& clock;
    CitySource& city;
    TreeSigner& signer;
    HashFunction hash;  ///< crypto::Sha256
};

struct SealerOptions {
    std::int32_t batch_max = 4000;
    std::int64_t events_per_head = 1000;
    Duration head_every = std::chrono::seconds(10);
    Duration poll = std::chrono::milliseconds(50);
};

/// Gives each committed event its place in the log and in the tree, and signs the tree's head:
/// every `events_per_head` events or `head_every`, and when it stops (docs/rules/journal.md).
///
/// Events, tiles and head are one transaction of the store, and a batch fits only behind the size
/// it was made for. So killing it at any moment leaves nothing to repair, and any number of them
/// may run on one database: whoever comes second is told "sealed_elsewhere" and reads the edge
/// again.
class JournalSealer {
public:
    /// Every sealed event of the city once, in the order of the log, whichever node sealed it: for
    /// the live stream. Begins behind what was sealed when this sealer first looked. Called on the
    /// thread of RunOnce.
    using OnSealed = std::function<void(const std::vector<JournalEntry>&)>;

    struct Counters {
        std::int64_t events = 0;     ///< sealed by this one
        std::int64_t heads = 0;      ///< signed by this one
        std::int64_t elsewhere = 0;  ///< batches that another node was faster with
        std::int64_t faults = 0;
    };

    explicit JournalSealer(SealerServices services, OnSealed on_sealed = {}, OnFault on_fault = {},
                           SealerOptions options = {});

    /// Seals one batch and signs when it is time. Returns how many events; a full batch means there
    /// may be more. Errors: kUnavailable "journal_altered" when the stored tree is not the one that
    /// was signed (nothing is sealed until somebody looked); the store's own. Not from two threads
    /// at once.
    Result<std::size_t> RunOnce(Instant now);
    /// A head over everything sealed, unless there is one.
    Result<void> SignNow(Instant now);

    void Start();  ///< thread ld-sealer
    /// Seals what is there, signs a last head, ends the thread.
    void Stop();
    /// Something was committed: seal without waiting for the next poll.
    void Wake() { loop_.Wake(); }

    [[nodiscard]] Counters Stats() const;

private:
    struct LastHead {
        std::int64_t size = 0;
        Instant at;
    };

    Result<void> Reload(Deadline deadline);
    Result<bool> TryReload(std::int64_t size, Deadline deadline);
    Result<void> CompareWithHead(const StoredTreeHead& head, std::int64_t size, Deadline deadline);
    Result<void> CatchUp(std::int64_t size, Deadline deadline);
    Result<std::size_t> SealSome(Instant now, bool sign_now, Deadline deadline);
    Result<std::size_t> Write(const SealBatch& batch, const std::vector<JournalEntry>& entries,
                              Deadline deadline);
    [[nodiscard]] bool TimeForHead(std::int64_t size, Instant now) const;
    Duration Round();
    void Report(const Error& error);

    SealerServices services_;
    OnSealed on_sealed_;
    OnFault on_fault_;
    SealerOptions options_;
    std::optional<merkle::TreeBuilder> tree_;  ///< empty: must be read again
    LastHead last_head_;
    std::optional<std::int64_t> told_;  ///< how many events `on_sealed_` knows of
    std::atomic<std::int64_t> events_ = 0;
    std::atomic<std::int64_t> heads_ = 0;
    std::atomic<std::int64_t> elsewhere_ = 0;
    std::atomic<std::int64_t> faults_ = 0;
    BackgroundLoop loop_;  // last: its thread ends before what it uses
};

}  // namespace liandong
