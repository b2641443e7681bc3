#include "adapters/http/live.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace liandong::http {
namespace {

// A line break would end the field, and a forged "data:" line would begin.
std::string OneLine(std::string_view text) {
    std::string line(text);
    std::erase_if(line, [](char c) { return c == '\n' || c == '\r' || c == '\0'; });
    return line;
}

void AppendData(std::string& out, std::string_view data) {
    for (const std::string_view line : Split(data, '\n'))
        out.append("data: ").append(OneLine(line)).append("\n");
}

}  // namespace

std::string LiveFrame(const LiveEvent& event) {
    std::string out = "id: " + std::to_string(event.id) + "\nevent: " + OneLine(event.name) + "\n";
    AppendData(out, event.data);
    out.push_back('\n');
    return out;
}

LiveSubscription::Taken LiveSubscription::Take(std::size_t bytes_max) {
    const std::scoped_lock lock(mutex_);
    Taken taken;
    while (!frames_.empty() &&
           (taken.bytes.empty() || taken.bytes.size() + frames_.front()->size() <= bytes_max)) {
        taken.bytes += *frames_.front();
        frame_bytes_ -= frames_.front()->size();
        frames_.pop_front();
    }
    taken.ended = ended_ && frames_.empty();
    return taken;
}

void LiveSubscription::Attach(std::function<void()> wake) {
    const std::scoped_lock lock(mutex_);
    wake_ = std::move(wake);
}

// The lock is what makes the promise of Detach true, so `wake_` is called with it held; it only
// posts.
void LiveSubscription::Detach() {
    const std::scoped_lock lock(mutex_);
    wake_ = nullptr;
    ended_ = true;
    frames_.clear();
    frame_bytes_ = 0;
    held_.clear();
}

void LiveSubscription::End() {
    const std::scoped_lock lock(mutex_);
    ended_ = true;
    if (wake_) wake_();
}

void LiveSubscription::PushLocked(Frame frame) {
    const bool was_empty = frames_.empty();
    frame_bytes_ += frame->size();
    frames_.push_back(std::move(frame));
    if (was_empty && wake_) wake_();
}

void LiveSubscription::TellToRefetchLocked(std::string_view reason) {
    frames_.clear();
    held_.clear();
    frame_bytes_ = 0;
    PushLocked(std::make_shared<const std::string>("event: refetch\ndata: {\"reason\":\"" +
                                                   std::string(reason) + "\"}\n\n"));
    ended_ = true;
}

void LiveSubscription::Offer(const LiveEvent& event, Frame& frame,
                             std::atomic<std::uint64_t>& dropped) {
    if (filter_ && !filter_(event)) return;
    if (!frame) frame = std::make_shared<const std::string>(LiveFrame(event));
    const std::scoped_lock lock(mutex_);
    if (ended_) return;
    const std::size_t waiting = frames_.size() + held_.size();
    if (waiting >= kLiveBacklogEventsMax || frame_bytes_ + frame->size() > kLiveBacklogBytesMax) {
        TellToRefetchLocked("slow");
        dropped.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    if (replaying_) {
        held_.emplace_back(event.id, frame);
    } else if (event.id > last_id_) {
        last_id_ = event.id;
        PushLocked(frame);
    }
}

void LiveSubscription::FinishReplay(const std::optional<std::vector<LiveEvent>>& replayed) {
    std::vector<std::pair<std::uint64_t, Frame>> frames;
    bool too_many = !replayed || replayed->size() > kLiveBacklogEventsMax;
    std::uint64_t seen = 0;
    if (!too_many) {
        for (const LiveEvent& event : *replayed) {
            seen = std::max(seen, event.id);
            if (filter_ && !filter_(event)) continue;
            frames.emplace_back(event.id, std::make_shared<const std::string>(LiveFrame(event)));
        }
    }
    const std::scoped_lock lock(mutex_);
    replaying_ = false;
    if (ended_) return;
    if (too_many) {
        TellToRefetchLocked("too_old");
        return;
    }
    for (auto& [id, frame] : frames) PushLocked(std::move(frame));
    last_id_ = std::max(last_id_, seen);
    for (auto& [id, frame] : held_) {
        if (id <= last_id_) continue;
        last_id_ = id;
        PushLocked(std::move(frame));
    }
    held_.clear();
}

Result<std::shared_ptr<LiveSubscription>> LiveHub::Subscribe(Options options) {
    if (options.after && !options.replay) {
        return Failure{Invalid("no_replay", "This stream cannot be resumed.")};
    }
    auto subscription = std::make_shared<LiveSubscription>(std::move(options.filter));
    // The client waits two seconds before it comes back, so that a restart is not met by all at
    // once.
    subscription->PushLocked(std::make_shared<const std::string>("retry: 2000\n: welcome\n\n"));
    subscription->replaying_ = options.after.has_value();
    subscription->last_id_ = options.after.value_or(0);
    {
        const std::scoped_lock lock(mutex_);
        std::erase_if(seats_, [](const Seat& seat) { return seat.subscription.expired(); });
        seats_.push_back({std::move(options.owner), subscription});
    }
    if (options.after) {
        LD_TRY(const auto replayed, options.replay(*options.after, kLiveBacklogEventsMax));
        subscription->FinishReplay(replayed);
    }
    return subscription;
}

std::vector<std::shared_ptr<LiveSubscription>> LiveHub::Present(
    std::optional<std::string_view> owner) {
    std::vector<std::shared_ptr<LiveSubscription>> present;
    const std::scoped_lock lock(mutex_);
    present.reserve(seats_.size());
    for (const Seat& seat : seats_) {
        if (owner && seat.owner != *owner) continue;
        if (auto subscription = seat.subscription.lock())
            present.push_back(std::move(subscription));
    }
    return present;
}

void LiveHub::Publish(const LiveEvent& event) {
    const std::scoped_lock lock(publish_mutex_);
    LiveSubscription::Frame frame;  // made for the first who wants it, then shared
    for (const auto& subscription : Present(std::nullopt))
        subscription->Offer(event, frame, dropped_);
}

std::size_t LiveHub::EndOwner(std::string_view owner) {
    const auto present = Present(owner);
    for (const auto& subscription : present) subscription->End();
    return present.size();
}

void LiveHub::EndAll() {
    for (const auto& subscription : Present(std::nullopt)) subscription->End();
}

std::size_t LiveHub::Subscribers() const {
    const std::scoped_lock lock(mutex_);
    return static_cast<std::size_t>(
        std::count_if(seats_.begin(), seats_.end(),
                      [](const Seat& seat) { return !seat.subscription.expired(); }));
}

}  // namespace liandong::http
