// Work is drawn by lot and scored by somebody else; whoever did it may object.

#include <atomic>
#include <set>
#include <thread>

#include <gmock/gmock.h>

#include "adapters/crypto/sha256.hpp"
#include "app/quality_lots.hpp"
#include "background/knowledge_world.hpp"

namespace liandong::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class Quality : public KnowledgeStory {
protected:
    void SetUp() override {
        KnowledgeStory::SetUp();
        city_.Change([](City& city) {
            using enum QualitySubject;
            city.quality.record_percent = 20;
            city.quality.answer_percent = 20;
            city.quality.score = {3, LimitUnit::kWorkingDays};
            city.quality.appeal = {2, LimitUnit::kWorkingDays};
            city.quality.decide = {3, LimitUnit::kWorkingDays};
            city.quality.criteria = {{"matter", kRecord, "要素完整", 60},
                                     {"privacy", kRecord, "不外泄个人信息", 40, true},
                                     {"responsive", kAnswer, "逐项回应", 70},
                                     {"truthful", kAnswer, "内容属实", 30, true}};
        });
    }
    static Principal Checker(const std::string& id = "checker", const std::string& unit = "H") {
        return {Actor{ActorKind::kUser, id, UnitCode{unit}}, {"check_quality", "view"}, {}};
    }
    static Principal AgentOf(const std::string& id) {
        return {Actor{ActorKind::kUser, id, UnitCode{"H"}}, {"open", "dispatch", "view"}, {}};
    }
    CaseId TakeDown(const std::string& agent, bool secret = false) {
        OpenCaseRequest request;
        request.command.category = CategoryCode{"010101"};
        request.command.place = PlaceCode{"1101"};
        request.command.secret = secret;
        request.command.narrative.plain = {"路灯不亮", "三天不亮，请处理。", "", ""};
        const auto opened = OpenNewCase(*services_, AgentOf(agent), request, Soon());
        EXPECT_TRUE(opened) << opened.error().code;
        return opened ? opened->state.id : CaseId{};
    }
    /// Street S has answered, the citizen was asked; returns the case.
    CaseId Answered(Verdict solved = Verdict::kYes) {
        const CaseId id = world().Open();
        const AssignmentNo lead = FindLead(world().Load(id))->no;
        world().Act(id, Acknowledge{lead});
        world().Act(id, Contact{lead, ContactMethod::kPhone, true, {}, Text("已联系")});
        Finish finish;
        finish.assignment = lead;
        finish.caller_contacted = true;
        finish.contacted_at = world().clock.Now();
        finish.done = Text("已更换灯具");
        finish.reply = Text("路灯已修复");
        finish.overrule = Text("协办已口头答复");
        world().Act(id, finish);
        world().Act(id, Review{true, Text("")});
        Callback callback;
        callback.reached = true;
        callback.solved = solved;
        callback.satisfied = Satisfaction::kSatisfied;
        callback.opinion = Text("说了");
        world().Act(id, callback);
        return id;
    }
    QualityCheck ByHand(CaseId id, QualitySubject subject = QualitySubject::kRecord) {
        const auto made = CheckByHand(*services_, Checker(), {id, subject}, Soon());
        EXPECT_TRUE(made) << made.error().code;
        return made ? *made : QualityCheck{};
    }
    Result<QualityCheck> Do(DocumentId id, const QualityCommand& command, const Principal& who) {
        return ActOnQuality(*services_, who, {id, command, {}, {}}, Soon());
    }
    std::string CodeOf(DocumentId id, const QualityCommand& command, const Principal& who) {
        const auto done = Do(id, command, who);
        return done ? "" : done.error().code;
    }
    std::vector<QualityCheck> Checks() {
        DocumentFilter filter;
        filter.kinds = {DocumentKind::kQualityCheck};
        const auto found = world().store->ReadDocuments(filter, Page{{}, 500}, Soon());
        EXPECT_TRUE(found) << found.error().for_log;
        std::vector<QualityCheck> checks;
        for (const StoredDocument& stored : found->items)
            checks.push_back(*DocumentCodec<QualityCheck>::DecodeState(stored.body));
        return checks;
    }
    std::vector<QualityLine> Listed(QualityList list, const Principal& who) {
        const auto found = ListQuality(*services_, who, list, {}, Soon());
        EXPECT_TRUE(found) << found.error().code;
        return found ? found->items : std::vector<QualityLine>{};
    }
    static std::size_t Drawn(QualityLoop& loop) {
        const auto drawn = loop.RunOnce();
        EXPECT_TRUE(drawn) << drawn.error().for_log;
        return drawn ? *drawn : 0;
    }
    QualityLot WholeLog() {
        world().Seal();
        const auto head = world().store->LatestTreeHead(Soon());
        EXPECT_TRUE(head && *head);
        return {0, (*head)->tree_size, (*head)->root};
    }
    static NewMark Mark(const char* criterion, std::int32_t points, std::int32_t most,
                        const char* reason) {
        return {criterion, points, points < most ? Text(reason) : SealedText{}};
    }
    static ScoreQuality Score(std::int32_t matter, std::int32_t privacy = 40) {
        return {
            {Mark("matter", matter, 60, "未写明时间"), Mark("privacy", privacy, 40, "写了电话")},
            Text("总体较好")};
    }
    static ScoreQuality ScoreAnswer(std::int32_t responsive, std::int32_t truthful) {
        return {{Mark("responsive", responsive, 70, "第二项没有回应"),
                 Mark("truthful", truthful, 30, "现场并未修复")},
                {}};
    }
};

