#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "store_contract/contract.hpp"

namespace liandong {
namespace {

using Numbers = std::vector<std::int64_t>;

/// Twelve cases that differ in everything a list can ask for.
///   1..4 registered, phone · 5..8 dispatched to U1, due 100 - n · 9..12 finished, web, assigned to
///   U2 then
void OpenTwelve(Store& store) {
    for (int n = 1; n <= 12; ++n) {
        Case c = n <= 4
                     ? PlainCase(Number(n))
                     : DispatchedCase(Number(n), UnitCode{n <= 8 ? "U1" : "U2"}, Minute(100 - n));
        c.opened_at = Minute(n);
        c.category = CategoryCode{n % 3 == 0 ? "0102%3" : n % 3 == 1 ? "010204" : "020101"};
        c.place = PlaceCode{"P" + std::to_string(n % 4)};
        c.urgent = n % 2 == 0;
        c.redo_count = n % 5 == 0 ? 1 : 0;
        c.type = n == 7 ? RequestType::kPraise : RequestType::kComplaint;
        if (n > 8) {
            c.state = CaseState::kFinished;
            c.channel = Channel::kWeb;
            c.closed_at = Minute(500);
            c.assignments[0].state = AssignmentState::kFinished;
            c.assignments[0].acknowledge.outcome = ClockOutcome::kMet;
            c.assignments[0].contact->outcome = ClockOutcome::kMet;
            c.assignments[0].handling.outcome = ClockOutcome::kMet;
        }
        if (n == 6) c.assignments[0].handling.outcome = ClockOutcome::kMissed;
        if (n == 9) {  // missed once, done since: nobody is late any more
            c.assignments[0].handling.outcome = ClockOutcome::kMissed;
            c.assignments[0].handling.stopped_at = Minute(400);
        }
        if (n == 3) {
            c.source_system = "province";
            c.source_id = "3";
        }
        MustOpen(store, c);
    }
}

TEST_F(StoreContract, CasesAreListedByEveryCondition) {
    OpenTwelve(store());
    const auto found = [&](const CaseFilter& filter) { return Found(store(), filter); };
    EXPECT_EQ(found({}), (Numbers{12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1}));
    EXPECT_EQ(found({.states = {CaseState::kRegistered, CaseState::kFinished}}),
              (Numbers{12, 11, 10, 9, 4, 3, 2, 1}));
    EXPECT_EQ(found({.states = {CaseState::kVoided}}), Numbers{});
    EXPECT_EQ(found({.type = RequestType::kPraise}), Numbers{7});
    EXPECT_EQ(found({.channel = Channel::kWeb}), (Numbers{12, 11, 10, 9}));
    EXPECT_EQ(found({.category = "0102"}), (Numbers{12, 10, 9, 7, 6, 4, 3, 1}));
    EXPECT_EQ(found({.category = "0102%"}), (Numbers{12, 9, 6, 3})) << "a percent sign is itself";
    EXPECT_EQ(found({.category = "010204"}), (Numbers{10, 7, 4, 1}));
    EXPECT_EQ(found({.category = "01020_"}), Numbers{});
    EXPECT_EQ(found({.places = {PlaceCode{"P1"}, PlaceCode{"P3"}}}), (Numbers{11, 9, 7, 5, 3, 1}));
    EXPECT_EQ(found({.units = {UnitCode{"U1"}}}), (Numbers{8, 7, 6, 5}));
    EXPECT_EQ(found({.units = {UnitCode{"U2"}, UnitCode{"U1"}, UnitCode{"U9"}}}),
              (Numbers{12, 11, 10, 9, 8, 7, 6, 5}));
    EXPECT_EQ(found({.urgent = true}), (Numbers{12, 10, 8, 6, 4, 2}));
    EXPECT_EQ(found({.urgent = false}), (Numbers{11, 9, 7, 5, 3, 1}));
    EXPECT_EQ(found({.redone = true}), (Numbers{10, 5}));
    EXPECT_EQ(found({.redone = false}).size(), 10U);
    EXPECT_EQ(found({.overdue = true}), Numbers{6});
    EXPECT_EQ(found({.overdue = false}).size(), 11U);
    EXPECT_EQ(found({.opened_from = Minute(10)}), (Numbers{12, 11, 10}));
    EXPECT_EQ(found({.opened_before = Minute(3)}), (Numbers{2, 1}));
    EXPECT_EQ(found({.source_system = "province"}), Numbers{3});
    EXPECT_EQ(found({.source_system = "province", .source_id = "3"}), Numbers{3});
    EXPECT_EQ(found({.source_system = "province", .source_id = "4"}), Numbers{});
    EXPECT_EQ(found({.states = {CaseState::kDispatched}, .category = "01", .urgent = false}),
              Numbers{7});
    EXPECT_EQ(found({.places = {PlaceCode{"P0"}, PlaceCode{"P2"}},
                     .units = {UnitCode{"U2"}, UnitCode{"U1"}},
                     .urgent = true,
                     .opened_from = Minute(6),
                     .opened_before = Minute(12)}),
              (Numbers{10, 8, 6}));
}

// Whose it is, when units disagree, is a queue of its own; what waits in it is counted.
TEST_F(StoreContract, WhatWaitsForARulingIsFoundAndCounted) {
    OpenTwelve(store());
    const auto found = [&](const CaseFilter& filter) { return Found(store(), filter); };
    EXPECT_EQ(*store().CountRulings(Soon()), (RulingCounts{0, 0}));
    Case disputed = store().Load(Number(7), Soon())->state;
    disputed.dispute = Dispute{};
    disputed.dispute->opened_at = Minute(8);
    disputed = Touch(store(), disputed);
    Case returned = store().Load(Number(6), Soon())->state;
    returned.assignments[0].state = AssignmentState::kReturnReview;
    Touch(store(), returned);
    EXPECT_EQ(found({.disputed = true}), Numbers{7});
    EXPECT_EQ(found({.disputed = false}).size(), 11U);
    EXPECT_EQ(found({.return_waiting = true}), Numbers{6});
    EXPECT_EQ(found({.disputed = true, .return_waiting = true}), Numbers{});
    EXPECT_EQ(found({.units = {UnitCode{"U1"}}, .disputed = true}), Numbers{7});
    EXPECT_EQ(*store().CountRulings(Soon()), (RulingCounts{1, 1}));
    EXPECT_TRUE(store().ListCases({.disputed = true}, {}, Soon())->items.at(0).disputed);
    disputed.dispute->closed_at = Minute(9);
    Touch(store(), disputed);
    EXPECT_EQ(found({.disputed = true}), Numbers{});
    EXPECT_EQ(*store().CountRulings(Soon()), (RulingCounts{0, 1}));
    EXPECT_EQ(*store().Damage(Soon()), std::vector<std::string>{});
}

TEST_F(StoreContract, WhoeverCalledFromTheStreetFindsTheirOwn) {
    Case c = FullCase(Number(1));
    c.channel = Channel::kGrid;
    c.opened_by = {ActorKind::kUser, "grid-1", UnitCode{"U1"}};
    c.source_system.clear();
    c.source_id.clear();
    MustOpen(store(), c);
    c.id = Number(2);
    c.channel = Channel::kPhone;
    MustOpen(store(), c);
    EXPECT_EQ(Found(store(), {.mobilised_by = "grid-1"}), Numbers{1});
    EXPECT_EQ(Found(store(), {.mobilised_by = "grid-2"}), Numbers{});
}

TEST_F(StoreContract, ARowOfAListTellsWhatTheCaseIs) {
    Case c = FullCase(Number(7));
    c.assignments[0].contact->outcome = ClockOutcome::kMissed;
    MustOpen(store(), c);
    const auto page = store().ListCases({}, {}, Soon());
    ASSERT_EQ(page->items.size(), 1U);
    EXPECT_FALSE(page->next);
    const CaseRow& row = page->items[0];
    EXPECT_EQ(row.id, c.id);
    EXPECT_EQ(row.version, c.version);
    EXPECT_EQ(row.state, c.state);
    EXPECT_EQ(row.type, c.type);
    EXPECT_EQ(row.channel, c.channel);
    EXPECT_EQ(row.category, c.category);
    EXPECT_EQ(row.place, c.place);
    EXPECT_EQ(row.lead, UnitCode{"D017"});
    EXPECT_TRUE(row.urgent);
    EXPECT_TRUE(row.secret);
    EXPECT_TRUE(row.overdue);
    EXPECT_EQ(row.redo_count, 3);
    EXPECT_EQ(row.opened_at, c.opened_at);
    EXPECT_EQ(row.closed_at, c.closed_at);
    EXPECT_EQ(row.source_system, c.source_system);
    EXPECT_EQ(row.source_id, c.source_id);
}

TEST_F(StoreContract, TheNextDueTimeIsTheEarliestOfTheRunningClocks) {
    Case c = DispatchedCase(Number(1), UnitCode{"U1"}, Minute(100));
    MustOpen(store(), c);
    const auto next = [&] { return store().ListCases({}, {}, Soon())->items.at(0).next_due_at; };
    EXPECT_EQ(next(), Minute(70)) << "acknowledge";
    c.assignments[0].acknowledge.outcome = ClockOutcome::kMet;
    MustCommit(store(), One(Step(c, c)));
    ++c.version;
    EXPECT_EQ(next(), Minute(80)) << "contact";
    c.assignments[0].contact->outcome = ClockOutcome::kMissed;
    MustCommit(store(), One(Step(c, c)));
    ++c.version;
    EXPECT_EQ(next(), Minute(100)) << "handling; a missed clock runs no longer";
    const auto rows = store().ListAssignments({}, {}, Soon());
    ASSERT_EQ(rows->items.size(), 1U);
    EXPECT_EQ(rows->items[0].due_at, Minute(100));
    EXPECT_TRUE(rows->items[0].overdue);
    c.assignments[0].handling.outcome = ClockOutcome::kMet;
    MustCommit(store(), One(Step(c, c)));
    EXPECT_EQ(next(), std::nullopt);
}

TEST_F(StoreContract, AssignmentsAreListedByEveryCondition) {
    OpenTwelve(store());
    const auto found = [&](const AssignmentFilter& filter) {
        return FoundAssignments(store(), filter);
    };
    // Due first: 8 is due before 5; those without a running clock come last, by number.
    EXPECT_EQ(found({}), (Numbers{81, 71, 61, 51, 91, 101, 111, 121}));
    EXPECT_EQ(found({.units = {UnitCode{"U1"}}}), (Numbers{81, 71, 61, 51}));
    EXPECT_EQ(found({.units = {UnitCode{"U2"}, UnitCode{"U1"}}, .urgent = true}),
              (Numbers{81, 61, 101, 121}));
    EXPECT_EQ(found({.states = {AssignmentState::kFinished}}), (Numbers{91, 101, 111, 121}));
    EXPECT_EQ(found({.clock = ClockKind::kHandling}), (Numbers{81, 71, 51}))
        << "that of 6 was missed";
    EXPECT_EQ(found({.overdue = true}), Numbers{61});
    EXPECT_EQ(found({.states = {AssignmentState::kSent}, .overdue = false}), (Numbers{81, 71, 51}));
    EXPECT_EQ(found({.category = "0201"}), (Numbers{81, 51, 111}));
    EXPECT_EQ(found({.places = {PlaceCode{"P0"}, PlaceCode{"P2"}}}), (Numbers{81, 61, 101, 121}));
    EXPECT_EQ(found({.due_before = Minute(64)}), (Numbers{81, 71}))
        << "acknowledge is due 30 minutes before";
    EXPECT_EQ(found({.clock = ClockKind::kHandling, .due_before = Minute(94)}), (Numbers{81, 71}));
    EXPECT_EQ(found({.units = {UnitCode{"U9"}}}), Numbers{});
}

TEST_F(StoreContract, ARowOfAWorkListTellsItsClocks) {
    const Case c = FullCase(Number(7));
    MustOpen(store(), c);
    const auto page = store().ListAssignments({.units = {UnitCode{"D017"}}}, {}, Soon());
    ASSERT_EQ(page->items.size(), 1U);
    const AssignmentRow& row = page->items[0];
    EXPECT_EQ(row.case_id, c.id);
    EXPECT_EQ(row.no, AssignmentNo{1});
    EXPECT_EQ(row.unit, UnitCode{"D017"});
    EXPECT_TRUE(row.is_lead);
    EXPECT_EQ(row.state, AssignmentState::kSent);
    EXPECT_EQ(row.case_state, c.state);
    EXPECT_EQ(row.category, c.category);
    EXPECT_EQ(row.place, c.place);
    EXPECT_TRUE(row.urgent);
    EXPECT_FALSE(row.overdue);
    EXPECT_EQ(row.sent_at, Minute(10));
    EXPECT_EQ(row.due_at, Minute(570));
    EXPECT_EQ(row.acknowledge_due_at, Minute(570));
    EXPECT_EQ(row.contact_due_at, Minute(580));
    EXPECT_EQ(row.handling_due_at, Minute(600));
}

TEST_F(StoreContract, AListFollowsTheCase) {
    Case c = DispatchedCase(Number(1), UnitCode{"U1"}, Minute(100));
    MustOpen(store(), c);
    c.state = CaseState::kHandling;
    c.place = PlaceCode{"P9"};
    c.assignments[0].state = AssignmentState::kWithdrawn;
    Assignment second = c.assignments[0];
    second.no = AssignmentNo{2};
    second.unit = UnitCode{"U2"};
    second.state = AssignmentState::kHandling;
    c.assignments.push_back(second);
    MustCommit(store(), One(Step(c, c)));
    EXPECT_EQ(Found(store(), {.states = {CaseState::kDispatched}}), Numbers{});
    EXPECT_EQ(Found(store(), {.places = {PlaceCode{"P9"}}}), Numbers{1});
    EXPECT_EQ(Found(store(), {.units = {UnitCode{"U1"}}}), Numbers{1})
        << "a past assignment still counts";
    EXPECT_EQ(Found(store(), {.units = {UnitCode{"U2"}, UnitCode{"U1"}}}), Numbers{1})
        << "once, not twice";
    EXPECT_EQ(FoundAssignments(store(), {.states = {AssignmentState::kSent}}), Numbers{});
    EXPECT_EQ(FoundAssignments(store(), {.units = {UnitCode{"U2"}}, .places = {PlaceCode{"P9"}}}),
              Numbers{12});
}

TEST_F(StoreContract, AWalkIsCompleteWhileNewRowsArrive) {
    constexpr int kOld = 60;
    for (int n = 1; n <= kOld; ++n)
        MustOpen(store(), DispatchedCase(Number(n), UnitCode{"U1"}, Minute(100 + n % 7)));
    std::atomic<bool> stop = false;
    std::jthread writer([&] {
        for (int n = kOld + 1; !stop && n < 5'000; ++n) {
            MustOpen(store(), DispatchedCase(Number(n), UnitCode{"U1"}, Minute(100 + n % 7)));
        }
    });
    for (int round = 0; round < 5; ++round) {
        const Numbers cases = Found(store(), {.states = {CaseState::kDispatched}}, 7);
        EXPECT_TRUE(std::is_sorted(cases.rbegin(), cases.rend()));
        const std::set<std::int64_t> distinct(cases.begin(), cases.end());
        EXPECT_EQ(distinct.size(), cases.size());
        for (int n = 1; n <= kOld; ++n) EXPECT_TRUE(distinct.contains(n)) << n;

        const Numbers assignments = FoundAssignments(store(), {.units = {UnitCode{"U1"}}}, 40);
        const std::set<std::int64_t> seen(assignments.begin(), assignments.end());
        EXPECT_EQ(seen.size(), assignments.size());
        for (int n = 1; n <= kOld; ++n) EXPECT_TRUE(seen.contains(n * 10 + 1)) << n;
    }
    stop = true;
}

TEST_F(StoreContract, APageThatNobodyGaveOutIsRefused) {
    OpenTwelve(store());
    for (const char* bad :
         {"", "x", "-", "1'; --", "99999999999999999999999", "12:", "::", "\xff\xfe"}) {
        const Page page{.after = bad, .limit = 5};
        EXPECT_EQ(CodeOf(store().ListCases({}, page, Soon())), "bad_page") << bad;
        EXPECT_EQ(CodeOf(store().ListAssignments({}, page, Soon())), "bad_page") << bad;
        EXPECT_EQ(CodeOf(store().Search({{{"路灯"}}, {}, {}}, page, Soon())), "bad_page") << bad;
    }
}

}  // namespace
}  // namespace liandong
