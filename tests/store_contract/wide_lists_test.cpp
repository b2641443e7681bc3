#include <algorithm>
#include <array>
#include <cstdlib>
#include <random>

#include "store_contract/contract.hpp"

// Lists and searches for many values at once, against a walk over all cases that is obviously
// right. A failure prints its seed; set LIANDONG_SEED to see it again.

namespace liandong {
namespace {

using Numbers = std::vector<std::int64_t>;

constexpr int kCases = 480;
constexpr int kPlaces = 90;
constexpr int kUnits = 80;
constexpr std::array kDays{20'251'130, 20'251'201, 20'251'231, 20'260'101, 20'260'102};
constexpr std::array kFirstMinutes{-32 * 1440, -31 * 1440, -1440, 0, 1440};

class WideCity {
public:
    explicit WideCity(std::uint32_t seed) : random_(seed) {}

    int Below(int limit) { return static_cast<int>(random_() % static_cast<std::uint32_t>(limit)); }
    /// 0 far more often than the last.
    int Skewed(int limit) { return Below(limit) * Below(limit) / limit; }

    void Fill(Store& store) {
        for (int from = 1; from <= kCases; from += 60) {
            ChangeSet set;
            for (int n = from; n < from + 60; ++n) set.cases.push_back(Make(n));
            MustCommit(store, set);
        }
    }

    CaseFilter AnyFilter() {
        CaseFilter f;
        if (Below(2) == 0) f.states = {CaseState::kFinished};
        if (Below(4) == 0) f.states = {CaseState::kDispatched, CaseState::kHandling};
        if (Below(2) == 0) f.places = Some<PlaceCode>("P", kPlaces);
        if (Below(2) == 0) f.units = Some<UnitCode>("U", kUnits);
        if (Below(3) == 0) f.category = Below(2) == 0 ? "0102" : "010204";
        if (Below(5) == 0) f.urgent = Below(2) == 0;
        if (Below(5) == 0) f.overdue = true;
        if (Below(4) == 0) f.opened_from = Minute(kFirstMinutes[Index()] + Below(200));
        if (Below(4) == 0) f.opened_before = Minute(kFirstMinutes[Index()] + Below(200));
        return f;
    }
    AssignmentFilter AnyWork() {
        AssignmentFilter f;
        if (Below(2) == 0) f.units = Some<UnitCode>("U", kUnits);
        if (Below(2) == 0) f.states = {AssignmentState::kSent, AssignmentState::kHandling};
        if (Below(4) == 0) f.clock = ClockKind::kContact;
        if (Below(3) == 0) f.overdue = Below(3) > 0;
        if (Below(5) == 0) f.urgent = true;
        if (Below(3) == 0) f.category = Below(2) == 0 ? "0102" : "010204";
        if (Below(3) == 0) f.places = Some<PlaceCode>("P", kPlaces);
        if (Below(4) == 0) f.due_before = Minute(Below(900));
        return f;
    }

