// A case reaches a person within seconds, and the next best when the first cannot.

#include <gmock/gmock.h>

#include "app/find_people.hpp"
#include "app/keep_mediation.hpp"
#include "background/people_world.hpp"
#include "domain/document/mediation.hpp"
#include "domain/document/staff_leave.hpp"

namespace liandong::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Offers : public PeopleStory {
protected:
    void SetUp() override {
        PeopleStory::SetUp();
        world().clock.Set(At("2026-03-02T09:00"));
    }
    Result<Offer> OfferTo(CaseId about, const std::string& person = "") {
        OfferRequest request;
        request.case_id = about;
        request.person = person;
        return OfferCase(*people_, PeopleDesk(), request, Soon());
    }
    Offer Act(DocumentId id, const OfferCommand& command, const Principal& who) {
        const auto done = ActOnOffer(*people_, who, {id, command, {}, {}}, Soon());
        EXPECT_TRUE(done) << done.error().code;
        return done ? *done : Offer{};
    }
    static std::vector<std::string> Asked(const Offer& offer) {
        std::vector<std::string> codes;
        codes.reserve(offer.asks.size());
        for (const OfferAsk& ask : offer.asks) codes.push_back(ask.chosen.person);
        return codes;
    }
    std::int32_t OpenOf(const std::string& person) {
        Need need = board_.NeedAt(PlaceCode{"110101"}, world().clock.Now());
        for (const Match& match : board_.Rank(need, 50).best) {
            if (match.person == person) return match.open;
        }
        return -1;
    }
};

TEST_F(Offers, TheNearestMediatorIsAskedWithReasonsAndAccepts) {
    const CaseId leak = Open();
    const auto offer = OfferTo(leak);
    ASSERT_TRUE(offer) << offer.error().code;
    EXPECT_THAT(Asked(*offer), ElementsAre("M1"));
    EXPECT_EQ(offer->asks.front().chosen.reasons.size(), 5U);
    EXPECT_EQ(offer->asks.front().answer_by, At("2026-03-02T09:10"));
    EXPECT_EQ(OpenOf("M1"), 1);
    ASSERT_EQ(Messages("message").size(), 1U);
    EXPECT_EQ(Messages("message").front().recipient, "M1");

    const Offer accepted = Act(offer->id, AcceptOffer{}, AnswersFor("S"));
    EXPECT_EQ(accepted.state, OfferState::kAccepted);
    PassTo("2026-03-02T10:00");
    EXPECT_EQ(DocumentsAbout<Offer>(leak).front().state, OfferState::kAccepted);
    const Offer ended = Act(offer->id, EndOffer{Text("双方已和解")}, AnswersFor("S"));
    EXPECT_EQ(ended.state, OfferState::kEnded);
    EXPECT_EQ(OpenOf("M1"), 0);
    ExpectProvable();
}

TEST_F(Offers, WhoDeclinesIsFollowedByTheNextBestAtOnce) {
    const auto offer = OfferTo(Open());
    const Offer after = Act(offer->id, DeclineOffer{Text("与当事人是亲属")}, AnswersFor("S"));
    EXPECT_EQ(after.state, OfferState::kAsked);
    EXPECT_THAT(Asked(after), ElementsAre("M1", "M2"));
    EXPECT_EQ(after.asks.front().outcome, AskOutcome::kDeclined);
    EXPECT_EQ(OpenOf("M1"), 0);
    EXPECT_EQ(OpenOf("M2"), 1);
}

TEST_F(Offers, SilenceIsFollowedByTheNextBestAndThenAPersonMustChoose) {
    const CaseId leak = Open();
    ASSERT_TRUE(OfferTo(leak));
    PassTo("2026-03-02T09:11");
    EXPECT_THAT(Asked(DocumentsAbout<Offer>(leak).front()), ElementsAre("M1", "M2"));
    PassTo("2026-03-02T09:40");
    const Offer nobody = DocumentsAbout<Offer>(leak).front();
    EXPECT_THAT(Asked(nobody), ElementsAre("M1", "M2", "M3"));
    EXPECT_EQ(nobody.state, OfferState::kNobody);
    EXPECT_TRUE(HeadOf(nobody).open) << "it must stay in somebody's list";
    const Offer chosen = Act(nobody.id, PassOfferOn{Chosen{"M2", {}, true, 0, {}}}, PeopleDesk());
    EXPECT_EQ(chosen.state, OfferState::kAsked);
    EXPECT_TRUE(chosen.asks.back().chosen.by_hand);
}

TEST_F(Offers, SomebodyOnLeaveChosenFromAStaleListIsRefusedWithWhoWouldBeBest) {
    const CaseId leak = Open();
    const GrantLeave leave{"M1", At("2026-03-02T08:00"), At("2026-03-04T08:00"), Text("病假")};
    ASSERT_TRUE(OpenDocument<StaffLeave>(*services_, DutyClerkOf("S"), leave, {}, 0, Soon()));
    ASSERT_TRUE(LoadBoard(*people_, true, Soon()));
    const auto refused = OfferTo(leak, "M1");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "person_unavailable");
    using Arg = std::pair<std::string, std::string>;
    EXPECT_THAT(refused.error().args,
                ElementsAre(Arg{"person", "M1"}, Arg{"reason", "away"}, Arg{"instead", "M2"}));
    EXPECT_THAT(DocumentsAbout<Offer>(leak), IsEmpty());
    EXPECT_THAT(Asked(*OfferTo(leak)), ElementsAre("M2"));
    world().clock.Set(At("2026-03-04T08:00"));
    EXPECT_THAT(Asked(*OfferTo(Open())), ElementsAre("M1")) << "back again";
}

