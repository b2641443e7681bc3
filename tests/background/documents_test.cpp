#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "app/act_on_case.hpp"
#include "app/act_on_document.hpp"
#include "app/fire_deadlines.hpp"
#include "app/read_document.hpp"
#include "app/verify_journal.hpp"
#include "background/world.hpp"
#include "domain/document/supervision_order.hpp"

namespace liandong::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A document from its first word to its end, with the trace that it leaves in its case.
class Documents : public BackgroundStory {
protected:
    SupervisionOrder Issue(CaseId about) {
        const IssueOrder issue{.cases = {about},
                               .unit = UnitCode{"A"},
                               .trigger = "third_unsatisfied",
                               .level = 2,
                               .signatory = "supervisor",
                               .limit = {2, LimitUnit::kWorkingDays},
                               .demand = Text("三次不满意，请现场核实后答复")};
        const auto order = OpenDocument<SupervisionOrder>(world().services, Everybody(), issue,
                                                          {about}, issue.level, Soon());
        EXPECT_TRUE(order) << order.error().for_log;
        return *order;
    }
    SupervisionOrder Act(DocumentId id, const OrderCommand& command,
                         const Principal& who = Everybody()) {
        const auto after =
            ActOnDocument<SupervisionOrder>(world().services, who, {id, command, {}, {}}, Soon());
        EXPECT_TRUE(after) << after.error().for_log;
        return after ? *after : SupervisionOrder{};
    }
    std::vector<std::string> Faults() {
        const auto verifier = *crypto::MakeTreeVerifier(world().signer->PublicKeyPem());
        VerifyOptions options;
        options.hash = &crypto::Sha256;
        options.city = "460100";
        options.verifier = verifier.get();
        options.vault = world().vault.get();
        return VerifyJournal(*world().store, options).faults;
    }
    static Principal Head() {
        Principal head = OfficerOf("A");
        head.unit_permissions.insert("sign");
        return head;
    }
};

TEST_F(Documents, ASupervisionOrderRunsToItsEndAndLeavesItsTraceInTheCase) {
    const CaseId about = world().Open();
    const SupervisionOrder order = Issue(about);
    EXPECT_THAT(order.number, HasSubstr("〔2026〕1号"));
    EXPECT_EQ(order.due_at, At("2026-03-04T09:00"));
    EXPECT_EQ(world().Load(about).documents, std::vector<CaseId>{order.id});
    EXPECT_EQ(world().Load(about).ladder_level, 2);
    EXPECT_THAT(world().Kinds(about), Contains("document_linked"));

    Act(order.id, ReceiveOrder{}, OfficerOf("A"));
    world().clock.Set(At("2026-03-03T10:00"));
    Act(order.id, VisitOrder{{}, {"inspector"}, true, Text("现场已恢复照明")});
    Act(order.id, AnswerOrder{"", Text("已更换灯具")}, Head());
    const SupervisionOrder closed = Act(order.id, CloseOrder{Text("属实，销号")});
    EXPECT_EQ(closed.state, OrderState::kClosed);
    EXPECT_EQ(closed.answered_by, "officer-A");

    const auto page = ReadDocument(world().services, OfficerOf("A"), order.id, Soon());
    ASSERT_TRUE(page) << page.error().for_log;
    std::vector<std::string> steps;
    for (const DocumentStep& step : page->timeline) steps.push_back(step.kind);
    EXPECT_THAT(steps, ElementsAre("order_issued", "order_received", "order_visited",
                                   "order_answered", "order_closed"));
    EXPECT_EQ(page->timeline.front().texts.at(0).text, "三次不满意，请现场核实后答复");
    EXPECT_EQ(page->timeline.at(2).texts.at(0).text, "现场已恢复照明");
    world().Seal();
    EXPECT_THAT(Faults(), ElementsAre());
}

TEST_F(Documents, AnUnansweredOrderIsMissedOnce) {
    const SupervisionOrder order = Issue(world().Open());
    DeadlineTimer timer(world().services);
    world().clock.Set(At("2026-03-04T08:59"));
    ASSERT_TRUE(timer.RunOnce(world().clock.Now()));
    EXPECT_FALSE(ReadDocument(world().services, Everybody(), order.id, Soon())->head.overdue);
    world().clock.Set(At("2026-03-04T09:00"));
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(timer.RunOnce(world().clock.Now()));
    const auto page = ReadDocument(world().services, Everybody(), order.id, Soon());
    ASSERT_EQ(page->timeline.size(), 2U);
    EXPECT_EQ(page->timeline.back().kind, "order_missed");
    EXPECT_EQ(page->timeline.back().actor.kind, ActorKind::kSystem);
}

