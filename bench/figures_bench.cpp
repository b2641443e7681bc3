// figures_bench fill PATH [CASES]   counters as a city of so many cases has them (default
// 20,000,000) figures_bench ask PATH            time of figures asked of them, 200 times each
//
// PATH is a file for SQLite, or postgresql://… of an empty database. The counters are those of
// seven measures; the others of a real city lie elsewhere in the same index and are not walked by
// these questions.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "adapters/store/postgres/postgres_store.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "app/figure_plan.hpp"

namespace liandong {
namespace {

using Watch = std::chrono::steady_clock;

constexpr std::int64_t kCasesPerDay = 14'306;
constexpr int kUnits = 150;
constexpr int kStreets = 43;
constexpr int kCategories = 363;
constexpr int kPairsPerMonth = 9'000;     // street × category
constexpr int kTriplesPerMonth = 16'000;  // unit × category × street
constexpr Day kFirstDay{std::chrono::days(19'000)};

Deadline Soon() { return Deadline::In(std::chrono::minutes(10)); }

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

std::string Unit(int n) { return "M" + std::to_string(1000 + n % kUnits); }
std::string Street(int n) { return "4601" + std::to_string(10 + n % kStreets); }
std::string Category(int n) { return std::to_string(101'000 + n % kCategories); }

const std::vector<Measure>& Filled() {
    static const std::vector<Measure> measures{
        Measure::kHandlingDue, Measure::kFinishedInTime, Measure::kReached,       Measure::kSolved,
        Measure::kAccepted,    Measure::kClosed,         Measure::kAnsweredAtDesk};
    return measures;
}

void AddDay(Day day, Counters& into) {
    const std::int32_t period = DayPeriod(day);
    const std::int32_t month = MonthPeriod(day);
    const auto add = [&](Measure measure, Grain grain, const std::string& code) {
        into[{measure, false, grain, Step::kDay, code, period, "", ""}] += 7;
        into[{measure, false, grain, Step::kMonth, code, month, "", ""}] += 7;
    };
    for (const Measure measure : Filled()) {
        add(measure, Grain::kCity, "");
        for (int i = 0; i < kUnits; ++i) add(measure, Grain::kUnit, Unit(i));
        for (int i = 0; i < kStreets; ++i) add(measure, Grain::kPlace, Street(i));
        for (int i = 0; i < kCategories; ++i) add(measure, Grain::kCategory, Category(i));
    }
}

void AddMonth(Day day, std::mt19937& random, Counters& into) {
    const std::int32_t month = MonthPeriod(day);
    for (const Measure measure : Filled()) {
        for (int i = 0; i < kPairsPerMonth; ++i) {
            into[{measure, false, Grain::kPlaceCategory, Step::kMonth,
                  Street(static_cast<int>(random())), month, Category(static_cast<int>(random())),
                  ""}] += 3;
        }
        for (int i = 0; i < kTriplesPerMonth; ++i) {
            into[{measure, false, Grain::kUnitCategoryPlace, Step::kMonth,
                  Unit(static_cast<int>(random() % 100'000)), month,
                  Category(static_cast<int>(random() % 100'000)),
                  Street(static_cast<int>(random() % 100'000))}] += 2;
        }
    }
}

void Fill(const std::string& path, std::int64_t cases) {
    const auto store = OpenStore(path);
    FiguresStore& figures = store->Figures();
    std::mt19937 random(7);  // the same table every time
    const Day end = kFirstDay + std::chrono::days(cases / kCasesPerDay);
    FiguresBatch batch;
    std::int64_t rows = 0;
    for (Day day = kFirstDay; day <= end; day += std::chrono::days{1}) {
        AddDay(day, batch.counters);
        const bool ends = day == LastOfMonth(day) || day == end;
        if (!ends) continue;
        AddMonth(day, random, batch.counters);
        auto position = figures.Position(Soon());
        if (!position) Die(position.error());
        batch.from = *position;
        batch.to_index = position->log_index + 1;
        if (auto done = figures.Count(batch, Soon()); !done) Die(done.error());
        rows += std::ssize(batch.counters);
        batch.counters.clear();
    }
    std::printf("%ld cases, %ld counters\n", static_cast<long>(cases), static_cast<long>(rows));
}

void PrintTimes(const char* what, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    const auto at = [&](double part) {
        return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
    };
    std::printf("%s\tp50=%.2f p99=%.2f max=%.2f\n", what, at(0.5), at(0.99), times.back());
    std::fflush(stdout);
}

template <class Make>
void Time(FiguresStore& figures, const char* what, const Make& make) {
    constexpr int kTimes = 200;
    std::vector<double> times;
    for (int i = 0; i < kTimes; ++i) {
        const SumQuestion question = make(i);
        const auto before = Watch::now();
        if (auto answer = figures.Sum(question, Soon()); !answer) Die(answer.error());
        times.push_back(std::chrono::duration<double, std::milli>(Watch::now() - before).count());
    }
    PrintTimes(what, std::move(times));
}

std::vector<std::string> Some(std::string (*name)(int), int from, int count) {
    std::vector<std::string> codes;
    for (int i = 0; i < count; ++i) codes.push_back(name(from + i));
    return codes;
}

void Ask(const std::string& path) {
    const auto store = OpenStore(path);
    FiguresStore& figures = store->Figures();
    const std::vector<Measure> on_time{Measure::kFinishedInTime, Measure::kHandlingDue};
    const auto year = [](int n) {
        FigureScope scope;
        scope.from = kFirstDay + std::chrono::days{365 + n};
        scope.to = scope.from + std::chrono::days{364};
        return scope;
    };
    const auto month = [](int n) {
        FigureScope scope;
        scope.from = FirstOfMonth(kFirstDay + std::chrono::days{40 + n * 5});
        scope.to = LastOfMonth(scope.from);
        return scope;
    };
    Time(figures, "one figure of the city, a year to the day",
         [&](int i) { return PlanSum(on_time, year(i), GroupBy::kNone, {}); });
    Time(figures, "one figure of the city by day, a year",
         [&](int i) { return PlanSum(on_time, year(i), GroupBy::kDay, {}); });
    Time(figures, "ranking of all units, a month",
         [&](int i) { return PlanSum(on_time, month(i), GroupBy::kUnit, Some(Unit, 0, kUnits)); });
    Time(figures, "ranking of all units, a year to the day",
         [&](int i) { return PlanSum(on_time, year(i), GroupBy::kUnit, Some(Unit, 0, kUnits)); });
    Time(figures, "all categories, a year to the day", [&](int i) {
        return PlanSum(on_time, year(i), GroupBy::kCategory, Some(Category, 0, kCategories));
    });
    Time(figures, "a district with 12 streets by day, a year", [&](int i) {
        FigureScope scope = year(i);
        scope.places = Some(Street, i, 12);
        return PlanSum(on_time, scope, GroupBy::kDay, {});
    });
    Time(figures, "a unit and 20 below it, by category, 12 whole months", [&](int i) {
        FigureScope scope = year(i);
        scope.from = FirstOfMonth(scope.from);
        scope.to = LastOfMonth(scope.from + std::chrono::days{340});
        scope.units = Some(Unit, i, 21);
        return PlanSum(on_time, scope, GroupBy::kCategory, {});
    });
    Time(figures, "a street and a group of 10 categories, 12 whole months", [&](int i) {
        FigureScope scope = year(i);
        scope.from = FirstOfMonth(scope.from);
        scope.to = LastOfMonth(scope.from + std::chrono::days{340});
        scope.places = Some(Street, i, 1);
        scope.categories = Some(Category, i, 10);
        return PlanSum(on_time, scope, GroupBy::kNone, {});
    });
    Time(figures, "everything of one unit's monthly report", [&](int i) {
        FigureScope scope = month(i);
        scope.units = Some(Unit, i, 1);
        return PlanSum(Filled(), scope, GroupBy::kNone, {});
    });
}

}  // namespace
}  // namespace liandong

int main(int count, char** arguments) {
    const std::vector<std::string> words(arguments, arguments + count);
    if (words.size() >= 3 && words[1] == "fill") {
        liandong::Fill(words[2], words.size() > 3 ? std::stoll(words[3]) : 20'000'000);
    } else if (words.size() == 3 && words[1] == "ask") {
        liandong::Ask(words[2]);
    } else {
        std::fprintf(stderr, "figures_bench fill PATH [CASES] | ask PATH\n");
        return 2;
    }
    return 0;
}
