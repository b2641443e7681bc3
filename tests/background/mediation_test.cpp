// A mediator whose unit has no part in the case: they see it while they work on it, and keep its
// record.

#include <gmock/gmock.h>

#include "adapters/content/content_port.hpp"
#include "adapters/crypto/sha256.hpp"
#include "app/attach_file.hpp"
#include "app/keep_mediation.hpp"
#include "app/read_case.hpp"
#include "background/people_world.hpp"

namespace liandong::testing {
namespace {

constexpr std::string_view kPaper = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

// Their account belongs to a unit that has nothing to do with the case; their name is in the list.
Principal MediatorElsewhere(const std::string& staff) {
    return {Actor{ActorKind::kUser, "account-of-" + staff, UnitCode{"B"}},
            {},
            {"answer_task", "mediate", "note", "attach", "view"},
            staff};
}

class Mediations : public PeopleStory {
protected:
    void SetUp() override {
        PeopleStory::SetUp();
        world().clock.Set(At("2026-03-02T09:00"));
        about_ = Open();
        OfferRequest request;
        request.case_id = about_;
        request.person = "M1";
        const auto offer = OfferCase(*people_, PeopleDesk(), request, Soon());
        ASSERT_TRUE(offer) << offer.error().code;
        offer_ = offer->id;
    }
    void Say(const OfferCommand& command) {
        const auto done = ActOnOffer(*people_, who_, {offer_, command, {}, {}}, Soon());
        ASSERT_TRUE(done) << done.error().code;
    }
    Result<CaseView> Read(const Principal& who) {
        return ReadCase(*services_, who, about_, Soon());
    }
    Result<Mediation> OpenAs(const Principal& who) {
        return OpenRecord(*services_, who, {about_, "M1", Text("楼上住户与楼下住户")}, Soon());
    }
    Result<Mediation> Act(DocumentId id, const MediationCommand& command) {
        return ActOnDocument<Mediation>(*services_, who_, {id, command, {}, {}}, Soon());
    }
    Result<AttachedFile> Attach(const Principal& who) {
        return AttachFile({*services_, *content_, &crypto::Sha256}, who,
                          {about_, "协议.pdf", "application/pdf", kPaper, {}}, Soon());
    }

    std::unique_ptr<ContentChecker> content_ = content::MakeContentChecker();
    const Principal who_ = MediatorElsewhere("M1");
    CaseId about_;
    DocumentId offer_;
};

TEST_F(Mediations, WhoAcceptedSeesTheCaseAndKeepsItsRecordUntilItIsPerformed) {
    EXPECT_EQ(Read(who_).error().code, "no_such_case") << "being asked shows nothing";
    EXPECT_EQ(OpenAs(who_).error().code, "no_such_case");
    Say(AcceptOffer{});
    const auto seen = Read(who_);
    ASSERT_TRUE(seen) << seen.error().code;
    EXPECT_EQ(seen->narrative->title, "楼上漏水");
    EXPECT_EQ(seen->person, PersonShown::kMasked);

    const auto opened = OpenAs(who_);
    ASSERT_TRUE(opened) << opened.error().code;
    Say(EndOffer{Text("已立案调解")});
    EXPECT_TRUE(Read(who_)) << "the record is not at its end";
    ASSERT_TRUE(Act(opened->id, HoldSitting{{}, Text("双方到场")}));
    const auto paper = Attach(who_);
    ASSERT_TRUE(paper) << paper.error().code;
    const AgreeMediation agree{paper->attachment.blob, At("2026-03-05T09:00"), Text("三日内修复")};
    const auto agreed = AgreeOnPaper(*services_, who_, {opened->id, agree, {}, {}}, Soon());
    ASSERT_TRUE(agreed) << agreed.error().code;
    EXPECT_TRUE(Read(who_)) << "until it is performed";
    ASSERT_TRUE(Act(opened->id, PerformMediation{Text("已修复")}));
    EXPECT_EQ(Read(who_).error().code, "no_such_case") << "it is over";
    EXPECT_EQ(Attach(who_).error().code, "no_such_case");
    ExpectProvable();
}

TEST_F(Mediations, TheySeeTheMatterAndNoMore) {
    Say(AcceptOffer{});
    EXPECT_EQ(ReadTimeline(*services_, who_, about_, Soon()).error().code, "no_such_case");
    EXPECT_EQ(UnmaskPerson(*services_, who_, about_, "phone", "想看", Soon()).error().code,
              "no_such_case");
    const ActRequest note{about_, AddNote{Text("我来办")}, {}, {}, {}};
    EXPECT_EQ(ActOnCase(*services_, who_, note, Soon()).error().code, "no_such_case");
    for (const ActionLine& action : Read(who_)->actions)
        EXPECT_EQ(action.allowed, action.name == "attach") << action.name;
    EXPECT_EQ(Read(MediatorElsewhere("M2")).error().code, "no_such_case") << "another mediator";
    EXPECT_EQ(Read(OfficerOf("B")).error().code, "no_such_case") << "a colleague of their unit";
    Principal reader = who_;
    reader.unit_permissions.erase("attach");
    ASSERT_TRUE(Read(reader));
    EXPECT_EQ(Attach(reader).error().code, "not_permitted") << "no more than their roles let them";
}

TEST_F(Mediations, WhatWasWithdrawnOrEndedIsClosedToThem) {
    Say(AcceptOffer{});
    ASSERT_TRUE(Read(who_));
    const WithdrawOffer withdraw{Text("群众撤诉")};
    ASSERT_TRUE(ActOnOffer(*people_, PeopleDesk(), {offer_, withdraw, {}, {}}, Soon()));
    EXPECT_EQ(Read(who_).error().code, "no_such_case");
    EXPECT_EQ(OpenAs(who_).error().code, "no_such_case");
}

}  // namespace
}  // namespace liandong::testing
