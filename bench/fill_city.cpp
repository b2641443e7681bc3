// fill_city PROFILE STORE CASES KEYS      a history of 14,306 cases a day that ends an hour ago
//
// Every case is opened and dispatched by the rules, sealed under the city's own key and searchable.
// Two of five of the last day are still open, one of ten of the last week and one of a thousand of
// all before it; the others are answered, and archived when it was time. No messages: nobody shall
// send a million.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <utility>
#include <vector>

#include "app/case_change.hpp"
#include "app/open_case.hpp"
#include "base/named.hpp"
#include "http_client.hpp"
#include "made_requests.hpp"
#include "server/open_city.hpp"

namespace liandong::bench {
namespace {

constexpr std::uint64_t kCasesPerDay = 14'306;
constexpr std::uint64_t kPerSet = 100;

Deadline Soon() { return Deadline::In(std::chrono::seconds(120)); }

template <class T>
T Must(Result<T> result) {
    if (!result) Die(result.error().code + ": " + result.error().for_log);
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// `n` counts back from the newest.
bool StaysOpen(std::uint64_t n) {
    if (n < kCasesPerDay) return n % 5 < 2;
    return n < 7 * kCasesPerDay ? n % 10 == 7 : n % 1000 == 7;
}

class Filler {
public:
    Filler(const Services& services, const std::string& profile, std::uint64_t cases)
        : services_(services), requests_(profile, 1), cases_(cases), who_(SystemPrincipal()) {
        who_.actor = {ActorKind::kUser, "agent", services.city.Current()->hotline_unit};
        end_ = services.clock.Now() - std::chrono::hours(1);
    }

    void Run() {
        for (std::uint64_t from = next_.fetch_add(kPerSet); from < cases_;
             from = next_.fetch_add(kPerSet)) {
            ChangeSet set;
            const auto city = services_.city.Current();
            for (std::uint64_t n = from; n < std::min(from + kPerSet, cases_); ++n)
                set.cases.push_back(Make(*city, n));
            Must(services_.store.Commit(set, Soon()));
            if (from % 50'000 == 0)
                std::fprintf(stderr, "%llu cases\n", static_cast<unsigned long long>(from));
        }
    }

private:
    CaseChange Make(const City& city, std::uint64_t i) {
        const std::uint64_t n = cases_ - 1 - i;
        MadeRequest made = requests_.Make(i);
        OpenCaseRequest request;
        request.dispatch = true;
        request.at = end_ - std::chrono::milliseconds(n * (86'400'000 / kCasesPerDay));
        request.command.channel = static_cast<Channel>(1 + i % 7);
        request.command.type = FromCode<RequestType>(made.type).value_or(RequestType::kHelp);
        request.command.category.value = std::move(made.category);
        request.command.place.value = std::move(made.place);
        request.command.urgent = i % 50 == 0;
        request.command.caller.plain.name = "测试来电人";
        request.command.caller.plain.phone = std::move(made.phone);
        request.command.narrative.plain = {std::move(made.title), std::move(made.content),
                                           std::move(made.address), ""};
        if (request.command.category.value.empty())
            request.command.category = city.categories[i % city.categories.size()].code;
        const Instant opened_at = *request.at;
        PreparedCase prepared =
            Must(PrepareCase(services_, city, who_, std::move(request), Soon()));
        CaseChange change = std::move(prepared.change);
        change.outbox.clear();
        if (StaysOpen(n)) return change;
        Answer(city, change, opened_at + std::chrono::minutes(5 + i % 55));
        Archive(city, change);
        return change;
    }

    void Answer(const City& city, CaseChange& change, Instant at) {
        Command command =
            ImportAnswer{{"经现场核实，情况属实，已责成责任单位整改完毕，并电话告知来电人。", {}}};
        const CaseId id = change.after.id;
        Sealer sealer(services_.vault, id, Must(services_.vault.Unwrap(id, *change.wrapped_key)),
                      change.after.version);
        Must(sealer.Seal(command));
        auto rows = sealer.TakeRows();
        std::ranges::move(rows, std::back_inserter(change.vault_rows));
        Then(city, change, who_, command, at);
    }

    /// Its archive clock has run out long before the history ends: nothing of it is owed to the
    /// timers.
    void Archive(const City& city, CaseChange& change) {
        const auto due = std::ranges::find(change.deadlines, ClockKind::kArchive, &DueRow::clock);
        if (due == change.deadlines.end() || due->due_at > end_) return;
        const DueRow row = *due;
        Then(city, change, SystemPrincipal(), FireDeadline{row.clock, row.assignment, row.percent},
             row.due_at);
    }

    /// One step more of a case that is not written yet.
    void Then(const City& city, CaseChange& change, const Principal& who, const Command& command,
              Instant at) {
        const auto decided = Decide(change.after, command, {at, city, who, {}});
        if (!decided) Die("refused: " + std::string(Code(decided.error().code)));
        CaseChange next = MakeChange(change.after, change.after.id, *decided, who.actor, at,
                                     services_.clock.Now(), city);
        std::ranges::move(next.events, std::back_inserter(change.events));
        change.after = std::move(next.after);
        change.deadlines = std::move(next.deadlines);
    }

    Services services_;
    MadeRequests requests_;
    std::uint64_t cases_;
    Principal who_;
    Instant end_;
    std::atomic<std::uint64_t> next_ = 0;
};

}  // namespace
}  // namespace liandong::bench

int main(int argc, char** argv) {
    namespace bench = liandong::bench;
    namespace server = liandong::server;
    if (argc != 5) bench::Die("usage: fill_city PROFILE STORE CASES KEYS");
    server::CityOptions options;
    options.profile = argv[1];
    options.store = argv[2];
    options.keys = argv[4];
    auto city = server::OpenedCity::Open(options);
    if (!city) bench::Die(city.error().for_log + city.error().for_caller);
    bench::Filler filler(city->Use(), argv[1], std::strtoull(argv[3], nullptr, 10));
    constexpr std::size_t kThreads = 3;
    std::vector<std::jthread> threads;
    threads.reserve(kThreads);
    for (std::size_t i = 0; i < kThreads; ++i) threads.emplace_back([&] { filler.Run(); });
    return 0;
}
