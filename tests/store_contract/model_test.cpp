#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

#include "store_contract/contract.hpp"

// Random lives of a few cases, against a map that is obviously right. A failure prints its seed;
// set LIANDONG_SEED to live it again.

namespace liandong {
namespace {

class Model {
public:
    Model(Store& store, std::uint32_t seed) : store_(store), random_(seed) {}

    void Step() {
        ChangeSet set;
        bool must_fail = false;
        std::map<std::int64_t, Case> after = cases_;
        std::map<std::int64_t, std::vector<DueRow>> due = due_;
        std::map<std::int64_t, std::string> words = words_;
        const int count = 1 + Below(3);
        std::vector<std::int64_t> numbers{1, 2, 3, 4, 5, 6, 7, 8};
        std::shuffle(numbers.begin(), numbers.end(), random_);
        for (int i = 0; i < count; ++i) {
            const std::int64_t n = numbers[static_cast<std::size_t>(i)];
            CaseChange change = Change(n);
            if (Below(6) == 0) {  // as one who read too early or too late would
                change.expected_version += Below(2) == 0 ? 1 : -1;
                must_fail = true;
            }
            after[n] = change.after;
            due[n] = change.deadlines;
            if (change.search) words[n] = change.search->words;
            set.cases.push_back(std::move(change));
        }
        const auto done = store_.Commit(set, Soon());
        if (must_fail) {
            EXPECT_EQ(CodeOf(done), "version_conflict");
        } else {
            ASSERT_TRUE(done) << done.error().code << done.error().for_log;
            cases_ = std::move(after);
            due_ = std::move(due);
            words_ = std::move(words);
        }
    }

    void Check() {
        std::vector<std::int64_t> all, handling, urgent, in_place, with_word;
        std::vector<std::pair<Instant, std::int64_t>> deadlines;
        std::vector<std::int64_t> assignments;
        for (auto it = cases_.rbegin(); it != cases_.rend(); ++it) {
            const auto& [n, c] = *it;
            const auto loaded = store_.Load(c.id, Soon());
            ASSERT_TRUE(loaded);
            ASSERT_EQ(loaded->state, c) << n;
            ASSERT_EQ(store_.History(c.id, Soon())->size(), static_cast<std::size_t>(c.version));
            all.push_back(n);
            if (c.state == CaseState::kHandling) handling.push_back(n);
            if (c.urgent) urgent.push_back(n);
            if (c.place == PlaceCode{"P1"}) in_place.push_back(n);
            if (words_[n].find("路灯") != std::string::npos) with_word.push_back(n);
            for (const Assignment& a : c.assignments) {
                if (a.unit == UnitCode{"U1"}) assignments.push_back(n * 10 + a.no.value);
            }
            for (const DueRow& row : due_[n]) deadlines.emplace_back(row.due_at, n);
        }
        EXPECT_EQ(Found(store_, {}), all);
        EXPECT_EQ(Found(store_, {.states = {CaseState::kHandling}}), handling);
        EXPECT_EQ(Found(store_, {.urgent = true}), urgent);
        EXPECT_EQ(Found(store_, {.places = {PlaceCode{"P1"}, PlaceCode{"P9"}}}), in_place);
        EXPECT_EQ(FoundWords(store_, {{{"路灯"}}, {}, {}}), with_word);
        auto found = FoundAssignments(store_, {.units = {UnitCode{"U1"}}}, 4);
        std::sort(found.begin(), found.end());
        std::sort(assignments.begin(), assignments.end());
        EXPECT_EQ(found, assignments);
        std::sort(deadlines.begin(), deadlines.end());
        const auto rows = store_.DueDeadlines(Minute(1'000'000), 10'000, Soon());
        ASSERT_EQ(rows->size(), deadlines.size());
        for (std::size_t i = 0; i < deadlines.size(); ++i)
            EXPECT_EQ((*rows)[i].due.due_at, deadlines[i].first);
    }

private:
    int Below(int limit) { return static_cast<int>(random_() % static_cast<std::uint32_t>(limit)); }

    CaseChange Change(std::int64_t n) {
        const auto known = cases_.find(n);
        Case c = known == cases_.end() ? PlainCase(Number(n)) : known->second;
        const std::int32_t before = known == cases_.end() ? 0 : c.version;
        const std::int32_t count = 1 + Below(3);
        c.version = before + count;
        c.state = Below(2) == 0 ? CaseState::kHandling : CaseState::kDispatched;
        c.urgent = Below(2) == 0;
        c.place = PlaceCode{"P" + std::to_string(Below(3))};
        c.redo_count += Below(2);
        if (c.assignments.size() < 4 && Below(2) == 0) {
            const Case dispatched =
                DispatchedCase(c.id, UnitCode{"U" + std::to_string(Below(2))}, Minute(Below(500)));
            c.assignments.push_back(dispatched.assignments[0]);
            c.assignments.back().no = AssignmentNo{static_cast<std::int32_t>(c.assignments.size())};
        }
        CaseChange change;
        change.expected_version = before;
        change.after = c;
        change.events = Entries(c.id, before, count);
        for (std::int32_t i = Below(4); i > 0; --i) {
            change.deadlines.push_back(
                {ClockKind::kHandling, AssignmentNo{i}, 100, Minute(Below(900))});
        }
        if (Below(3) == 0) change.search = SearchDocument{Below(2) == 0 ? "路灯 灯坏" : "噪音", ""};
        return change;
    }

    Store& store_;
    std::mt19937 random_;
    std::map<std::int64_t, Case> cases_;
    std::map<std::int64_t, std::vector<DueRow>> due_;
    std::map<std::int64_t, std::string> words_;
};

TEST_F(StoreContract, AnyLifeLeavesWhatAMapWouldHold) {
    const char* fixed = std::getenv("LIANDONG_SEED");
    const auto seed =
        fixed != nullptr ? static_cast<std::uint32_t>(std::atoll(fixed)) : std::random_device{}();
    SCOPED_TRACE("LIANDONG_SEED=" + std::to_string(seed));
    Model model(store(), seed);
    for (int round = 0; round < 20 && !HasFailure(); ++round) {
        for (int step = 0; step < 10 && !HasFailure(); ++step) model.Step();
        model.Check();
    }
}

}  // namespace
}  // namespace liandong
