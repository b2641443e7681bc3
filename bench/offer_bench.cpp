// A case assigned to a person, durably: found, asked, written and linked to its case.
//
//   offer_bench [PROFILE] [PER_SECOND] [SECONDS]      default profiles/haikou 500 10
//
// Offers arrive at an even rate whether or not the ones before are done (an open loop), so a store
// that falls behind shows it: the time counts from when an offer was to begin.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "adapters/crypto/vault.hpp"
#include "adapters/profile/load_profile.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "app/offer_case.hpp"
#include "app/open_case.hpp"
#include "support.hpp"

namespace liandong {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int kThreads = 16;

Principal Everybody() { return {Actor{ActorKind::kUser, "bench", UnitCode{}}, {"*"}, {}}; }
Deadline Soon() { return Deadline::In(std::chrono::seconds(60)); }

// Cases of a matter that needs a mediator, spread over the city.
std::vector<CaseId> OpenCases(const Services& services, const City& city, std::size_t count) {
    std::vector<CategoryCode> categories;
    for (const Category& category : city.categories) {
        const MatchRule* rule = city.MatchRuleFor(category.code);
        if (rule != nullptr && rule->kinds.front() == "mediator" && !category.urgent)
            categories.push_back(category.code);
    }
    std::vector<CaseId> cases(count);
    std::atomic<std::size_t> next{0};
    const auto open = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            OpenCaseRequest request;
            request.command.category = categories[i % categories.size()];
            request.command.place = city.places[i % city.places.size()].code;
            request.command.narrative.plain.title = "调解";
            const auto opened = OpenNewCase(services, Everybody(), request, Soon());
            if (!opened) std::abort();
            cases[i] = opened->state.id;
        }
    };
    std::vector<std::jthread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) threads.emplace_back(open);
    threads.clear();
    return cases;
}

struct Times {
    std::vector<double> millis;
    std::atomic<int> refused{0};
};

// Every offer is withdrawn again a second later in real life; here the board forgets at once, so
// that people do not run out.
void OfferAll(const PeopleServices& people, const std::vector<CaseId>& cases, int per_second,
              Times& times) {
    times.millis.resize(cases.size());
    std::atomic<std::size_t> next{0};
    const auto begin = Steady::now() + std::chrono::milliseconds(100);
    const auto work = [&] {
        for (std::size_t i = next++; i < cases.size(); i = next++) {
            const auto due = begin + i * std::chrono::nanoseconds(1'000'000'000 / per_second);
            std::this_thread::sleep_until(due);
            OfferRequest request;
            request.case_id = cases[i];
            const auto offer = OfferCase(people, Everybody(), request, Soon());
            times.millis[i] =
                std::chrono::duration<double, std::milli>(Steady::now() - due).count();
            if (!offer) {
                ++times.refused;
            } else {
                people.board.Release(offer->asks.front().chosen.person);
            }
        }
    };
    std::vector<std::jthread> threads;
    threads.reserve(kThreads);
    for (int i = 0; i < kThreads; ++i) threads.emplace_back(work);
}

int Run(const char* directory, int per_second, int seconds) {
    const auto loaded = profile::LoadProfile(directory);
    if (!loaded.city) {
        std::fprintf(stderr, "the profile %s has faults\n", directory);
        return 1;
    }
    const auto folder = std::filesystem::temp_directory_path() / "liandong_offer_bench";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    auto store = store::OpenSqliteStore((folder / "city.db").string(), loaded.city->code);
    auto secrets =
        crypto::Vault::FromFile(folder / "master.key", crypto::Vault::IfMissing::kCreate);
    if (!store || !secrets) return 2;
    const auto vault = crypto::MakeVault(*std::move(secrets));
    bench::SystemTime clock;
    bench::OneCity city(loaded.city);
    bench::NoGuess classifier;
    const Services services{**store, *vault, clock, city, classifier};
    PeopleBoard board;
    const PeopleServices people{services, board};
    if (!LoadBoard(people, true, Soon())) return 2;
    const auto cases =
        OpenCases(services, *loaded.city,
                  static_cast<std::size_t>(per_second) * static_cast<std::size_t>(seconds));
    Times times;
    OfferAll(people, cases, per_second, times);
    std::ranges::sort(times.millis);
    const auto at = [&](std::size_t percent) {
        return times.millis[std::min(times.millis.size() - 1, times.millis.size() * percent / 100)];
    };
    std::printf("%zu offers at %d/s, %d refused: p50 %.1f ms, p99 %.1f ms, max %.1f ms\n",
                cases.size(), per_second, times.refused.load(), at(50), at(99),
                times.millis.back());
    std::filesystem::remove_all(folder);
    return 0;
}

}  // namespace
}  // namespace liandong

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv, argv + argc);
    return liandong::Run(words.size() > 1 ? words[1].c_str() : "profiles/haikou",
                         words.size() > 2 ? std::stoi(words[2]) : 500,
                         words.size() > 3 ? std::stoi(words[3]) : 10);
}