    [[nodiscard]] Numbers Right(const CaseFilter& f, const std::string& word) const {
        Numbers numbers;
        for (auto it = cases_.rbegin(); it != cases_.rend(); ++it) {
            const Case& c = *it;
            const bool of_unit = f.units.empty() || Has(f.units, c.assignments[0].unit);
            const bool late = c.assignments[0].handling.outcome == ClockOutcome::kMissed;
            if (of_unit && (f.states.empty() || f.states.contains(c.state)) &&
                (f.places.empty() || Has(f.places, c.place)) &&
                c.category.value.starts_with(f.category) && (!f.urgent || *f.urgent == c.urgent) &&
                (!f.overdue || *f.overdue == late) &&
                (!f.opened_from || c.opened_at >= *f.opened_from) &&
                (!f.opened_before || c.opened_at < *f.opened_before) &&
                (word.empty() || WordOf(c) == word)) {
                numbers.push_back(Running(c));
            }
        }
        return numbers;
    }
    [[nodiscard]] Numbers Right(const AssignmentFilter& f) const {
        std::vector<std::pair<Instant, std::int64_t>> found;
        for (const Case& c : cases_) {
            const Assignment& a = c.assignments[0];
            const bool open = IsOpen(a.state);
            const bool late = a.handling.outcome == ClockOutcome::kMissed;
            const Instant never = FromMillis(INT64_MAX / 2);
            const Instant due = !open ? never : f.clock ? a.contact->due_at : a.acknowledge.due_at;
            if ((f.units.empty() || Has(f.units, a.unit)) &&
                (f.states.empty() || f.states.contains(a.state)) && (!f.clock || open) &&
                (!f.overdue || *f.overdue == late) && (!f.urgent || *f.urgent == c.urgent) &&
                c.category.value.starts_with(f.category) &&
                (f.places.empty() || Has(f.places, c.place)) &&
                (!f.due_before || due < *f.due_before)) {
                found.emplace_back(due, c.id.value);
            }
        }
        std::sort(found.begin(), found.end());
        Numbers numbers;
        for (const auto& [due, id] : found) numbers.push_back(id % 10'000'000 * 10 + 1);
        return numbers;
    }

private:
    static std::string WordOf(const Case& c) { return Running(c) % 3 == 0 ? "路灯" : "噪音"; }
    static std::int64_t Running(const Case& c) { return c.id.value % 10'000'000; }
    template <class T>
    static bool Has(const std::vector<T>& items, const T& item) {
        return std::find(items.begin(), items.end(), item) != items.end();
    }
    std::size_t Index() { return static_cast<std::size_t>(Below(static_cast<int>(kDays.size()))); }

    template <class T>
    std::vector<T> Some(const std::string& letter, int all) {
        const std::array counts{1, 3, 12, all * 9 / 10};
        const int count = counts[static_cast<std::size_t>(Below(4))];
        std::vector<T> some;
        for (int i = 0; i < count; ++i)
            some.push_back(T{letter + std::to_string(count > all / 2 ? i : Below(all))});
        return some;
    }

    CaseChange Make(int n) {
        const std::size_t day = static_cast<std::size_t>(n - 1) * kDays.size() / kCases;
        const CaseId id{kDays[day] * 10'000'000LL + n};
        const int due = 100 + Below(600);
        Case c = DispatchedCase(id, UnitCode{"U" + std::to_string(Skewed(kUnits))}, Minute(due));
        c.opened_at = Minute(kFirstMinutes[day] + n % 200);
        c.place = PlaceCode{"P" + std::to_string(Skewed(kPlaces))};
        const std::array categories{"010203", "010204", "020101"};
        c.category = CategoryCode{categories[static_cast<std::size_t>(Below(3))]};
        c.urgent = Below(5) == 0;
        Assignment& a = c.assignments[0];
        if (Below(3) > 0) {
            c.state = CaseState::kFinished;
            a.state = AssignmentState::kFinished;
            for (Clock* clock : {&a.acknowledge, &*a.contact, &a.handling})
                clock->outcome = ClockOutcome::kMet;
        } else if (Below(3) == 0) {
            a.handling.outcome = ClockOutcome::kMissed;
        }
        cases_.push_back(c);
        CaseChange change = Opening(c);
        change.search = SearchDocument{WordOf(c) + " 扰民", ""};
        return change;
    }

