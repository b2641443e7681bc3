#include <sstream>

#include <gtest/gtest.h>

#include "domain/case/lifecycle.hpp"
#include "support/world.hpp"

// Every pair of state and action, from a case that came into the state as cases do.

namespace liandong {
namespace {

using testing::SampleCommand;

class Pairs : public ::testing::Test {
protected:
    Facts Now() { return {now_, city_, who_, CaseState::kRegistered}; }

    Case Opened() {
        OpenCase open;
        open.category = CategoryCode{"010101"};
        open.place = PlaceCode{"1101"};
        open.narrative.plain.title = "路灯不亮";
        return Record(Case{}, DecideOpen(open, Now()));
    }
    Case Record(Case c, const Result<std::vector<EventBody>, Refusal>& decided) {
        EXPECT_TRUE(decided) << Code(decided.error().code);
        if (!decided) return c;
        for (const EventBody& body : *decided) {
            c = Apply(std::move(c), {CaseId{202603020000001}, c.version + 1, now_, who_.actor,
                                     city_.version, body});
        }
        return c;
    }
    Case After(Case c, std::initializer_list<Command> commands) {
        for (const Command& command : commands) {
            const auto decided = Decide(c, command, Now());
            c = Record(std::move(c), decided);
        }
        return c;
    }
    static Command Do(CaseAction action) { return SampleCommand(action, AssignmentNo{}); }

    Case In(CaseState state) {
        using enum CaseAction;
        const SealedText text = testing::Text("说明");
        switch (state) {
            case CaseState::kRegistered: return Opened();
            case CaseState::kAwaitingSupplement:
                return After(Opened(), {Do(kDispatch), Do(kAskSupplement)});
            case CaseState::kDeclineReview: return After(Opened(), {Decline{"court", text}});
            case CaseState::kDeclined: return After(Opened(), {Do(kDecline)});
            case CaseState::kAnsweredAtDesk: return After(Opened(), {Do(kAnswerAtDesk)});
            case CaseState::kHandedOver: return After(Opened(), {Do(kHandOver), Do(kRuleHandOver)});
            case CaseState::kDispatched: return After(Opened(), {Do(kDispatch)});
            case CaseState::kHandling: return After(Opened(), {Do(kDispatch), Do(kAcknowledge)});
            case CaseState::kReturnReview: return After(Opened(), {Do(kDispatch), Do(kReturn)});
            case CaseState::kAnswerReview:
                return After(Opened(), {Do(kDispatch), Do(kAcknowledge), Do(kFinish)});
            case CaseState::kCallback:
                return After(Opened(), {Do(kDispatch), Do(kAcknowledge), Do(kFinish), Do(kReview)});
            case CaseState::kFinished:
                return After(Opened(), {Do(kDispatch), Do(kAcknowledge), Do(kFinish), Do(kReview),
                                        Do(kCallBack)});
            case CaseState::kMerged: return After(Opened(), {Do(kDispatch), Do(kMerge)});
            case CaseState::kVoided: return After(Opened(), {Do(kVoid)});
            case CaseState::kArchived: return After(Opened(), {Do(kVoid), Do(kArchive)});
        }
        return {};
    }

    City city_ = testing::SmallCity();
    Principal who_ = testing::Everybody();
    Instant now_ = testing::At("2026-03-02T09:00");
};

// One line a state, one word an action that is not refused with wrong_state: `action:next_state`,
// or `action!refusal`. What is not named is refused with wrong_state.
constexpr std::string_view kTable =
#include "rules/every_pair_table.inc"
    ;

std::map<std::string, std::map<std::string, std::string>> ReadTable() {
    std::map<std::string, std::map<std::string, std::string>> table;
    std::istringstream lines{std::string(kTable)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string state;
        if (!(words >> state)) continue;
        auto& row = table[state];
        for (std::string word; words >> word;) {
            const std::size_t sign = word.find_first_of(":!");
            row[word.substr(0, sign)] = word.substr(sign);
        }
    }
    return table;
}

TEST_F(Pairs, EachIsAllowedOrRefusedAsTheTableSays) {
    auto table = ReadTable();
    ASSERT_EQ(table.size(), kNames<CaseState>.size());
    for (const auto& state : kNames<CaseState>) {
        const Case c = In(state.value);
        ASSERT_EQ(c.state, state.value) << state.code;
        auto& row = table[std::string(state.code)];
        std::string printed{state.code};
        for (const auto& action : kNames<CaseAction>) {
            const auto decided = Decide(c, SampleCommand(action.value, AssignmentNo{}), Now());
            const auto cell = row.find(std::string(action.code));
            const std::string wanted = cell == row.end() ? "!wrong_state" : cell->second;
            std::string got = decided ? ":" : "!" + std::string(Code(decided.error().code));
            if (decided) {
                const Case after = Record(c, decided);
                got += Code(after.state);
                EXPECT_TRUE(IsAllowed(c.state, action.value, after.state))
                    << state.code << " " << action.code;
            }
            EXPECT_EQ(got, wanted) << state.code << " " << action.code;
            EXPECT_EQ(got == "!wrong_state", !IsAllowed(c.state, action.value))
                << state.code << " " << action.code;
            if (got != "!wrong_state") printed += " " + std::string(action.code) + got;
            row.erase(std::string(action.code));
        }
        EXPECT_TRUE(row.empty()) << "the table knows an action that does not exist: "
                                 << row.begin()->first;
        if (HasFailure()) std::cout << printed << "\n";
    }
}

// The same pairs by somebody who may do nothing: the state is looked at first, then the right.
TEST_F(Pairs, WhoHasNoRightIsToldSoOnlyWhereTheStateAllowsIt) {
    const Principal nobody{{ActorKind::kUser, "nobody", UnitCode{"B"}}, {}, {}};
    for (const auto& state : kNames<CaseState>) {
        const Case c = In(state.value);
        for (const auto& action : kNames<CaseAction>) {
            const auto decided = Decide(c, SampleCommand(action.value, AssignmentNo{}),
                                        {now_, city_, nobody, CaseState::kRegistered});
            ASSERT_FALSE(decided) << state.code << " " << action.code;
            const bool possible = IsAllowed(c.state, action.value);
            EXPECT_EQ(Code(decided.error().code), possible ? "not_permitted" : "wrong_state")
                << state.code << " " << action.code;
        }
    }
}

// And by an officer of a unit that has no part in the case.
TEST_F(Pairs, WhoHasTheRightForAnotherUnitIsToldNotYours) {
    const Principal officer{{ActorKind::kUser, "elsewhere", UnitCode{"A"}}, {}, {"*"}};
    for (const auto& state : kNames<CaseState>) {
        const Case c = In(state.value);
        for (const auto& action : kNames<CaseAction>) {
            if (!IsAllowed(c.state, action.value)) continue;
            const auto decided = Decide(c, SampleCommand(action.value, AssignmentNo{}),
                                        {now_, city_, officer, CaseState::kRegistered});
            ASSERT_FALSE(decided) << state.code << " " << action.code;
            // An appeal is about a part that must be there, whatever the state of the case.
            const bool is_appeal = action.value == CaseAction::kRequestAppeal ||
                                   action.value == CaseAction::kRuleAppeal;
            const bool has_part = FindAssignment(c, AssignmentNo{}) != nullptr;
            EXPECT_EQ(Code(decided.error().code),
                      is_appeal && !has_part ? "no_such_assignment" : "not_yours")
                << state.code << " " << action.code;
        }
    }
}

}  // namespace
}  // namespace liandong
