// http_load intake PORT PROFILE SECONDS [CONNECTIONS]   as many cases as the connections take, each
// on the last reply http_load open PORT PROFILE SECONDS RATE              cases at fixed times,
// whether or not the server keeps up http_load fill PORT PROFILE CASES                     that
// many cases http_load get PORT FILE COUNT                         FILE: lines of NAME<tab>PATH;
// each name asked COUNT times http_load live PORT PROFILE CASES LOGIN               from the reply
// to one person to the event at another's screen
//
// The server runs with --demo. Every line of output is NAME and numbers as key=value; times are
// milliseconds.

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http_client.hpp"
#include "made_requests.hpp"

namespace liandong::bench {
namespace {

using Watch = std::chrono::steady_clock;

constexpr const char* kPassword = "liandong-demo";
constexpr const char* kLogin = "agent";

double Millis(Watch::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

void PrintTimes(const std::string& name, std::vector<double> times, const std::string& more) {
    std::sort(times.begin(), times.end());
    const auto at = [&](double part) {
        return times.empty()
                   ? 0.0
                   : times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
    };
    std::printf("%s\tcount=%zu p50=%.2f p95=%.2f p99=%.2f max=%.2f %s\n", name.c_str(),
                times.size(), at(0.5), at(0.95), at(0.99), at(1.0), more.c_str());
    std::fflush(stdout);
}

/// Many connections by one thread. A case is due at a time of its own; its latency counts from
/// then, so that a server that stalls is charged for everybody who would have come meanwhile.
class Intake {
public:
    Intake(std::uint16_t port, const std::string& profile, std::size_t connections)
        : texts_(profile, static_cast<std::uint64_t>(Watch::now().time_since_epoch().count())),
          who_(SignIn(port, kLogin, kPassword)),
          run_("r" + std::to_string(std::chrono::system_clock::now().time_since_epoch().count())),
          epoll_(::epoll_create1(EPOLL_CLOEXEC)),
          lines_(connections) {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            lines_[i].socket = Connect(port);
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.u64 = i;
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, lines_[i].socket, &event);
            idle_.push_back(i);
        }
    }

    /// rate 0: whenever a connection is free. Ends after `cases` cases or `seconds`, whichever is
    /// first.
    void Run(double seconds, double rate, std::uint64_t cases) {
        const auto start = Watch::now();
        const auto end = start + std::chrono::duration_cast<Watch::duration>(
                                     std::chrono::duration<double>(seconds));
        const auto gap = rate > 0 ? std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / rate))
                                  : std::chrono::nanoseconds(0);
        auto next = start;
        while (true) {
            const auto now = Watch::now();
            const bool may_begin = now < end && begun_ < cases;
            if (rate > 0) {
                for (; may_begin && next <= now && begun_ + waiting_.size() < cases; next += gap)
                    waiting_.push_back(next);
                while (!waiting_.empty() && !idle_.empty()) {
                    Send(waiting_.front());
                    waiting_.pop_front();
                }
            } else {
                while (may_begin && !idle_.empty() && begun_ < cases) Send(now);
            }
            if (!may_begin && idle_.size() == lines_.size() && waiting_.empty()) break;
            TakeReplies(rate > 0 && may_begin ? next - Watch::now()
                                              : std::chrono::milliseconds(100));
        }
        took_ = Millis(Watch::now() - start) / 1000;
    }

    void Print(const std::string& name) const {
        char more[200];
        std::snprintf(
            more, sizeof more, "rate=%.1f errors=%llu dispatched=%llu classified=%llu seconds=%.2f",
            static_cast<double>(times_.size()) / took_, static_cast<unsigned long long>(errors_),
            static_cast<unsigned long long>(dispatched_),
            static_cast<unsigned long long>(classified_), took_);
        PrintTimes(name, times_, more);
    }

private:
    struct Line {
        int socket = -1;
        Watch::time_point due;
        std::string got;
    };

    void Send(Watch::time_point due) {
        const std::size_t i = idle_.back();
        idle_.pop_back();
        lines_[i].due = due;
        const std::string request = PostRequest(
            who_, "/api/v1/cases", run_ + "-" + std::to_string(begun_), texts_.Body(begun_));
        ++begun_;
        // A request of 1.5 KiB fits the socket's buffer of an idle connection whole.
        if (::send(lines_[i].socket, request.data(), request.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(request.size())) {
            Die("a request was not sent whole");
        }
    }

    void TakeReplies(Watch::duration wait) {
        std::array<epoll_event, 64> events{};
        const auto nanos = std::max<std::int64_t>(0, std::chrono::nanoseconds(wait).count());
        const timespec time{nanos / 1'000'000'000, nanos % 1'000'000'000};
        const int count =
            ::epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &time, nullptr);
        for (int e = 0; e < count; ++e) Take(events[static_cast<std::size_t>(e)].data.u64);
    }

    void Take(std::size_t i) {
        Line& line = lines_[i];
        std::array<char, 16'384> bytes{};
        const ssize_t got = ::recv(line.socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (got <= 0) Die("the server closed a connection");
        line.got.append(bytes.data(), static_cast<std::size_t>(got));
        const Reply reply = ReplyIn(line.got);
        if (reply.status == 0) return;
        times_.push_back(Millis(Watch::now() - line.due));
        if (reply.status != 201 && ++errors_ <= 3)
            std::fprintf(stderr, "%.*s\n", static_cast<int>(line.got.size()), line.got.data());
        if (JsonText(reply.body, "state") == "dispatched") ++dispatched_;
        if (reply.body.find("\"guesses\":[]") == std::string_view::npos) ++classified_;
        line.got.clear();
        idle_.push_back(i);
    }

    MadeRequests texts_;
    SignedIn who_;
    std::string run_;
    int epoll_;
    std::vector<Line> lines_;
    std::vector<std::size_t> idle_;
    std::deque<Watch::time_point> waiting_;
    std::vector<double> times_;
    std::uint64_t begun_ = 0;
    std::uint64_t errors_ = 0;
    std::uint64_t dispatched_ = 0;
    std::uint64_t classified_ = 0;
    double took_ = 1;
};