TEST_F(Quality, OnceADayEveryAgentAndUnitIsDrawnHoweverManyNodesLook) {
    TakeDown("agent-0");
    world().Seal();
    QualityLoop loop(*services_, &crypto::Sha256);
    QualityLoop other(*services_, &crypto::Sha256);
    EXPECT_EQ(Drawn(loop), 0U) << "it begins here: what was before is nobody's";
    for (int i = 0; i < 7; ++i) TakeDown("agent-1");
    TakeDown("agent-2");
    Answered();
    world().clock.Set(At("2026-03-03T05:59"));
    EXPECT_EQ(Drawn(loop), 0U) << "not yet six";
    world().clock.Set(At("2026-03-03T06:00"));
    EXPECT_EQ(Drawn(loop), 0U) << "no tree that was signed since then";
    world().Seal();
    EXPECT_EQ(Drawn(loop), 5U);
    EXPECT_EQ(Drawn(loop) + Drawn(other), 0U) << "once";
    std::multiset<std::string> whose;
    for (const QualityCheck& check : Checks()) {
        const bool is_record = check.work.subject == QualitySubject::kRecord;
        whose.insert(is_record ? check.work.person : check.work.unit.value);
        EXPECT_EQ(check.cause, QualityCause::kLot);
        ASSERT_TRUE(check.lot);
        EXPECT_EQ(check.lot->to, *world().store->SealedSize(Soon()));
    }
    EXPECT_THAT(whose, UnorderedElementsAre("agent-1", "agent-1", "agent-2", "everybody", "S"));
    world().clock.Set(At("2026-03-04T06:00"));
    TakeDown("agent-2");
    world().Seal();
    EXPECT_EQ(Drawn(other), 1U) << "the next day, on another node";
    ExpectProvable();
}

TEST_F(Quality, OneStretchOfTheLogGivesOneDrawOfTwoNodesAtOnce) {
    for (int i = 0; i < 12; ++i) TakeDown("agent-" + std::to_string(i % 3));
    const QualityLot lot = WholeLog();
    std::atomic<std::size_t> opened = 0;
    const auto draw = [&] {
        const auto made = DrawLot(*services_, lot, &crypto::Sha256, Soon());
        if (made) opened += *made;
    };
    {
        std::jthread one(draw);
        std::jthread two(draw);
    }
    draw();
    EXPECT_EQ(opened, 3U);
    EXPECT_THAT(Checks(), SizeIs(3));
    ExpectProvable();
}

