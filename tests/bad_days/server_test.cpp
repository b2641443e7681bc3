#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "app/open_case.hpp"
#include "support/test_database.hpp"
#include "support/world.hpp"

// A PostgreSQL that crashes and comes back while people work. It is a server of this test's own.

namespace liandong {
namespace {

using testing::Soon;

struct Said {
    int status = -1;
    std::string text;
};
Said Shell(const std::string& command) {
    Said said;
    FILE* out = popen(command.c_str(), "r");  // NOLINT(cert-env33-c): our own script, our own words
    if (out == nullptr) return said;
    std::array<char, 4096> buffer{};
    while (std::fgets(buffer.data(), static_cast<int>(buffer.size()), out) != nullptr)
        said.text += buffer.data();
    said.status = pclose(out);
    while (said.text.ends_with('\n')) said.text.pop_back();
    return said;
}

class OwnServer : public ::testing::Test {
protected:
    void SetUp() override {
        std::string folder = "/tmp/liandong-own-XXXXXX";
        ASSERT_NE(mkdtemp(folder.data()), nullptr);
        folder_ = folder;
        const Said started = Shell("tools/private_postgres.sh start " + folder_);
        ASSERT_EQ(started.status, 0) << "a private PostgreSQL does not start: " << started.text;
        url_ = started.text;
    }
    void TearDown() override { Shell("tools/private_postgres.sh stop " + folder_); }

    // One client's backend killed with -9, whatever it is about: the server throws all others out
    // and recovers from its log, as after a power cut. Between two clients there may be none for a
    // moment.
    void KillABackend() {
        const Said pid = Shell("head -n 1 " + folder_ + "/data/postmaster.pid");
        const Said killed = Shell("for try in $(seq 1000); do for p in $(pgrep -P " + pid.text +
                                  " -f '^postgres: postgres postgres '); do "
                                  "kill -9 $p && echo $p && exit; done; sleep 0.02; done");
        ASSERT_FALSE(killed.text.empty()) << "no backend was found";
    }

    std::string folder_;
    std::string url_;
};

TEST_F(OwnServer, ThatCrashesUnderLoadLosesNothingAndIsFoundAgain) {
    auto opened = testing::OpenAt(url_, "999900");
    ASSERT_TRUE(opened) << opened.error().for_log;
    testing::World world(**opened);
    std::mutex mutex;
    std::vector<CaseId> answered;
    std::atomic<int> refused = 0;
    std::atomic<int> wrongly_refused = 0;
    const auto count = [&] {
        const std::scoped_lock lock(mutex);
        return answered.size();
    };
    const auto wait_for = [&](std::size_t wanted) {
        const auto until = Deadline::In(std::chrono::seconds(60));
        while (count() < wanted && !until.Passed()) std::this_thread::yield();
        return count() >= wanted;
    };
    {
        constexpr std::size_t kPeople = 4;
        std::vector<std::jthread> people;
        people.reserve(kPeople);
        for (std::size_t i = 0; i < kPeople; ++i) {
            people.emplace_back([&](const std::stop_token& stop) {
                while (!stop.stop_requested()) {
                    OpenCaseRequest request;
                    request.command.category = CategoryCode{"010101"};
                    request.command.place = PlaceCode{"1101"};
                    request.command.narrative.plain.title = "路灯不亮";
                    request.dispatch = true;
                    const auto done =
                        OpenNewCase(world.Use(), testing::Everybody(), std::move(request), Soon());
                    if (done) {
                        const std::scoped_lock lock(mutex);
                        answered.push_back(done->state.id);
                    } else {
                        ++refused;
                        if (!Retryable(done.error().kind)) ++wrongly_refused;
                    }
                }
            });
        }
        for (int crash = 0; crash < 3; ++crash) {
            ASSERT_TRUE(wait_for(count() + 50)) << "nobody gets through before crash " << crash;
            KillABackend();
        }
        EXPECT_TRUE(wait_for(count() + 50)) << "the server was not found again";
    }
    // Whoever waits may never notice; the server's own log tells that it crashed.
    EXPECT_EQ(Shell("grep -c 'was terminated by signal 9' " + folder_ + "/data/server.log").text,
              "3");
    EXPECT_EQ(wrongly_refused, 0) << "somebody was told that their request was wrong";
    for (const CaseId id : answered) {
        const auto events = testing::ReadHistory(**opened, id);
        ASSERT_TRUE(events) << events.error().for_log;
        const auto stored = (*opened)->Load(id, Soon());
        ASSERT_TRUE(stored) << id.value << " was answered with success and is not there";
        ASSERT_EQ(Replay(*events), stored->state);
    }
    std::cout << answered.size() << " answered with success, " << refused << " refused\n";
}

}  // namespace
}  // namespace liandong