void Get(std::uint16_t port, const std::string& file, int count) {
    std::vector<std::string> names;
    std::map<std::string, std::vector<std::string>> paths;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const std::size_t tab = line.find('\t');
        if (tab == std::string::npos) continue;
        auto& group = paths[line.substr(0, tab)];
        if (group.empty()) names.push_back(line.substr(0, tab));
        group.push_back(line.substr(tab + 1));
    }
    const SignedIn who = SignIn(port, "supervisor", kPassword);
    Client client(port);
    for (const std::string& name : names) {
        const auto& group = paths[name];
        std::vector<double> times;
        std::size_t bytes = 0;
        std::size_t errors = 0;
        for (int i = 0; i < count; ++i) {
            const std::string request =
                GetRequest(who, group[static_cast<std::size_t>(i) % group.size()]);
            const auto before = Watch::now();
            const Reply reply = client.Ask(request);
            times.push_back(Millis(Watch::now() - before));
            bytes += reply.body.size();
            if (reply.status != 200 && ++errors == 1) {
                std::fprintf(stderr, "%s: %.*s\n", name.c_str(),
                             static_cast<int>(reply.body.size()), reply.body.data());
            }
        }
        PrintTimes(
            name, times,
            "errors=" + std::to_string(errors) + " bytes=" + std::to_string(bytes / times.size()));
    }
}

/// What another person's page would have received, with the moment at which it came.
class Listener {
public:
    Listener(std::uint16_t port, const std::string& login) : client_(port) {
        const std::string request = GetRequest(SignIn(port, login, kPassword), "/api/v1/live");
        if (::send(client_.Socket(), request.data(), request.size(), MSG_NOSIGNAL) < 0)
            Die("cannot listen");
        thread_ = std::thread([this] { Read(); });
    }
    ~Listener() {
        ::shutdown(client_.Socket(), SHUT_RDWR);
        thread_.join();
    }
    /// When the first event of that case came; waits for it.
    Watch::time_point Came(const std::string& id) {
        std::unique_lock lock(mutex_);
        if (!arrived_.wait_for(lock, std::chrono::seconds(20),
                               [&] { return came_.contains(id); })) {
            Die("no event of case " + id);
        }
        return came_[id];
    }

private:
    void Read() {
        std::string text;
        std::array<char, 16'384> bytes{};
        while (true) {
            const ssize_t got = ::recv(client_.Socket(), bytes.data(), bytes.size(), 0);
            if (got <= 0) return;
            const auto now = Watch::now();
            text.append(bytes.data(), static_cast<std::size_t>(got));
            const std::size_t whole = text.rfind('\n');
            if (whole == std::string::npos) continue;
            const std::scoped_lock lock(mutex_);
            for (std::size_t at = 0; at < whole;) {
                const std::size_t end = text.find('\n', at);
                const std::string id =
                    JsonText(std::string_view(text).substr(at, end - at), "case_id");
                if (!id.empty()) came_.emplace(id, now);
                at = end + 1;
            }
            text.erase(0, whole + 1);
            arrived_.notify_all();
        }
    }

    Client client_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::map<std::string, Watch::time_point> came_;
    std::thread thread_;
};

void Live(std::uint16_t port, const std::string& profile, int cases, const std::string& login) {
    Listener listener(port, login);
    const MadeRequests texts(profile,
                             static_cast<std::uint64_t>(Watch::now().time_since_epoch().count()));
    const SignedIn who = SignIn(port, kLogin, kPassword);
    Client client(port);
    std::vector<double> times;
    for (int n = 0; n < cases; ++n) {
        const Reply reply = client.Ask(
            PostRequest(who, "/api/v1/cases", "", texts.Body(static_cast<std::uint64_t>(n))));
        const auto replied = Watch::now();
        if (reply.status != 201) Die(std::string(reply.body));
        times.push_back(std::max(0.0, Millis(listener.Came(JsonText(reply.body, "id")) - replied)));
    }
    PrintTimes("live", times, "");
}

}  // namespace
}  // namespace liandong::bench

int main(int argc, char** argv) {
    using namespace liandong::bench;
    const std::string mode = argc > 4 ? argv[1] : "";
    const auto port = static_cast<std::uint16_t>(argc > 2 ? std::atoi(argv[2]) : 0);
    constexpr std::size_t kConnections = 64;
    if (mode == "intake") {
        Intake intake(port, argv[3],
                      argc > 5 ? static_cast<std::size_t>(std::atoi(argv[5])) : kConnections);
        intake.Run(std::atof(argv[4]), 0, UINT64_MAX);
        intake.Print("intake");
    } else if (mode == "open" && argc > 5) {
        Intake intake(port, argv[3], kConnections);
        intake.Run(std::atof(argv[4]), std::atof(argv[5]), UINT64_MAX);
        intake.Print("open");
    } else if (mode == "fill") {
        Intake intake(port, argv[3], kConnections);
        intake.Run(1e6, 0, static_cast<std::uint64_t>(std::atoll(argv[4])));
        intake.Print("fill");
    } else if (mode == "get") {
        Get(port, argv[3], std::atoi(argv[4]));
    } else if (mode == "live") {
        Live(port, argv[3], std::atoi(argv[4]), argc > 5 ? argv[5] : "supervisor");
    } else {
        std::fprintf(stderr, "usage: see the head of bench/http_load.cpp\n");
        return 2;
    }
    return 0;
}