TEST_F(Quality, SecretCasesAreLeftOutAndUnsolvedOnesTakenInWhereTheCitySaysSo) {
    city_.Change([](City& city) {
        city.quality.record_percent = 0;
        city.quality.answer_percent = 0;
        city.quality.unsolved = true;
    });
    const CaseId secret = TakeDown("agent-1", true);
    Answered();
    const CaseId unsolved = Answered(Verdict::kNo);
    ASSERT_TRUE(DrawLot(*services_, WholeLog(), &crypto::Sha256, Soon()));
    const auto checks = Checks();
    ASSERT_THAT(checks, SizeIs(1));
    EXPECT_EQ(checks.front().work.about, unsolved);
    EXPECT_EQ(checks.front().work.unit, UnitCode{"S"});
    EXPECT_EQ(checks.front().cause, QualityCause::kUnsolved);
    const auto picked =
        CheckByHand(*services_, Checker(), {secret, QualitySubject::kRecord}, Soon());
    EXPECT_EQ(picked.error().code, "nothing_to_check");
}

TEST_F(Quality, ARecordIsScoredByAnotherAndItsAgentReadsWhyAndAppealsOnce) {
    const CaseId id = TakeDown("agent-1");
    const DocumentId check = ByHand(id).id;
    EXPECT_EQ(CheckByHand(*services_, Checker("other"), {id, QualitySubject::kRecord}, Soon())
                  .error()
                  .code,
              "already_done");
    const Principal agent = DeskOf("agent-1");
    EXPECT_EQ(ReadQuality(*services_, agent, check, Soon()).error().code, "no_such_document")
        << "before it was scored";
    EXPECT_EQ(CodeOf(check, Score(50), agent), "no_such_document");
    EXPECT_EQ(CodeOf(check, Score(50), Checker("agent-1")), "own_work");
    EXPECT_EQ(CodeOf(check, Score(61), Checker()), "marks_invalid");
    EXPECT_EQ(CodeOf(check, ScoreQuality{{{"matter", 60, {}}}, {}}, Checker()), "marks_invalid");
    EXPECT_EQ(CodeOf(check, ScoreQuality{{{"matter", 50, {}}, {"privacy", 40, {}}}, {}}, Checker()),
              "text_required");
    EXPECT_THAT(Listed(QualityList::kToScore, Checker()), SizeIs(1));
    EXPECT_THAT(Listed(QualityList::kToScore, Checker("agent-1")), IsEmpty());
    EXPECT_THAT(Listed(QualityList::kMine, agent), IsEmpty());
    ASSERT_EQ(CodeOf(check, Score(50), Checker()), "");

    const auto seen = ReadQuality(*services_, agent, check, Soon());
    ASSERT_TRUE(seen) << seen.error().code;
    EXPECT_EQ(seen->check.score, 90);
    EXPECT_TRUE(seen->check.may_appeal);
    EXPECT_EQ(seen->items.front().reason, "未写明时间");
    EXPECT_EQ(seen->note, "总体较好");
    EXPECT_THAT(Listed(QualityList::kMine, agent), SizeIs(1));
    EXPECT_EQ(ReadQuality(*services_, DeskOf("agent-2"), check, Soon()).error().code,
              "no_such_document");
    ASSERT_EQ(CodeOf(check, AppealQuality{Text("录音里没有说时间")}, agent), "");
    EXPECT_EQ(CodeOf(check, AppealQuality{Text("再申诉")}, agent), "wrong_state");

    EXPECT_EQ(CodeOf(check, DecideQuality{{}, Text("维持")}, Checker()), "own_work");
    ASSERT_EQ(CodeOf(check, DecideQuality{Score(60).marks, Text("属实")}, Checker("second")), "");
    const auto decided = ReadQuality(*services_, agent, check, Soon());
    ASSERT_TRUE(decided);
    EXPECT_EQ(decided->check.state, QualityState::kChanged);
    EXPECT_EQ(decided->check.score, 100);
    EXPECT_EQ(decided->first_score, 90);
    EXPECT_EQ(decided->ruling, "属实");
    ExpectProvable();
}