    std::mt19937 random_;
    std::vector<Case> cases_;
};

TEST_F(StoreContract, AListForManyValuesHasExactlyWhatFits) {
    const char* fixed = std::getenv("LIANDONG_SEED");
    const auto seed =
        fixed != nullptr ? static_cast<std::uint32_t>(std::atoll(fixed)) : std::random_device{}();
    SCOPED_TRACE("LIANDONG_SEED=" + std::to_string(seed));
    WideCity city(seed);
    city.Fill(store());
    for (int round = 0; round < 60 && !HasFailure(); ++round) {
        SCOPED_TRACE(round);
        const CaseFilter filter = city.AnyFilter();
        const std::int32_t limit = round % 2 == 0 ? 7 : 50;
        EXPECT_EQ(Found(store(), filter, limit), city.Right(filter, ""));
        EXPECT_EQ(FoundWords(store(), {{{"路灯"}}, {}, filter}, limit), city.Right(filter, "路灯"));
        const AssignmentFilter work = city.AnyWork();
        EXPECT_EQ(FoundAssignments(store(), work, limit), city.Right(work));
    }
}

TEST_F(StoreContract, ADaysCasesAreFoundAlsoWhereTheirNumbersAreAstray) {
    Case in_time = PlainCase(Number(1));
    MustOpen(store(), in_time);
    const CaseFilter day{.opened_from = Minute(-200 * 1440), .opened_before = Minute(-199 * 1440)};
    EXPECT_EQ(Found(store(), day), Numbers{});
    Case astray = PlainCase(Number(2));
    astray.opened_at = Minute(-200 * 1440 + 5);
    MustOpen(store(), astray);
    EXPECT_EQ(Found(store(), day), Numbers{2});
    EXPECT_EQ(Found(store(), {.opened_from = Minute(-1)}), Numbers{1});
    Reopen();
    EXPECT_EQ(Found(store(), day), Numbers{2});
}

TEST_F(StoreContract, ASearchFollowsTheCaseWhereverItGoes) {
    CaseChange open = Opening(DispatchedCase(Number(1), UnitCode{"U1"}, Minute(100)));
    open.search = SearchDocument{"路灯 灯坏", "beef"};
    MustCommit(store(), One(open));
    const auto found = [&](const CaseFilter& filter) {
        return FoundWords(store(), {{{"路灯", "灯坏"}}, {}, filter});
    };
    Case c = open.after;
    EXPECT_EQ(found({.places = {c.place}, .units = {UnitCode{"U1"}}}), Numbers{1});
    c.place = PlaceCode{"P9"};
    c.category = CategoryCode{"020101"};
    Assignment second = c.assignments[0];
    second.no = AssignmentNo{2};
    second.unit = UnitCode{"U2"};
    c.assignments.push_back(second);
    MustCommit(store(), One(Step(open.after, c)));  // the texts stay, so there is no new document
    EXPECT_EQ(found({.places = {PlaceCode{"P9"}}}), Numbers{1});
    EXPECT_EQ(found({.places = {open.after.place}}), Numbers{});
    EXPECT_EQ(found({.category = "0201"}), Numbers{1});
    EXPECT_EQ(found({.category = "0102"}), Numbers{});
    EXPECT_EQ(found({.units = {UnitCode{"U2"}}}), Numbers{1});
    EXPECT_EQ(found({.units = {UnitCode{"U1"}}}), Numbers{1}) << "a past assignment still counts";
    EXPECT_EQ(FoundWords(store(), {{}, {{"beef"}}, {.places = {PlaceCode{"P9"}}}}), Numbers{1});
}

TEST_F(StoreContract, APageOfCasesIsLoadedAtOnce) {
    for (int n = 1; n <= 3; ++n) {
        CaseChange open = Opening(PlainCase(Number(n)));
        open.vault_rows = {{2, "narrative of " + std::to_string(n)}};
        MustCommit(store(), One(open));
    }
    CaseChange erase = Step(PlainCase(Number(2)), PlainCase(Number(2)));
    erase.erase_person = true;
    MustCommit(store(), One(erase));
    const auto cases =
        store().LoadAll({Number(3), Number(9), Number(1), Number(2), Number(3)}, Soon());
    ASSERT_TRUE(cases) << cases.error().for_log;
    ASSERT_EQ(cases->size(), 3U);
    EXPECT_EQ(cases->at(0).state, PlainCase(Number(1)));
    EXPECT_FALSE(cases->at(1).wrapped_key) << "the person was erased";
    EXPECT_EQ(cases->at(2).wrapped_key, "key of " + std::to_string(Number(3).value));
    const auto rows =
        store().VaultRowOfEach({{Number(1), 2}, {Number(2), 2}, {Number(3), 7}}, Soon());
    ASSERT_TRUE(rows) << rows.error().for_log;
    EXPECT_EQ(*rows, (std::map<CaseId, std::string>{{Number(1), "narrative of 1"}}));
    EXPECT_TRUE(store().LoadAll({}, Soon())->empty());
    EXPECT_TRUE(store().VaultRowOfEach({}, Soon())->empty());
}

}  // namespace
}  // namespace liandong
