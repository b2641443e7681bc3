#include <gtest/gtest.h>

#include "domain/case/decide.hpp"
#include "support/world.hpp"

// Text that is no text: bytes that are not UTF-8, and NUL, which PostgreSQL and C cut off. It must
// not reach the journal, where it could never be read again, whichever way it comes in.

namespace liandong {
namespace {

using testing::At;
using testing::SampleCommand;

const std::string kMalformed = "路灯\xC3(";
const std::string kOverlong = "\xC0\xAF";
const std::string kSurrogate = "\xED\xA0\x80";
const std::string kNul = std::string("路灯\0不亮", 13);

class BadText : public ::testing::TestWithParam<std::string> {
protected:
    Facts Now() { return {At("2026-03-02T09:00"), city_, who_, CaseState::kRegistered}; }

    static OpenCase GoodOpen() {
        OpenCase open;
        open.category = CategoryCode{"010101"};
        open.narrative.plain.title = "路灯不亮";
        return open;
    }
    Case Opened() {
        const auto decided = DecideOpen(GoodOpen(), Now());
        return Apply(
            Case{}, {CaseId{202603020000001}, 1, Now().now, who_.actor, "small", decided->front()});
    }
    void IsRefused(const OpenCase& open, const char* member) {
        const auto decided = DecideOpen(open, Now());
        ASSERT_FALSE(decided) << member;
        EXPECT_EQ(Code(decided.error().code), "bad_text") << member;
    }
    void IsRefused(const Case& c, const Command& command, const char* member) {
        const auto decided = Decide(c, command, Now());
        ASSERT_FALSE(decided) << member;
        EXPECT_EQ(Code(decided.error().code), "bad_text") << member;
    }

    City city_ = testing::SmallCity();
    Principal who_ = testing::Everybody();
};

TEST_P(BadText, OpensNoCase) {
    const auto with = [&](const char* member, auto change) {
        OpenCase open = GoodOpen();
        change(open);
        IsRefused(open, member);
    };
    with("title", [](OpenCase& o) { o.narrative.plain.title = GetParam(); });
    with("content", [](OpenCase& o) { o.narrative.plain.content = GetParam(); });
    with("address", [](OpenCase& o) { o.narrative.plain.address = GetParam(); });
    with("wish", [](OpenCase& o) { o.narrative.plain.wish = GetParam(); });
    with("name", [](OpenCase& o) { o.caller.plain.name = GetParam(); });
    with("phone", [](OpenCase& o) { o.caller.plain.phone = GetParam(); });
    with("tags", [](OpenCase& o) { o.caller.plain.tags = GetParam(); });
    with("source_system", [](OpenCase& o) { o.source_system = GetParam(); });
    with("source_id", [](OpenCase& o) { o.source_id = GetParam(); });
    with("chosen_by", [](OpenCase& o) { o.category_chosen_by = GetParam(); });
    with("category", [](OpenCase& o) { o.category = CategoryCode{GetParam()}; });
    with("place", [](OpenCase& o) { o.place = PlaceCode{GetParam()}; });
}

// Every command that is possible on a new case and carries text; the others share their checks.
TEST_P(BadText, ChangesNoCase) {
    const Case c = Opened();
    const SealedText bad{GetParam(), {}};
    const SealedText good{"说明", {}};
    Amend title;
    title.narrative.emplace().plain.title = GetParam();
    IsRefused(c, title, "amend title");
    Amend name;
    name.caller.emplace().plain.name = GetParam();
    IsRefused(c, name, "amend name");
    IsRefused(c, AskSupplement{bad}, "question");
    IsRefused(c, AnswerAtDesk{bad, "k1"}, "answer");
    IsRefused(c, AnswerAtDesk{good, GetParam()}, "article");
    IsRefused(c, Decline{"outside", bad}, "explanation");
    IsRefused(c, HandOver{"110", bad}, "note");
    IsRefused(c, Merge{CaseId{202603020000002}, bad}, "merge reason");
    IsRefused(c, VoidCase{bad}, "void reason");
    IsRefused(c, AddNote{bad}, "note");
    IsRefused(c, Remind{{}, bad}, "reminder");
    IsRefused(c, Attach{{BlobId{"b"}, "image/png", 1, {}, {}}, bad}, "attachment's name");
    IsRefused(c, Attach{{BlobId{"b"}, GetParam(), 1, {}, {}}, good}, "media type");
    IsRefused(c, ImportAnswer{bad}, "imported reply");
    IsRefused(c, ViewPersonalData{GetParam(), good}, "field");
    IsRefused(c, ViewPersonalData{"phone", bad}, "reason");
    IsRefused(c, Dispatch{UnitCode{GetParam()}, {}, {}}, "unit");
}

TEST_P(BadText, DoesNotLetAPersonBeErased) {
    Case c = Opened();
    const auto voided = Decide(c, VoidCase{{"误录", {}}}, Now());
    c = Apply(c, {c.id, 2, Now().now, who_.actor, "small", voided->front()});
    IsRefused(c, ErasePerson{GetParam()}, "basis");
}

INSTANTIATE_TEST_SUITE_P(Bytes, BadText, ::testing::Values(kMalformed, kOverlong, kSurrogate, kNul),
                         [](const auto& each) { return "Kind" + std::to_string(each.index); });

TEST(LongWords, ThatAreNoFreeTextAreBounded) {
    const City city = testing::SmallCity();
    const Principal who = testing::Everybody();
    OpenCase open;
    open.narrative.plain.title = "路灯不亮";
    open.source_system = "province";
    open.source_id = std::string(100'000, '7');
    const auto decided = DecideOpen(open, {At("2026-03-02T09:00"), city, who, {}});
    ASSERT_FALSE(decided);
    EXPECT_EQ(Code(decided.error().code), "text_too_long");
}

}  // namespace
}  // namespace liandong