TEST_F(Quality, AUnitsAnswerIsJudgedOutsideOfItAndItsHeadSpeaksForIt) {
    const DocumentId check = ByHand(Answered(), QualitySubject::kAnswer).id;
    EXPECT_EQ(CodeOf(check, ScoreAnswer(70, 30), Checker("inside", "S")), "own_work");
    ASSERT_EQ(CodeOf(check, ScoreAnswer(70, 0), Checker()), "");
    EXPECT_EQ(Listed(QualityList::kAll, Checker()).front().score, 0)
        << "what is untrue counts for nothing else";
    EXPECT_EQ(CodeOf(check, AppealQuality{Text("已修")}, OfficerOf("B")), "no_such_document");
    EXPECT_THAT(Listed(QualityList::kMine, OfficerOf("B")), IsEmpty());
    EXPECT_THAT(Listed(QualityList::kMine, OfficerOf("S")), SizeIs(1));
    ASSERT_EQ(CodeOf(check, AppealQuality{Text("照片为证，已修复")}, OfficerOf("S")), "");
    ASSERT_EQ(CodeOf(check, DecideQuality{{}, Text("照片是旧的")}, Checker("second")), "");
    EXPECT_EQ(Checks().front().state, QualityState::kUpheld);
    ExpectProvable();
}

TEST_F(Quality, WhatNobodyScoresIsMissedAndWhatNobodyAppealsIsFinal) {
    const DocumentId late = ByHand(TakeDown("agent-1")).id;
    PassTo("2026-03-05T09:00");
    EXPECT_TRUE(Checks().front().missed);
    ASSERT_EQ(CodeOf(late, Score(60), Checker()), "") << "late, and still owed";
    EXPECT_FALSE(Checks().front().missed);
    world().clock.Set(At("2026-03-09T09:00"));
    EXPECT_EQ(CodeOf(late, AppealQuality{Text("晚了")}, DeskOf("agent-1")), "wrong_state");
    PassTo("2026-03-09T09:00");
    EXPECT_EQ(Checks().front().state, QualityState::kClosed);
    EXPECT_FALSE(HeadOf(Checks().front()).open);
    ExpectProvable();
}

TEST_F(Quality, AveragesAreThoseOfTheLotAlone) {
    for (const char* agent : {"agent-1", "agent-2"}) TakeDown(agent);
    ASSERT_TRUE(DrawLot(*services_, WholeLog(), &crypto::Sha256, Soon()));
    for (const QualityCheck& check : Checks())
        ASSERT_EQ(CodeOf(check.id, Score(check.work.person == "agent-1" ? 60 : 30), Checker()), "");
    const CaseId picked = TakeDown("agent-1");
    ASSERT_EQ(CodeOf(ByHand(picked).id, Score(0, 0), Checker()), "");
    const Instant now = world().clock.Now();
    const auto counted = CountQuality(*services_, Checker(), now - std::chrono::hours(1),
                                      now + std::chrono::hours(1), Soon());
    ASSERT_TRUE(counted) << counted.error().code;
    EXPECT_EQ(counted->drawn, 2);
    EXPECT_EQ(counted->scored, 2);
    std::vector<std::string> agents;
    for (const QualityMean& mean : counted->agents)
        agents.push_back(mean.code + " " + std::to_string(static_cast<int>(mean.mean)));
    EXPECT_THAT(agents, ElementsAre("agent-2 70", "agent-1 100"));
    EXPECT_EQ(counted->criteria.front().code, "matter");
    EXPECT_EQ(counted->criteria.front().mean, 75.0);
    EXPECT_EQ(CountQuality(*services_, DeskOf("agent-1"), now, now, Soon()).error().code,
              "not_permitted");
}

}  // namespace
}  // namespace liandong::testing
