#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "domain/case/decide.hpp"
#include "domain/case/lifecycle.hpp"
#include "domain/testing/small_city.hpp"

// No dead ends: whatever happens to a case, somebody can always move it on, it ends in the archive,
// nothing follows the archive, and its events alone give the stored state.

namespace liandong {
namespace {

using testing::SmallCity;
using testing::Text;

class Life {
public:
    explicit Life(unsigned seed) : random_(seed), now_(testing::At("2026-03-02T09:00")) {}

    void Open() {
        OpenCase open;
        open.category = CategoryCode{Pick({"010101", "010102", "010103", "020101"})};
        open.hand_in = Number(10) == 0;
        open.place = PlaceCode{Pick({"", "11", "1101"})};
        open.type = kNames<RequestType>.at(Number(kNames<RequestType>.size())).value;
        open.narrative.plain.title = "路灯不亮";
        const auto decided = DecideOpen(open, FactsNow());
        ASSERT_TRUE(decided);
        Record(*decided);
    }

    // One random step: time passes, deadlines fire, or somebody does something allowed or not.
    void Step() {
        // Mostly an hour or two, so that what has a limit can be done within it; sometimes days.
        const std::size_t most = Number(3) == 0 ? std::size_t{3} * 24 * 60 : 120;
        now_ += std::chrono::minutes(Number(most));
        FireDue();
        if (testing_archived_) return;
        // Mostly something that the state allows: a life of refusals alone tells little.
        Command command = RandomCommand();
        while (!IsAllowed(case_.state, ActionOf(command)) && Number(6) != 0)
            command = RandomCommand();
        const auto action = ActionOf(command);
        const CaseState from = case_.state;
        const auto decided = Decide(case_, command, FactsNow());
        CheckAgainstActions(command, decided);
        if (!decided) {
            ++refused_;
            return;
        }
        Record(*decided);
        EXPECT_TRUE(IsAllowed(from, action, case_.state))
            << Code(from) << " --" << Code(action) << "--> " << Code(case_.state);
    }

    // Which of the rarer moves this life has made.
    void CountMoves(std::map<std::string, int>& made) const {
        const auto count = [&](const char* what, bool was) { made[what] += was ? 1 : 0; };
        count("passed down", std::ranges::any_of(case_.assignments, [](const Assignment& a) {
                  return a.parent.has_value();
              }));
        count("disputed", case_.dispute.has_value());
        count("ruled", case_.dispute && case_.dispute->unit);
        count("moot", case_.dispute && !case_.dispute->unit);
        count("taken by an emergency line", case_.hand_over && case_.hand_over->accepted == true);
        count("not taken", case_.hand_over && case_.hand_over->accepted == false);
        count("handed in", case_.hand_in && case_.hand_in->accepted == true);
        count("car moved", case_.car_move && case_.car_move->moved == true);
        count("car not moved", case_.car_move && case_.car_move->moved == false);
        count("asked by whoever", case_.callbacks.has_value());
    }

    // The shortest way on that the city's people have from here.
    void DriveToTheEnd() {
        for (int step = 0; step < 60 && case_.state != CaseState::kArchived; ++step) {
            now_ += std::chrono::hours(2);
            FireDue();
            if (const auto command = WayOn()) {
                const auto decided = Decide(case_, *command, FactsNow());
                ASSERT_TRUE(decided) << Code(case_.state) << ": " << Code(decided.error().code);
                Record(*decided);
            } else {
                now_ += std::chrono::hours(24 * 30);
                FireDue();
            }
        }
        EXPECT_EQ(Code(case_.state), "archived");
    }

    void NothingFollowsTheArchive() {
        for (int i = 0; i < 50; ++i) {
            const Command command = RandomCommand();
            const auto action = ActionOf(command);
            if (action == CaseAction::kUnmask || action == CaseAction::kErase) continue;
            // A month is assessed, and an appeal heard, when its cases rest.
            if (action == CaseAction::kRequestAppeal || action == CaseAction::kRuleAppeal) continue;
            EXPECT_FALSE(Decide(case_, command, FactsNow())) << Code(action);
        }
        EXPECT_TRUE(DeadlinesOf(case_, city_).empty());
    }

    void EventsGiveTheState() const { EXPECT_EQ(Replay(events_), case_); }
    [[nodiscard]] CaseState State() const { return case_.state; }

private:
    Facts FactsNow() { return {now_, city_, who_, other_}; }
    std::size_t Number(std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_);
    }
    bool Coin() { return Number(2) == 0; }
    std::string Pick(std::initializer_list<const char*> of) {
        return *(of.begin() + Number(of.size()));
    }
    AssignmentNo AnyAssignment() {
        return AssignmentNo{static_cast<std::int32_t>(Number(case_.assignments.size() + 1))};
    }

