// Who is found and how fast: ranking people for a case, and point → cell → people.
//
//   match_bench [PROFILE]      default profiles/haikou
//
// Every row says how many were asked and the 50th, 99th and highest time in microseconds.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "adapters/profile/load_profile.hpp"
#include "app/cell_index.hpp"
#include "app/people_board.hpp"
#include "domain/grid/grid_staff.hpp"
#include "domain/match/match_index.hpp"

namespace liandong {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kAsked = 20'000;
constexpr std::size_t kOffered = 5;

class Row {
public:
    explicit Row(std::string name) : name_(std::move(name)) { micros_.reserve(kAsked); }
    template <class F>
    void Time(F&& work) {
        const auto before = Clock::now();
        work();
        micros_.push_back(std::chrono::duration<double, std::micro>(Clock::now() - before).count());
    }
    ~Row() {
        std::ranges::sort(micros_);
        const auto at = [&](double share) {
            return micros_[std::min(
                micros_.size() - 1,
                static_cast<std::size_t>(share * static_cast<double>(micros_.size())))];
        };
        std::printf("%-44s %7zu asked   p50 %8.1f us   p99 %8.1f us   max %9.1f us\n",
                    name_.c_str(), micros_.size(), at(0.5), at(0.99), micros_.back());
    }
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;

private:
    std::string name_;
    std::vector<double> micros_;
};

std::vector<Case> MadeUpCases(const City& city) {
    std::mt19937 pick(12345);  // NOLINT(bugprone-random-generator-seed): the same cases every time
    std::vector<CategoryCode> categories;
    for (const Category& category : city.categories) {
        if (city.MatchRuleFor(category.code) != nullptr) categories.push_back(category.code);
    }
    std::vector<Case> cases(1'000);
    for (Case& c : cases) {
        c.category = categories[pick() % categories.size()];
        c.place = city.places[pick() % city.places.size()].code;
        c.urgent = pick() % 10 == 0;
    }
    return cases;
}

void CountPeople(const City& city) {
    std::map<std::string, int> kinds;
    for (const StaffMember& person : city.staff) ++kinds[person.kind];
    std::printf("%s:", city.name.c_str());
    for (const auto& [kind, count] : kinds) std::printf(" %d %s", count, kind.c_str());
    std::printf("\n");
}

void BenchMatching(const std::shared_ptr<const City>& city) {
    const MatchIndex index(city);
    const std::vector<Case> cases = MadeUpCases(*city);
    std::vector<Standing> standings(index.Size());
    const Instant at =
        city->calendar.offset.count() == 0 ? Instant{} : *ParseRfc3339("2026-03-02T10:00:00+08:00");
    std::size_t next = 0;
    {
        Row row("rank people for a case");
        for (int i = 0; i < kAsked; ++i) {
            const Case& c = cases[next++ % cases.size()];
            row.Time([&] {
                const Ranking found = index.Rank(index.NeedOf(c, at), standings, kOffered);
                if (found.fit < 0) std::abort();
            });
        }
    }
    // Everybody comes back after a while, as people do who end their tasks.
    PeopleBoard board;
    board.Take(city);
    std::vector<std::string> busy;
    Row row("rank, choose the best and note it on the board");
    for (int i = 0; i < kAsked; ++i) {
        const Case& c = cases[next++ % cases.size()];
        row.Time([&] {
            const auto taken = board.TakeBest(board.NeedOf(c, at));
            if (taken) busy.push_back(taken->person);
        });
        if (busy.size() > 1'000) {
            for (const std::string& person : busy) board.Release(person);
            busy.clear();
        }
    }
}

std::shared_ptr<const City> CityOfCells(const City& before, std::size_t columns) {
    City city = before;
    std::vector<PlaceCode> communities;
    for (const Place& place : city.places) {
        if (place.kind == PlaceKind::kCommunity) communities.push_back(place.code);
    }
    city.grid.clear();
    for (std::size_t i = 0; i < columns * columns; ++i) {
        const double west = 110.0 + 0.004 * static_cast<double>(i % columns);
        const double south = 19.8 + 0.004 * static_cast<double>(i / columns);
        city.grid.push_back({"c" + std::to_string(i),
                             "",
                             communities[i % communities.size()],
                             {{west, south},
                              {west + 0.004, south},
                              {west + 0.004, south + 0.004},
                              {west, south + 0.004},
                              {west, south}}});
    }
    city.BuildIndex();
    return std::make_shared<const City>(std::move(city));
}

void BenchGrid(const City& before) {
    const auto city = CityOfCells(before, 71);  // 5,041 cells
    const CellIndex cells(city->grid);
    const GridStaff staff(city);
    std::mt19937 pick(1);  // NOLINT(bugprone-random-generator-seed): the same points every time
    std::uniform_real_distribution<double> across(0.0, 71 * 0.004);
    std::size_t people = 0;
    {
        Row row("point → cell → people, " + std::to_string(city->grid.size()) + " cells");
        for (int i = 0; i < kAsked; ++i) {
            const GeoPoint point{110.0 + across(pick), 19.8 + across(pick)};
            row.Time([&] {
                const GridCell* cell = cells.Find(point);
                if (cell != nullptr) people += staff.Of(*cell).size();
            });
        }
    }
    std::printf("%-44s %7.2f people a cell\n", "  found", static_cast<double>(people) / kAsked);
    Row row("coverage of the city, " + std::to_string(city->grid.size()) + " cells");
    for (int i = 0; i < 50; ++i)
        row.Time([&] { people += CoverageOf(staff, PlaceCode{}, {}).without_staff.size(); });
}

int Run(const char* directory) {
    const auto loaded = profile::LoadProfile(directory);
    if (!loaded.city) {
        std::fprintf(stderr, "the profile %s has faults\n", directory);
        return 1;
    }
    CountPeople(*loaded.city);
    BenchMatching(loaded.city);
    BenchGrid(*loaded.city);
    return 0;
}

}  // namespace
}  // namespace liandong

int main(int argc, char** argv) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-bounds-pointer-arithmetic): argv
    return liandong::Run(argc > 1 ? argv[1] : "profiles/haikou");
}