TEST_F(Documents, APersonIsErasedWithTheDocumentsAboutThemOnceTheseAreEnded) {
    const CaseId about = world().Live(4);  // finished, the citizen asked
    const DocumentId id = Issue(about).id;
    const auto erase = [&] {
        return ActOnCase(world().services, Everybody(), {about, ErasePerson{"依申请"}, {}, {}, {}},
                         Soon());
    };
    const auto refused = erase();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "documents_open");
    EXPECT_THAT(refused.error().for_caller, HasSubstr("督办"));
    EXPECT_FALSE(world().Load(about).erased);

    Act(id, WithdrawOrder{Text("当事人撤回投诉")});
    const auto erased = erase();
    ASSERT_TRUE(erased) << erased.error().for_log;
    world().Seal();
    const auto view = ReadDocument(world().services, Everybody(), id, Soon());
    ASSERT_TRUE(view) << view.error().for_log;
    for (const auto& step : view->timeline) EXPECT_TRUE(step.texts.empty());
    EXPECT_THAT(Faults(), ElementsAre());
}

TEST_F(Documents, OnlyTheUnitItConcernsAndThoseAboveItSeeIt) {
    const SupervisionOrder order = Issue(world().Open());
    EXPECT_TRUE(ReadDocument(world().services, OfficerOf("A"), order.id, Soon()));
    const auto other = ReadDocument(world().services, OfficerOf("S"), order.id, Soon());
    EXPECT_EQ(CodeOf(other), "no_such_document");
    const auto lists = [&](const Principal& who) {
        return ListDocuments(world().services, who, {}, {}, Soon())->items.size();
    };
    EXPECT_EQ(lists(OfficerOf("A")), 1U);
    EXPECT_EQ(lists(OfficerOf("S")), 0U);
    EXPECT_EQ(lists(Everybody()), 1U);
}

TEST_F(Documents, WhoMayNotIsRefusedAndNothingIsWritten) {
    const CaseId about = world().Open();
    const SupervisionOrder order = Issue(about);
    const auto act = [&](const Principal& who, const OrderCommand& command) {
        return CodeOf(ActOnDocument<SupervisionOrder>(world().services, who,
                                                      {order.id, command, {}, {}}, Soon()));
    };
    EXPECT_EQ(act(OfficerOf("A"), AnswerOrder{"", Text("x")}), "not_permitted");
    EXPECT_EQ(act(OfficerOf("A"), CloseOrder{Text("x")}), "wrong_state");
    EXPECT_EQ(act(Everybody(), VisitOrder{{}, {}, true, Text("")}), "text_required");
    EXPECT_EQ(act(Everybody(), VisitOrder{At("2026-03-09T09:00"), {}, true, Text("x")}),
              "time_in_future");
    EXPECT_EQ(world().store->History(order.id, Soon())->size(), 1U);
    const auto none = OpenDocument<SupervisionOrder>(
        world().services, OfficerOf("A"),
        IssueOrder{
            {about}, UnitCode{"A"}, "manual", 0, "", {1, LimitUnit::kWorkingDays}, Text("x")},
        {about}, 0, Soon());
    EXPECT_EQ(CodeOf(none), "not_permitted");
    EXPECT_EQ(world().Load(about).documents.size(), 1U);
}

TEST_F(Documents, TwoPeopleAtOnceGiveOneAnswer) {
    const SupervisionOrder order = Issue(world().Open());
    std::atomic<int> done = 0;
    {
        std::vector<std::jthread> heads(8);
        for (std::jthread& head : heads) {
            head = std::jthread([&] {
                const auto answered = ActOnDocument<SupervisionOrder>(
                    world().services, Head(), {order.id, AnswerOrder{"", Text("已办")}, {}, {}},
                    Soon());
                if (answered) ++done;
            });
        }
    }
    EXPECT_EQ(done, 1);
    EXPECT_EQ(world().store->History(order.id, Soon())->size(), 2U);
}

TEST_F(Documents, AnAlteredStateIsNamed) {
    const SupervisionOrder order = Issue(world().Open());
    world().Seal();
    auto stored = *world().store->LoadDocument(order.id, Soon());
    // What no use case would write: a state that does not follow from the step.
    DocumentChange change;
    change.expected_version = 1;
    change.after = stored.head;
    change.after.version = 2;
    change.after.state = "closed";
    change.body = stored.body;
    change.events = {detail::EntryOf(order.id, 2, "order_received", "{}", Everybody().actor,
                                     world().clock.Now(), *world().city.Current())};
    ChangeSet set;
    set.documents.push_back(change);
    ASSERT_TRUE(world().store->Commit(set, Soon()));
    const std::string name = "supervision_order " + std::to_string(order.id.value);
    EXPECT_THAT(Faults(),
                ElementsAre(name + ": its stored state does not follow from its events",
                            name + ": its row in the list does not follow from its state"));
}

}  // namespace
}  // namespace liandong::testing