    void Record(const std::vector<EventBody>& bodies) {
        for (const EventBody& body : bodies) {
            events_.push_back({CaseId{202603020000001}, case_.version + 1, now_, who_.actor,
                               city_.version, body});
            case_ = Apply(std::move(case_), events_.back());
        }
        testing_archived_ = case_.state == CaseState::kArchived;
    }

    void FireDue() {
        for (int i = 0; i < 40; ++i) {
            bool fired = false;
            for (const DueRow& row : DeadlinesOf(case_, city_)) {
                if (row.due_at > now_) continue;
                const auto decided =
                    Decide(case_, FireDeadline{row.clock, row.assignment, row.percent}, FactsNow());
                ASSERT_TRUE(decided) << Code(row.clock) << " " << Code(decided.error().code);
                Record(*decided);
                fired = true;
                break;
            }
            if (!fired) return;
        }
        FAIL() << "deadlines never come to rest in " << Code(case_.state);
    }

    // What a client is told about an action is what happens when it is tried.
    void CheckAgainstActions(const Command& command,
                             const Result<std::vector<EventBody>, Refusal>& decided) {
        for (const ActionView& view : ActionsOf(case_, FactsNow())) {
            const AssignmentNo no = std::visit(
                [](const auto& c) {
                    if constexpr (requires { c.assignment; })
                        return c.assignment;
                    else
                        return AssignmentNo{};
                },
                command);
            if (view.action != ActionOf(command) || view.assignment != no) continue;
            if (!view.allowed) {
                ASSERT_FALSE(decided);
                EXPECT_EQ(Code(decided.error().code), Code(*view.reason));
            }
        }
    }

    /// What a case about a car in the way wants.
    std::optional<Command> CarCommand(const SealedText& text) {
        if (case_.car_move && !case_.car_move->moved) return EndMove{Coin(), text};
        const bool is_car = case_.category == CategoryCode{"010103"} && !case_.car_move;
        return is_car ? std::optional<Command>(RequestMove{Text("琼A00000")}) : std::nullopt;
    }

    Command RandomCommand() {
        const SealedText text = Text("依据和说明");
        if (auto command = CarCommand(text); command && Coin()) return *std::move(command);
        switch (Number(52)) {
            case 0: return Amend{{}, CategoryCode{"010101"}, {}, {}, {}, {}, {}, {}};
            case 1: return AskSupplement{text};
            case 2: return Supplement{text};
            case 3: return AnswerAtDesk{text, "k1"};
            case 4: return Decline{Pick({"court", "outside"}), text};
            case 5: return RuleDecline{Coin(), text};
            case 6: return HandOver{"110", text};
            case 7:
            case 8: return Coin() ? Dispatch{} : Dispatch{UnitCode{"D"}, {UnitCode{"A"}}, {}};
            case 9:
                return Dispatch{UnitCode{"B"},
                                {UnitCode{"A"}, UnitCode{"D"}},
                                Limit{2, LimitUnit::kWorkingDays}};
            case 10: return Withdraw{text};
            case 11:
            case 12:
            case 13: return Acknowledge{AnyAssignment()};
            case 14: return Contact{AnyAssignment(), ContactMethod::kPhone, Coin(), {}, text};
            case 15: return Return{AnyAssignment(), text, UnitCode{"D"}};
            case 16: return RuleReturn{AnyAssignment(), Coin(), text};
            case 17: return RequestExtension{AnyAssignment(), {1, LimitUnit::kWorkingDays}, text};
            case 18: return RuleExtension{AnyAssignment(), Coin(), text};
            case 19: return PauseHandling{AnyAssignment(), text};
            case 20: return ResumeHandling{AnyAssignment()};
            case 21:
            case 22: return RandomFinish(text);
            case 23: return Review{Coin(), text};
            case 24:
                return Callback{Coin(), true,   Verdict::kNo, Satisfaction::kUnsatisfied,
                                {},     Coin(), text};
            case 25: return Redo{text};
            case 26: other_ = CaseState::kHandling; return Merge{CaseId{202603020000002}, text};
            case 27: return Unmerge{text};
            case 28: return Number(8) == 0 ? Command{VoidCase{text}} : Command{AddNote{text}};
            case 50: return RequestAppeal{AnyAssignment(), AppealKind::kAssessment, text};
            case 51: return RuleAppeal{AnyAssignment(), Coin(), text};
            case 29:
                return Number(8) == 0 ? Command{ErasePerson{"依申请"}}
                                      : Command{ViewPersonalData{"phone", text}};
            case 42:
            case 43:
            case 44:
            case 45: return PassDown{AssignmentNo{}, UnitCode{"S"}, {}, text};
            case 46:
            case 47: return Acknowledge{};
            case 30: return PassDown{AnyAssignment(), UnitCode{Pick({"S", "D"})}, {}, text};
            case 31: return AddUnit{UnitCode{Pick({"A", "B", "D", "S"})}, {}, text};
            case 32: return ReleaseUnit{AnyAssignment(), text};
            case 33:
            case 48:
                return RuleDispute{
                    UnitCode{Pick({"A", "B", "D"})}, "《小城市政条例》", text, {}, {}};
            case 35: return RuleHandOver{Coin(), "J-1", text};
            case 36: return RuleHandIn{Number(4) != 0, text};
            case 37: return RequestMove{Text("琼A00000")};
            case 38: return ContactOwner{ContactMethod::kPhone, Coin(), text};
            case 39: return EndMove{Coin(), text};
            case 40: return SendCallbackLink{};
            case 41: return RandomUnreached(text);
            case 34:
            case 49: return Return{AnyAssignment(), text, UnitCode{"B"}};
            default:
                return Number(8) == 0 ? Command{Archive{}} : Command{Remind{AnyAssignment(), text}};
        }
    }

