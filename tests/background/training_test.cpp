// Questions out of articles and rulings, exams drawn from them, certificates that open skills.

#include "app/training.hpp"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "app/offer_case.hpp"
#include "app/read_document.hpp"
#include "background/knowledge_world.hpp"

namespace liandong::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class Training : public KnowledgeStory {
protected:
    void SetUp() override {
        KnowledgeStory::SetUp();
        city_.Change([](City& city) {
            city.skills = {{"neighbours", "邻里纠纷"}};
            city.staff = {{"M1",
                           "测试调解员",
                           "mediator",
                           UnitCode{"S"},
                           PlaceCode{"1101"},
                           {"neighbours"},
                           {"zh"},
                           "0000-00000001",
                           ""}};
            city.exams = {{.code = "mediator",
                           .name = "调解员上岗",
                           .skill = "neighbours",
                           .topics = {"0201*"},
                           .questions = 3,
                           .pass_percent = 60,
                           .within = {60, LimitUnit::kMinutes},
                           .valid_days = 30}};
        });
    }
    static Principal Trainer(const std::string& id = "trainer") { return Editor(id); }
    static Principal AnswersFor(const std::string& unit) {
        return {Actor{ActorKind::kUser, "answers-" + unit, UnitCode{unit}},
                {},
                {"answer_task", "view"}};
    }
    static ProposeQuestion Asked(const std::string& text, const std::string& topic = "020101") {
        ProposeQuestion question;
        question.topic = CategoryCode{topic};
        question.text = Text(text);
        question.options = Text("甲\n乙\n丙");
        question.right = {2};
        return question;
    }
    Result<Question> Propose(const ProposeQuestion& question) {
        return OpenDocument<Question>(*services_, Trainer(), question, {}, 0, Soon());
    }
    void Fill(int count, const std::string& topic = "020101") {
        for (int i = 0; i < count; ++i) {
            const auto made = Propose(Asked("第" + std::to_string(i) + "题", topic));
            ASSERT_TRUE(made) << made.error().code;
            const auto done = ActOnDocument<Question>(
                *services_, Trainer("second"), {made->id, ApproveQuestion{}, {}, {}}, Soon());
            ASSERT_TRUE(done) << done.error().code;
        }
    }
    Result<Exam> Draw(const std::string& person = "", const Principal& who = Trainer(),
                      std::optional<std::int64_t> seed = 7) {
        return DrawNewExam(*services_, who, {"mediator", person, seed}, Soon());
    }
    Result<Exam> Answer(DocumentId id, std::int32_t right_count, const Principal& who) {
        std::vector<Choice> answers(3, Choice{1});
        for (int i = 0; i < right_count; ++i) answers[static_cast<std::size_t>(i)] = {2};
        return AnswerOneExam(*services_, who, id, answers, {}, Soon());
    }
};

TEST_F(Training, APaperIsDrawnFromASeedAnsweredOnceAndMarkedAtOnce) {
    Fill(5);
    Fill(2, "010101");
    const Principal agent = DeskOf("agent-1");
    const auto exam = Draw("", agent);
    ASSERT_TRUE(exam) << exam.error().code;
    EXPECT_EQ(exam->questions.size(), 3U);
    EXPECT_EQ(Draw("", agent)->questions, exam->questions) << "one seed, one paper";
    EXPECT_NE(Draw("", agent, 8)->questions, exam->questions);

    auto paper = ReadExam(*services_, agent, exam->id, Soon());
    ASSERT_TRUE(paper) << paper.error().code;
    EXPECT_THAT(paper->questions.front().options, ElementsAre("甲", "乙", "丙"));
    EXPECT_FALSE(paper->questions.front().right.has_value());
    EXPECT_EQ(ReadExam(*services_, DeskOf("agent-2"), exam->id, Soon()).error().code,
              "no_such_document");

    EXPECT_EQ(AnswerOneExam(*services_, agent, exam->id, {{1}}, {}, Soon()).error().code,
              "choice_invalid");
    const auto marked = Answer(exam->id, 2, agent);
    ASSERT_TRUE(marked) << marked.error().code;
    EXPECT_EQ(marked->percent, 66);
    EXPECT_EQ(marked->state, ExamState::kPassed);
    EXPECT_EQ(Answer(exam->id, 3, agent).error().code, "wrong_state");
    paper = ReadExam(*services_, agent, exam->id, Soon());
    EXPECT_EQ(paper->questions.back().right, false);
    ExpectProvable();
}

TEST_F(Training, OfTwoAnswersAtOnceOneCounts) {
    Fill(3);
    const auto exam = Draw("", DeskOf("agent-1"));
    ASSERT_TRUE(exam);
    std::atomic<int> taken = 0;
    const auto hand_in = [&](std::int32_t right) {
        if (Answer(exam->id, right, DeskOf("agent-1"))) ++taken;
    };
    std::jthread one([&] { hand_in(3); });
    std::jthread two([&] { hand_in(0); });
    one.join();
    two.join();
    EXPECT_EQ(taken, 1);
    ExpectProvable();
}

