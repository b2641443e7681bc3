#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/background_loop.hpp"
#include "app/services.hpp"
#include "base/guarded.hpp"
#include "domain/topics/topic.hpp"

namespace liandong {

/// A hot topic as people read it. Words and summary are those of cases: for those only who may
/// read all of them.
struct HotTopic {
    std::int32_t rank = 0;
    double heat = 0;
    LocalTime from;
    LocalTime to;
    std::string place;
    std::string group;
    std::vector<std::string> words;
    std::string summary;
    std::int32_t persons = 0;
    std::int32_t case_count = 0;
    std::vector<CaseId> cases;  ///< newest first, at most kTopicCasesShown
};
inline constexpr std::size_t kTopicCasesShown = 500;

struct HotTopicList {
    std::optional<LocalTime> as_of;  ///< empty: not looked yet
    std::optional<LocalTime> from;
    std::vector<HotTopic> items;  ///< hottest first
};

struct HotTopicOptions {
    TopicOptions topics;
    std::int32_t days = 7;
    std::size_t cases_max = 20'000;  ///< the newest of those days
};

/// The hottest topics of the last days. Secret cases are left out: their words are for few eyes.
/// Shape: opens every case of those days once. Errors: the store's and vault's.
[[nodiscard]] Result<HotTopicList> FindHotTopics(const Services& services,
                                                 const HotTopicOptions& options, Deadline deadline);

/// The list as it was found last, on this node. Any thread. It holds words of cases and is kept in
/// memory alone; what was erased is gone with the next look.
class TopicBoard {
public:
    void Put(HotTopicList list) {
        const auto shared = std::make_shared<const HotTopicList>(std::move(list));
        list_.With([&](auto& kept) { kept = shared; });
    }
    /// Never null.
    [[nodiscard]] std::shared_ptr<const HotTopicList> Get() const {
        return list_.With([](const auto& kept) { return kept; });
    }

private:
    // shared: with replies on their way
    Guarded<std::shared_ptr<const HotTopicList>> list_{std::make_shared<const HotTopicList>()};
};

/// The thread ld-topics: looks once an hour.
class TopicLoop {
public:
    TopicLoop(const Services& services, TopicBoard& board, OnFault on_fault = {},
              HotTopicOptions options = {})
        : services_(services), board_(board), on_fault_(std::move(on_fault)), options_(options) {}

    /// Errors: those of FindHotTopics; the board keeps what it had.
    Result<void> RunOnce();
    void Start();
    void Stop() { loop_.Stop(); }

private:
    const Services& services_;
    TopicBoard& board_;
    OnFault on_fault_;
    HotTopicOptions options_;
    BackgroundLoop loop_;  // last: its thread ends before what it uses
};

}  // namespace liandong
