#include <cmath>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "app/send_outbox.hpp"
#include "background/world.hpp"
#include "base/guarded.hpp"

namespace liandong::testing {
namespace {

/// A receiver that takes each key once, and whose mood the story sets.
class Receiver final : public MessageSender {
public:
    Result<void> Send(const OutboxMessage& message, Deadline) override {
        return state_.With([&](State& state) -> Result<void> {
            ++state.tries;
            if (state.trouble) return Failure{*state.trouble};
            if (message.key == state.refused) return Failure{Unavailable("not this one")};
            state.keys.insert(message.key);
            ++state.taken;
            return {};
        });
    }
    void Say(std::optional<Error> trouble) {
        state_.With([&](State& state) { state.trouble = std::move(trouble); });
    }
    void Refuse(const std::string& key) {
        state_.With([&](State& state) { state.refused = key; });
    }
    std::int64_t Tries() {
        return state_.With([](const State& state) { return state.tries; });
    }
    std::int64_t Taken() {
        return state_.With([](const State& state) { return state.taken; });
    }
    std::size_t Keys() {
        return state_.With([](const State& state) { return state.keys.size(); });
    }

private:
    struct State {
        std::optional<Error> trouble;
        std::string refused;
        std::set<std::string> keys;
        std::int64_t tries = 0;
        std::int64_t taken = 0;
    };
    Guarded<State> state_;
};

class Outbox : public BackgroundStory {
protected:
    OutboxServices ForOutbox() { return {*world().store, receiver_, world().clock}; }
    std::vector<OutboxRow> Rows(const std::string& state) {
        return Walk<OutboxRow>(
            50, [&](const Page& page) { return world().store->ListOutbox(state, page, Soon()); });
    }
    Receiver receiver_;
};

TEST_F(Outbox, WhatTheReceiverTakesIsSentOnce) {
    for (int i = 0; i < 10; ++i) world().Open();
    const std::size_t waiting = Rows("waiting").size();
    ASSERT_GE(waiting, 10U);
    OutboxSender sender(ForOutbox());
    while (*sender.RunOnce(world().clock.Now()) > 0) {
    }
    EXPECT_EQ(receiver_.Keys(), waiting);
    EXPECT_EQ(receiver_.Taken(), static_cast<std::int64_t>(waiting));
    EXPECT_EQ(Rows("sent").size(), waiting);
    world().clock.Move(std::chrono::hours(24));
    EXPECT_EQ(*sender.RunOnce(world().clock.Now()), 0U);
}

TEST_F(Outbox, AFastReceiverGetsMoreAtATime) {
    for (int i = 0; i < 40; ++i) world().Open();
    const std::size_t waiting = Rows("waiting").size();
    ASSERT_GE(waiting, 40U);
    OutboxSender sender(ForOutbox());
    EXPECT_EQ(*sender.RunOnce(world().clock.Now()), 8U);
    EXPECT_EQ(*sender.RunOnce(world().clock.Now()), 16U);
    EXPECT_EQ(Rows("sent").size(), 24U) << "a round ends with everything written down";
    while (*sender.RunOnce(world().clock.Now()) > 0) {
    }
    EXPECT_EQ(receiver_.Taken(), static_cast<std::int64_t>(waiting));
    EXPECT_EQ(sender.Stats().faults, 0);
}

TEST_F(Outbox, OneThatFailsAmongManyIsTheOnlyOneTriedAgain) {
    for (int i = 0; i < 3; ++i) world().Open();
    const std::size_t waiting = Rows("waiting").size();
    receiver_.Refuse(Rows("waiting").front().message.key);
    OutboxSender sender(ForOutbox());
    ASSERT_EQ(*sender.RunOnce(world().clock.Now()), waiting);
    EXPECT_EQ(Rows("sent").size(), waiting - 1);
    EXPECT_EQ(Rows("waiting").size(), 1U);
    receiver_.Refuse("");
    world().clock.Move(std::chrono::hours(24));
    EXPECT_EQ(*sender.RunOnce(world().clock.Now()), 1U);
    EXPECT_EQ(Rows("sent").size(), waiting);
    EXPECT_EQ(receiver_.Taken(), static_cast<std::int64_t>(waiting));
}

TEST_F(Outbox, TwoSendersNeverSendOneMessageTwiceWithinALease) {
    for (int i = 0; i < 30; ++i) world().Open();
    const std::size_t waiting = Rows("waiting").size();
    OutboxSender one(ForOutbox());
    OutboxSender two(ForOutbox());
    const auto send = [&](OutboxSender& sender) {
        while (*sender.RunOnce(world().clock.Now()) > 0) {
        }
    };
    {
        std::jthread a([&] { send(one); });
        std::jthread b([&] { send(two); });
    }
    EXPECT_EQ(receiver_.Taken(), static_cast<std::int64_t>(waiting));
    EXPECT_EQ(Rows("sent").size(), waiting);
}

TEST_F(Outbox, TroubleIsRetriedLaterAndLaterUntilTheMessageIsDead) {
    world().Open();
    const auto rows = static_cast<std::int64_t>(Rows("waiting").size());
    receiver_.Say(Unavailable("mail server is away"));
    OutboxSender sender(ForOutbox());
    const Instant begun = world().clock.Now();
    Duration longest{0};
    while (Rows("dead").empty()) {
        ASSERT_GT(*sender.RunOnce(world().clock.Now()), 0U);
        const auto waiting = Rows("waiting");
        if (waiting.empty()) break;
        EXPECT_EQ(*sender.RunOnce(world().clock.Now()), 0U);  // not before its time
        Instant next = waiting.front().next_attempt_at;
        for (const OutboxRow& row : waiting) next = std::max(next, row.next_attempt_at);
        longest = std::max(longest, next - world().clock.Now());
        world().clock.Set(next);
    }
    EXPECT_EQ(receiver_.Tries(), 12 * rows);
    EXPECT_EQ(std::ssize(Rows("dead")), rows);
    EXPECT_EQ(sender.Stats().dead, rows);
    EXPECT_GT(world().clock.Now() - begun, std::chrono::hours(12));
    EXPECT_LT(world().clock.Now() - begun, std::chrono::hours(48));
    EXPECT_LT(longest, std::chrono::hours(8));
    EXPECT_THAT(Rows("dead").front().last_error, ::testing::HasSubstr("mail server is away"));
    // Somebody resends it when the server is back.
    receiver_.Say({});
    for (const OutboxRow& row : Rows("dead"))
        ASSERT_TRUE(world().store->Resend(row.id, world().clock.Now(), Soon()));
    ASSERT_GT(*sender.RunOnce(world().clock.Now()), 0U);
    EXPECT_EQ(std::ssize(Rows("sent")), rows);
}

TEST_F(Outbox, WhatCanNeverBeSentIsDeadAtOnce) {
    world().Open();
    receiver_.Say(Invalid("unknown_channel", "There is no such channel."));
    OutboxSender sender(ForOutbox());
    const std::size_t claimed = *sender.RunOnce(world().clock.Now());
    EXPECT_EQ(Rows("dead").size(), claimed);
    EXPECT_EQ(receiver_.Tries(), static_cast<std::int64_t>(claimed));
}

TEST_F(Outbox, ASenderThatDiedBeforeItWroteDownIsRepeatedWithTheSameKey) {
    world().Open();
    const std::size_t waiting = Rows("waiting").size();
    const Instant now = world().clock.Now();
    // It claims, sends, and dies.
    const auto claimed =
        world().store->ClaimOutbox(now, now + std::chrono::minutes(2), 100, Soon());
    for (const OutboxRow& row : *claimed) {
        ASSERT_TRUE(receiver_.Send(row.message, Soon()));
    }
    OutboxSender sender(ForOutbox());
    EXPECT_EQ(*sender.RunOnce(now + std::chrono::minutes(1)), 0U);
    EXPECT_EQ(*sender.RunOnce(now + std::chrono::minutes(3)), waiting);
    EXPECT_EQ(receiver_.Taken(), static_cast<std::int64_t>(2 * waiting));
    EXPECT_EQ(receiver_.Keys(), waiting);
}

TEST_F(Outbox, TheThreadSendsAndStops) {
    world().Open();
    const std::size_t waiting = Rows("waiting").size();
    OutboxSender sender(ForOutbox());
    sender.Start();
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (Rows("sent").size() < waiting) {
        ASSERT_LT(std::chrono::steady_clock::now(), until);
        std::this_thread::yield();
    }
    sender.Stop();
    EXPECT_EQ(sender.Stats().sent, static_cast<std::int64_t>(waiting));
}

TEST(RetryDelay, DoublesWithinItsBounds) {
    const OutboxOptions options;
    for (std::int32_t failures = 1; failures <= 100; ++failures) {
        const double minutes = std::min(360.0, std::pow(2.0, std::min(failures - 1, 20)));
        const auto delay =
            std::chrono::duration<double, std::ratio<60>>(RetryDelay(options, "case/7", failures))
                .count();
        EXPECT_GE(delay, minutes * 0.8);
        EXPECT_LE(delay, minutes * 1.2);
    }
    EXPECT_NE(RetryDelay(options, "case/7", 3), RetryDelay(options, "case/8", 3));
}

}  // namespace
}  // namespace liandong::testing
