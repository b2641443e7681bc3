#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"

/// Server-sent events for thousands of clients: no thread each, memory bounded, nothing lost in
/// silence.
namespace liandong::http {

/// Events that may wait for one slow client before it is dropped and told to fetch afresh.
inline constexpr std::size_t kLiveBacklogEventsMax = 4096;
inline constexpr std::size_t kLiveBacklogBytesMax = std::size_t{8} << 20;

struct LiveEvent {
    std::uint64_t id = 0;  ///< ascending; the client sends the last one it saw as Last-Event-ID
    std::string name;
    std::string data;                 ///< JSON text
    std::vector<std::string> topics;  ///< for filters only, never sent ("unit:lighting")
};

/// Whether this subscriber may and wants to see the event. Called by publishing threads: may not
/// wait.
using LiveFilter = std::function<bool(const LiveEvent&)>;
/// The committed events with an id above `after`, ascending, at most `count_max`; nothing when they
/// are too many or too old, and the client must fetch afresh. Called by the subscribing thread.
using LiveReplay = std::function<Result<std::optional<std::vector<LiveEvent>>>(
    std::uint64_t after, std::size_t count_max)>;

/// One client's queue. Filled by the hub, emptied by the connection.
class LiveSubscription {
public:
    explicit LiveSubscription(LiveFilter filter) : filter_(std::move(filter)) {}

    struct Taken {
        std::string bytes;   ///< ready for the wire
        bool ended = false;  ///< nothing will come after `bytes`
    };
    /// What waits, at least one event if there is any, then as many as fit into `bytes_max`.
    [[nodiscard]] Taken Take(std::size_t bytes_max);
    /// `wake` is called, from any thread, when something waits and nothing did before. It may
    /// neither wait nor call back into this object; after Detach() has returned it is never called
    /// again.
    void Attach(std::function<void()> wake);
    void Detach();
    /// Sends nothing further; the connection closes once it has written what waits.
    void End();

private:
    friend class LiveHub;
    using Frame = std::shared_ptr<const std::string>;  // shared by every queue that holds the event

    void Offer(const LiveEvent& event, Frame& frame, std::atomic<std::uint64_t>& dropped);
    void FinishReplay(const std::optional<std::vector<LiveEvent>>& replayed);
    void PushLocked(Frame frame);
    void TellToRefetchLocked(std::string_view reason);

    LiveFilter filter_;
    std::mutex mutex_;
    std::deque<Frame> frames_;
    std::size_t frame_bytes_ = 0;
    bool replaying_ = false;
    std::deque<std::pair<std::uint64_t, Frame>> held_;  // arrived while the replay ran
    std::uint64_t last_id_ = 0;
    bool ended_ = false;
    std::function<void()> wake_;
};

/// Where events are published and clients subscribe. Any thread.
class LiveHub {
public:
    struct Options {
        std::string owner;  ///< whose it is (a session), so that EndOwner can close it
        LiveFilter filter;  ///< empty: everything
        std::optional<std::uint64_t> after;  ///< resume behind this id
        LiveReplay replay;                   ///< needed with `after`
    };

    /// A queue that has everything after `after` and goes on with what is published: joined first,
    /// then replayed, and what came both ways is sent once.
    /// Errors: those of `replay`; kInvalid "no_replay" for `after` without one.
    [[nodiscard]] Result<std::shared_ptr<LiveSubscription>> Subscribe(Options options);

    /// To everyone whose filter lets it pass. Ids must ascend from call to call; an event that is
    /// not newer than what a client has seen is not sent to it again. O(subscribers), never waits
    /// for one.
    void Publish(const LiveEvent& event);

    /// Closes what belongs to `owner`: the session ended or its rights changed. Returns how many.
    std::size_t EndOwner(std::string_view owner);
    void EndAll();

    [[nodiscard]] std::size_t Subscribers() const;
    /// How many slow clients were dropped so far.
    [[nodiscard]] std::uint64_t Dropped() const { return dropped_.load(std::memory_order_relaxed); }

private:
    struct Seat {
        std::string owner;
        std::weak_ptr<LiveSubscription> subscription;  // the connection's reply owns it
    };
    [[nodiscard]] std::vector<std::shared_ptr<LiveSubscription>> Present(
        std::optional<std::string_view> owner);

    std::mutex publish_mutex_;  // keeps the order of events the same in every queue
    mutable std::mutex mutex_;
    std::vector<Seat> seats_;
    std::atomic<std::uint64_t> dropped_{0};
};

/// "id: 7\nevent: case\ndata: {…}\n\n".
[[nodiscard]] std::string LiveFrame(const LiveEvent& event);

}  // namespace liandong::http