TEST_F(Offers, TwoCasesAtOnceGetTwoPeopleWhereOneIsFull) {
    for (int i = 0; i < 8; ++i) {
        const auto offer = OfferTo(Open(), "M1");
        ASSERT_TRUE(offer) << offer.error().code;
    }
    EXPECT_EQ(OfferTo(Open(), "M1").error().code, "person_unavailable");
    EXPECT_THAT(Asked(*OfferTo(Open())), ElementsAre("M2"));
}

TEST_F(Offers, TheBoardIsWhatTheStoreSaysAfterARestart) {
    const auto kept = OfferTo(Open());
    const auto ended = OfferTo(Open(), "M2");
    Act(ended->id, WithdrawOffer{Text("群众撤诉")}, PeopleDesk());
    PeopleBoard fresh;
    const PeopleServices restarted{*services_, fresh};
    ASSERT_TRUE(LoadBoard(restarted, true, Soon()));
    const auto best = fresh.Rank(fresh.NeedAt(PlaceCode{"110101"}, world().clock.Now()), 50).best;
    for (const Match& match : best) {
        if (match.person == "M1") EXPECT_EQ(match.open, 1);
        if (match.person == "M2") {
            EXPECT_EQ(match.open, 0);
            EXPECT_EQ(match.last_assigned, At("2026-03-02T09:00")) << "fairness survives";
        }
    }
}

TEST_F(Offers, AnUnknownPersonAndAnEndedCaseAreRefusedAndNobodyIsCounted) {
    const CaseId leak = Open();
    EXPECT_EQ(OfferTo(leak, "M9").error().code, "no_such_person");
    OfferRequest request;
    request.case_id = leak;
    EXPECT_EQ(OfferCase(*people_, OfficerOf("S"), request, Soon()).error().code, "not_permitted");
    ASSERT_TRUE(
        ActOnCase(*services_, Everybody(), {leak, VoidCase{Text("重复登记")}, {}, {}, {}}, Soon()));
    EXPECT_EQ(OfferTo(leak).error().code, "wrong_state");
    EXPECT_EQ(OpenOf("M1"), 0);
}

TEST_F(Offers, AMediationEndsWithAPaperOrWithout) {
    const CaseId leak = Open();
    const OpenMediation open{leak, "M1", Text("甲方：楼上住户；乙方：楼下住户")};
    const auto mediation =
        OpenDocument<Mediation>(*services_, AnswersFor("S"), open, {leak}, 0, Soon());
    ASSERT_TRUE(mediation) << mediation.error().code;
    EXPECT_FALSE(mediation->number.empty());
    const auto act = [&](const MediationCommand& command) {
        return ActOnDocument<Mediation>(*services_, AnswersFor("S"),
                                        {mediation->id, command, {}, {}}, Soon());
    };
    const AgreeMediation agree{BlobId{"none"}, At("2026-03-05T09:00"), Text("三日内修复并赔偿")};
    EXPECT_EQ(act(agree).error().code, "contact_required") << "nobody sat together yet";
    ASSERT_TRUE(act(HoldSitting{{}, Text("双方到场")}));
    EXPECT_EQ(AgreeOnPaper(*services_, AnswersFor("S"), {mediation->id, agree, {}, {}}, Soon())
                  .error()
                  .code,
              "no_such_attachment");
    ASSERT_TRUE(act(agree));
    PassTo("2026-03-02T09:01");
    world().clock.Set(At("2026-03-05T09:00"));
    PassTo("2026-03-05T09:00");
    EXPECT_TRUE(DocumentsAbout<Mediation>(leak).front().missed);
    const auto performed = act(PerformMediation{Text("已修复")});
    ASSERT_TRUE(performed) << performed.error().code;
    EXPECT_EQ(performed->state, MediationState::kPerformed);
    EXPECT_EQ(act(FailMediation{Text("反悔")}).error().code, "wrong_state");
    ExpectProvable();
}

TEST_F(Offers, ASearchSaysWhoWouldDoItAndWhyOthersNot) {
    FindPeopleRequest request;
    request.case_id = Open();
    const auto found = FindPeople(*people_, PeopleDesk(), request, Soon());
    ASSERT_TRUE(found) << found.error().code;
    EXPECT_EQ(found->rule, "邻里");
    ASSERT_EQ(found->best.size(), 3U);
    EXPECT_EQ(found->best.front().person.code, "M1");
    EXPECT_FALSE(found->best.front().person.phone_masked) << "the desk may remind units";
    ASSERT_EQ(found->left_out.size(), 1U);
    EXPECT_EQ(found->left_out.front().count, 2) << "grid workers";
    request.limit = 0;
    EXPECT_EQ(FindPeople(*people_, PeopleDesk(), request, Soon()).error().code, "bad_limit");
}

}  // namespace
}  // namespace liandong::testing
