// store_bench commits PATH [SECONDS]   durable commits a second, 1, 8 and 64 callers, new database
// store_bench fill PATH CASES          a city's history: 3 of 100 are open, 14,306 cases a day
// store_bench lists PATH               time of a page of 50, asked of that database 200 times each
// store_bench outbox PATH [SECONDS]    messages a second to a receiver that takes everything, of a
//                                      filled database: each marked alone, then many together
//
// PATH is a file for SQLite, or postgresql://… of an empty database.
//
// The change is that of adapters/store/sample_change.hpp: 2 events, 1 assignment, 4 deadlines, 2
// vault rows, 1 message, a document of 80 grams.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "adapters/store/postgres/postgres_store.hpp"
#include "adapters/store/rows.hpp"
#include "adapters/store/sample_change.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "app/send_outbox.hpp"

namespace liandong {
namespace {

using Watch = std::chrono::steady_clock;

constexpr std::int64_t kCasesPerDay = 14'306;
constexpr Day kFirstDay{std::chrono::days(20'000)};

Deadline Soon() { return Deadline::In(std::chrono::seconds(60)); }

CaseId NthCase(std::int64_t n) {
    return CaseId{store::DayNumber(kFirstDay + std::chrono::days(n / kCasesPerDay)) *
                      store::kNumbersPerDay +
                  n % kCasesPerDay + 1};
}
Instant NthTime(std::int64_t n) {
    const std::int64_t day = kFirstDay.time_since_epoch().count() + n / kCasesPerDay;
    return FromMillis(day * 86'400'000 + n % kCasesPerDay * 6'000);
}

[[noreturn]] void Die(const Error& error) {
    std::fprintf(stderr, "%s: %s\n", error.code.c_str(), error.for_log.c_str());
    std::exit(2);
}

std::unique_ptr<Store> OpenStore(const std::string& path) {
    auto opened = path.starts_with("postgresql://") ? store::OpenPostgresStore(path, "460100")
                                                    : store::OpenSqliteStore(path, "460100");
    if (!opened) Die(opened.error());
    return *std::move(opened);
}

double Millis(Watch::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

void PrintTimes(const char* what, std::vector<double> times, double per_second) {
    std::sort(times.begin(), times.end());
    const auto at = [&](double part) {
        return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
    };
    std::printf("%-44s p50 %8.2f ms  p99 %8.2f ms  max %8.2f ms", what, at(0.5), at(0.99),
                times.back());
    if (per_second > 0) std::printf("  %8.0f/s", per_second);
    std::printf("\n");
    std::fflush(stdout);
}

void Commits(const std::string& path, int seconds) {
    const auto store = OpenStore(path);
    std::atomic<std::int64_t> next = 0;
    for (const int callers : {1, 8, 64}) {
        std::vector<std::vector<double>> times(static_cast<std::size_t>(callers));
        const auto start = Watch::now();
        const auto end = start + std::chrono::seconds(seconds);
        {
            std::vector<std::jthread> threads;
            for (auto& mine : times) {
                threads.emplace_back([&] {
                    while (Watch::now() < end) {
                        const std::int64_t n = next++;
                        ChangeSet set;
                        set.cases.push_back(store::SampleOpening(NthCase(n), NthTime(n)));
                        const auto before = Watch::now();
                        if (auto done = store->Commit(set, Soon()); !done) Die(done.error());
                        mine.push_back(Millis(Watch::now() - before));
                    }
                });
            }
        }
        const double took = Millis(Watch::now() - start) / 1000;
        std::vector<double> all;
        for (const auto& mine : times) all.insert(all.end(), mine.begin(), mine.end());
        PrintTimes(("commits, " + std::to_string(callers) + " callers").c_str(), all,
                   static_cast<double>(all.size()) / took);
    }
}

void Fill(const std::string& path, std::int64_t cases) {
    constexpr std::int64_t kPerSet = 100;
    const auto store = OpenStore(path);
    std::atomic<std::int64_t> next = 0;
    const auto start = Watch::now();
    std::vector<std::jthread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&] {
            for (std::int64_t from = next.fetch_add(kPerSet); from < cases;
                 from = next.fetch_add(kPerSet)) {
                ChangeSet set;
                ChangeSet finished;
                for (std::int64_t n = from; n < std::min(from + kPerSet, cases); ++n) {
                    CaseChange open = store::SampleOpening(NthCase(n), NthTime(n));
                    const bool recent = n > cases - cases / 20;
                    const bool stays_open =
                        store::Sample{static_cast<std::uint64_t>(n)}.Mix(77) % 100 <
                        (recent ? 40 : 1);
                    if (stays_open) {
                        set.cases.push_back(std::move(open));
                        continue;
                    }
                    CaseChange finish =
                        store::SampleFinish(open.after, NthTime(n) + std::chrono::hours(30));
                    open.deadlines.clear();
                    set.cases.push_back(std::move(open));
                    finished.cases.push_back(std::move(finish));
                }
                if (auto done = store->Commit(set, Soon()); !done) Die(done.error());
                if (auto done = store->Commit(finished, Soon()); !done) Die(done.error());
                if (from % 100'000 == 0) {
                    std::fprintf(stderr, "%lld cases, %.0f s\n", static_cast<long long>(from),
                                 Millis(Watch::now() - start) / 1000);
                }
            }
        });
    }
}

std::vector<UnitCode> Units(int from, int to) {
    std::vector<UnitCode> units;
    for (int i = from; i < to; ++i) units.push_back({"M" + std::to_string(1000 + i)});
    return units;
}
std::vector<PlaceCode> Places(int from, int to) {
    std::vector<PlaceCode> places;
    for (int i = from; i < to; ++i) places.push_back({std::to_string(460'105'001'000 + i)});
    return places;
}

void Time(const char* what, const std::function<std::size_t(int)>& ask) {
    std::vector<double> times;
    std::size_t items = 0;
    for (int i = 0; i < 200; ++i) {
        const auto before = Watch::now();
        items += ask(i);
        times.push_back(Millis(Watch::now() - before));
        if (times.back() > 2'000 && i >= 5) break;
    }
    PrintTimes((std::string(what) + " (" + std::to_string(items / times.size()) + ")").c_str(),
               times, 0);
}

template <class T>
std::size_t Must(const Result<PageOf<T>>& page) {
    if (!page) {
        std::fprintf(stderr, "  %s: %s\n", page.error().code.c_str(), page.error().for_log.c_str());
        return 0;
    }
    return page->items.size();
}

void CaseLists(Store& store) {
    const std::set<CaseState> open{CaseState::kRegistered,   CaseState::kDispatched,
                                   CaseState::kHandling,     CaseState::kReturnReview,
                                   CaseState::kAnswerReview, CaseState::kCallback};
    const auto list = [&](const CaseFilter& filter) {
        return Must(store.ListCases(filter, {}, Soon()));
    };
    Time("cases: newest", [&](int) { return list({}); });
    Time("cases: open", [&](int) {
        CaseFilter f;
        f.states = open;
        return list(f);
    });
    Time("cases: finished, one frequent place", [&](int i) {
        CaseFilter f;
        f.states = {CaseState::kFinished};
        f.places = Places(i % 20, i % 20 + 1);
        return list(f);
    });
    Time("cases: one rare place", [&](int i) {
        CaseFilter f;
        f.places = Places(480 + i % 20, 481 + i % 20);
        return list(f);
    });
    Time("cases: open, district of 125 places", [&](int i) {
        CaseFilter f;
        f.states = open;
        f.places = Places(i % 300, i % 300 + 125);
        return list(f);
    });
    Time("cases: all 500 places", [&](int) {
        CaseFilter f;
        f.places = Places(0, 500);
        return list(f);
    });
    Time("cases: 150 units", [&](int i) {
        CaseFilter f;
        f.units = Units(i % 50, i % 50 + 150);
        return list(f);
    });
    Time("cases: open, 150 units, 500 places", [&](int i) {
        CaseFilter f;
        f.states = open;
        f.units = Units(i % 50, i % 50 + 150);
        f.places = Places(0, 500);
        return list(f);
    });
}

void MixedCaseLists(Store& store) {
    const auto list = [&](const CaseFilter& filter) {
        return Must(store.ListCases(filter, {}, Soon()));
    };
    Time("cases: channel and rare category", [&](int i) {
        CaseFilter f;
        f.channel = Channel::kMail;
        f.category = std::to_string(100'000 + (440 + i % 40) * 101);
        return list(f);
    });
    Time("cases: channel and frequent category", [&](int i) {
        CaseFilter f;
        f.channel = Channel::kMail;
        f.category = std::to_string(100'000 + i % 40 * 101);
        return list(f);
    });
    Time("cases: category front of two digits", [&](int i) {
        CaseFilter f;
        f.category = std::to_string(10 + i % 4);
        return list(f);
    });
    Time("cases: urgent, rare type", [&](int) {
        CaseFilter f;
        f.urgent = true;
        f.type = RequestType::kPraise;
        return list(f);
    });
    Time("cases: one unit, one place, finished", [&](int i) {
        CaseFilter f;
        f.states = {CaseState::kFinished};
        f.units = Units(i % 100, i % 100 + 1);
        f.places = Places(i % 250, i % 250 + 1);
        return list(f);
    });
    Time("cases: a month long ago, one place", [&](int i) {
        CaseFilter f;
        f.opened_from = NthTime(0) + std::chrono::days(5);
        f.opened_before = NthTime(0) + std::chrono::days(35);
        f.places = Places(i % 100, i % 100 + 1);
        return list(f);
    });
    Time("cases: a day long ago", [&](int i) {
        CaseFilter f;
        f.opened_from = NthTime(0) + std::chrono::days(i % 40);
        f.opened_before = *f.opened_from + std::chrono::days(1);
        return list(f);
    });
}

void WorkLists(Store& store) {
    const std::set<AssignmentState> open{AssignmentState::kSent, AssignmentState::kHandling,
                                         AssignmentState::kReturnReview};
    const auto list = [&](const AssignmentFilter& filter) {
        return Must(store.ListAssignments(filter, {}, Soon()));
    };
    Time("work: one unit, open", [&](int i) {
        AssignmentFilter f;
        f.states = open;
        f.units = Units(i, i + 1);
        return list(f);
    });
    Time("work: 150 units, open", [&](int i) {
        AssignmentFilter f;
        f.states = open;
        f.units = Units(i % 50, i % 50 + 150);
        return list(f);
    });
    Time("work: 150 units, all states", [&](int i) {
        AssignmentFilter f;
        f.units = Units(i % 50, i % 50 + 150);
        return list(f);
    });
    Time("work: every unit, contact clock", [&](int) {
        AssignmentFilter f;
        f.clock = ClockKind::kContact;
        return list(f);
    });
    Time("work: every unit, open, one category, urgent", [&](int i) {
        AssignmentFilter f;
        f.states = open;
        f.category = std::to_string(100'000 + i % 300 * 101);
        f.urgent = true;
        return list(f);
    });
    Time("work: every unit, open, one place", [&](int i) {
        AssignmentFilter f;
        f.states = open;
        f.places = Places(i % 400, i % 400 + 1);
        return list(f);
    });
    Time("work: every unit, overdue", [&](int) {
        AssignmentFilter f;
        f.overdue = true;
        return list(f);
    });
}

void Searches(Store& store) {
    const auto grams = [](int i, int count) {
        const std::string words = store::SampleWords(
            store::Sample{static_cast<std::uint64_t>(NthCase(i * 37).value)}, 80);
        std::vector<std::string> phrase;
        for (int n = 0; n < count; ++n)
            phrase.push_back(words.substr(static_cast<std::size_t>(7 * (n + i % 50)), 6));
        return phrase;
    };
    const auto search = [&](const SearchQuery& query) {
        return Must(store.Search(query, {}, Soon()));
    };
    Time("search: one gram", [&](int i) { return search({{grams(i, 1)}, {}, {}}); });
    Time("search: a phrase of three grams", [&](int i) { return search({{grams(i, 3)}, {}, {}}); });
    Time("search: two words",
         [&](int i) { return search({{grams(i, 1), grams(i + 1, 1)}, {}, {}}); });
    Time("search: one gram, open cases", [&](int i) {
        SearchQuery q{{grams(i, 1)}, {}, {}};
        q.filter.states = {CaseState::kDispatched};
        return search(q);
    });
    Time("search: one gram, one place", [&](int i) {
        SearchQuery q{{grams(i, 1)}, {}, {}};
        q.filter.places = Places(i % 400, i % 400 + 1);
        return search(q);
    });
    Time("search: one gram, one unit", [&](int i) {
        SearchQuery q{{grams(i, 1)}, {}, {}};
        q.filter.units = Units(i % 180, i % 180 + 1);
        return search(q);
    });
    Time("search: one gram, one category", [&](int i) {
        SearchQuery q{{grams(i, 1)}, {}, {}};
        q.filter.category = std::to_string(100'000 + i % 300 * 101);
        return search(q);
    });
    Time("search: part of a number (1 of 1000)",
         [&](int i) { return search({{}, {{std::to_string(i * 5)}}, {}}); });
    Time("search: a number", [&](int i) {
        return search(
            {{},
             {{std::to_string(
                 store::Sample{static_cast<std::uint64_t>(NthCase(i * 997).value)}.Mix(17))}},
             {}});
    });
}

class EagerReceiver final : public MessageSender {
public:
    Result<void> Send(const OutboxMessage&, Deadline) override { return {}; }
};
class ComputerClock final : public WallClock {
public:
    Instant Now() override { return FromMillis(1'900'000'000'000); }
};

void Outbox(const std::string& path, int seconds) {
    const auto store = OpenStore(path);
    EagerReceiver receiver;
    ComputerClock clock;
    OutboxOptions alone;
    alone.rows_max = alone.rows_min;
    alone.unmarked_max = Duration{0};
    for (const auto& [what, options] :
         {std::pair("each marked alone", alone), std::pair("marked together", OutboxOptions{})}) {
        OutboxSender sender({*store, receiver, clock}, {}, options);
        const auto start = Watch::now();
        while (Watch::now() - start < std::chrono::seconds(seconds)) {
            const auto sent = sender.RunOnce(clock.Now());
            if (!sent) Die(sent.error());
            if (*sent == 0) break;
        }
        const double took = Millis(Watch::now() - start) / 1000;
        std::printf("outbox, %s: %.0f messages/s\n", what,
                    static_cast<double>(sender.Stats().sent) / took);
    }
}

}  // namespace
}  // namespace liandong

int main(int argc, char** argv) {
    const std::string mode = argc > 2 ? argv[1] : "";
    if (mode == "commits") {
        liandong::Commits(argv[2], argc > 3 ? std::atoi(argv[3]) : 5);
    } else if (mode == "fill" && argc > 3) {
        liandong::Fill(argv[2], std::atoll(argv[3]));
    } else if (mode == "outbox") {
        liandong::Outbox(argv[2], argc > 3 ? std::atoi(argv[3]) : 5);
    } else if (mode == "lists") {
        const auto before = liandong::Watch::now();
        const auto store = liandong::OpenStore(argv[2]);
        std::printf("opened in %.1f ms\n", liandong::Millis(liandong::Watch::now() - before));
        liandong::CaseLists(*store);
        liandong::MixedCaseLists(*store);
        liandong::WorkLists(*store);
        liandong::Searches(*store);
    } else {
        std::fprintf(stderr,
                     "usage: store_bench commits PATH [SECONDS] | fill PATH CASES | lists PATH |"
                     " outbox PATH [SECONDS]\n");
        return 2;
    }
    return 0;
}