    Command RandomUnreached(const SealedText& text) {
        Callback callback;
        callback.opinion = text;
        callback.by = Coin() ? CallbackBy::kStaff : CallbackBy::kLeader;
        callback.outcome = kNames<CallOutcome>.at(Number(kNames<CallOutcome>.size())).value;
        return callback;
    }

    Command RandomFinish(const SealedText& text) {
        Finish finish;
        finish.assignment = AnyAssignment();
        finish.done = finish.reply = text;
        if (Coin()) finish.overrule = text;
        finish.caller_contacted = true;
        finish.contacted_at = now_;
        return finish;
    }

    std::optional<Command> WayOn() {
        const SealedText text = Text("继续");
        const Assignment* lead = FindLead(case_);
        switch (case_.state) {
            case CaseState::kRegistered:
                if (case_.hand_in && !case_.hand_in->accepted) return RuleHandIn{true, text};
                return Dispatch{};
            case CaseState::kAwaitingSupplement: return Supplement{text};
            case CaseState::kDeclineReview: return RuleDecline{true, text};
            case CaseState::kDispatched: return Acknowledge{};
            case CaseState::kReturnReview: return RuleReturn{lead->no, false, text};
            case CaseState::kHandling: {
                if (IsPaused(lead->handling)) return ResumeHandling{};
                Finish finish;
                finish.done = finish.reply = finish.overrule = text;
                return finish;
            }
            case CaseState::kAnswerReview: return Review{true, text};
            case CaseState::kCallback:
                return Callback{true, true,  Verdict::kYes, Satisfaction::kSatisfied,
                                {},   false, text};
            case CaseState::kMerged: other_ = CaseState::kArchived; return std::nullopt;
            default: return std::nullopt;
        }
    }

    City city_ = SmallCity();
    Principal who_ = testing::Everybody();
    std::mt19937 random_;
    Instant now_;
    Case case_;
    std::vector<Event> events_;
    std::optional<CaseState> other_;
    bool testing_archived_ = false;
    int refused_ = 0;
};

TEST(RandomLives, AllEndInTheArchiveAndReplayToTheSameState) {
    std::set<CaseState> seen;
    std::map<std::string, int> made;
    for (unsigned seed = 1; seed <= 1'500; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Life life(seed);
        life.Open();
        for (unsigned step = 0; step < seed % 60; ++step) {
            life.Step();
            seen.insert(life.State());
        }
        life.DriveToTheEnd();
        life.NothingFollowsTheArchive();
        life.EventsGiveTheState();
        life.CountMoves(made);
        if (HasFailure()) return;
    }
    for (const auto& [what, lives] : made) EXPECT_GT(lives, 0) << "no life was " << what;
    EXPECT_EQ(seen.size(), kNames<CaseState>.size())
        << "some state was never reached: the test proves less than it says";
}

}  // namespace
}  // namespace liandong