TEST_F(Training, ACertificateOpensASkillUntilItRunsOut) {
    Fill(3);
    PeopleBoard people_board;
    const PeopleServices people{*services_, people_board};
    const auto found = [&] {
        EXPECT_TRUE(LoadBoard(people, true, Soon()));
        Need need = people_board.NeedAt(PlaceCode{"1101"}, world().clock.Now());
        need.skills = {"neighbours"};
        const Ranking ranking = people_board.Rank(need, 5);
        EXPECT_EQ(
            ranking.left_out.at(static_cast<std::size_t>(LeftOut::kCertificate) - 1) + ranking.fit,
            1);
        return ranking.best.size();
    };
    const CaseId quarrel = world().Open("楼上漏水", false, "020101");
    const auto offer_by_hand = [&] {
        OfferRequest request;
        request.case_id = quarrel;
        request.person = "M1";
        request.skills = {"neighbours"};
        const auto made = OfferCase(people, Everybody(), request, Soon());
        return made ? "" : made.error().code + " " + made.error().args.at(1).second;
    };
    EXPECT_EQ(found(), 0U) << "nobody has the certificate";
    EXPECT_EQ(offer_by_hand(), "person_unavailable certificate");
    EXPECT_EQ(Draw("M1", DeskOf("agent-1")).error().code, "not_permitted");
    EXPECT_EQ(Draw("nobody").error().code, "unknown_person");
    const auto exam = Draw("M1");
    ASSERT_TRUE(exam) << exam.error().code;
    EXPECT_EQ(Answer(exam->id, 3, DeskOf("agent-1")).error().code, "no_such_document");
    ASSERT_TRUE(Answer(exam->id, 3, AnswersFor("S")));
    EXPECT_EQ(found(), 1U);
    EXPECT_EQ(offer_by_hand(), "");
    PassTo("2026-04-01T09:00");
    EXPECT_EQ(found(), 0U) << "thirty days later it has run out";
    EXPECT_EQ(offer_by_hand(), "person_unavailable certificate");
    EXPECT_EQ((*ReadExam(*services_, Trainer(), exam->id, Soon())).state, ExamState::kExpired);
    ExpectProvable();
}

TEST_F(Training, WhatIsNotHandedInInTimeLapses) {
    Fill(3);
    const auto exam = Draw("", DeskOf("agent-1"));
    ASSERT_TRUE(exam);
    world().clock.Set(At("2026-03-02T10:00"));
    EXPECT_EQ(Answer(exam->id, 3, DeskOf("agent-1")).error().code, "wrong_state");
    PassTo("2026-03-02T10:00");
    EXPECT_EQ((*ReadExam(*services_, Trainer(), exam->id, Soon())).state, ExamState::kLapsed);
}

TEST_F(Training, NobodyApprovesTheirOwnQuestionAndABankMayBeTooSmall) {
    const auto question = Propose(Asked("哪个单位受理？"));
    ASSERT_TRUE(question);
    const auto own = ActOnDocument<Question>(*services_, Trainer(),
                                             {question->id, ApproveQuestion{}, {}, {}}, Soon());
    EXPECT_EQ(own.error().code, "own_work");
    const auto exam = Draw();
    ASSERT_FALSE(exam);
    EXPECT_EQ(exam.error().code, "too_few_questions");
    ProposeQuestion wrong = Asked("全部正确？");
    wrong.right = {1, 2, 3};
    EXPECT_EQ(Propose(wrong).error().code, "choice_invalid");
    wrong.right = {4};
    EXPECT_EQ(Propose(wrong).error().code, "choice_invalid");
    wrong = Asked("太长" + std::string(100'000, 'x'));
    EXPECT_EQ(Propose(wrong).error().code, "text_too_long");
}

TEST_F(Training, ADeclinedCaseBecomesADraftWithItsNumberAndNothingOfThePerson) {
    const CaseId plain = world().Open("咨询", false, "020101");
    const Principal trainer = Trainer();
    EXPECT_EQ(DraftQuestions(*services_, trainer, plain, Soon()).error().code, "nothing_ruled");
    city_.Change([](City& city) {
        city.decline_reasons.push_back({"test-only", "应走仲裁", "说明", "仲裁委", false});
    });
    ASSERT_TRUE(ActOnCase(*services_, Everybody(),
                          {plain, Decline{"test-only", Text("张三的劳动争议")}, {}, {}, {}},
                          Soon()));
    const auto drafts = DraftQuestions(*services_, trainer, plain, Soon());
    ASSERT_TRUE(drafts) << drafts.error().code;
    ASSERT_EQ(drafts->size(), 1U);
    EXPECT_EQ(drafts->front().source, plain);
    EXPECT_EQ(drafts->front().state, QuestionState::kProposed);
    const auto page = ReadDocument(*services_, trainer, drafts->front().id, Soon());
    ASSERT_TRUE(page);
    const auto& texts = page->timeline.front().texts;
    ASSERT_EQ(texts.size(), 2U);
    EXPECT_THAT(texts[0].text, HasSubstr(std::to_string(plain.value)));
    for (const OpenedText& text : texts) EXPECT_THAT(text.text, Not(HasSubstr("张三")));
    EXPECT_THAT(texts[1].text, HasSubstr("应走仲裁"));
}

}  // namespace
}  // namespace liandong::testing
