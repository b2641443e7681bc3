// One box, the same answers on every store; and who reads that somebody looked.

#include <gmock/gmock.h>

#include "app/list_looks.hpp"
#include "app/open_case.hpp"
#include "app/read_case.hpp"
#include "app/search_cases.hpp"
#include "background/world.hpp"

namespace liandong::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Principal With(std::set<std::string, std::less<>> permissions) {
    return {Actor{ActorKind::kUser, "u7", UnitCode{"H"}}, std::move(permissions), {}};
}

class Search : public BackgroundStory {
protected:
    CaseId Told(const std::string& title, const std::string& content,
                RequestType type = RequestType::kHelp) {
        OpenCaseRequest request;
        request.command.type = type;
        request.command.category = CategoryCode{"010101"};
        request.command.place = PlaceCode{"1101"};
        request.command.caller.plain.phone = "10039000000";
        request.command.narrative.plain.title = title;
        request.command.narrative.plain.content = content;
        const auto opened = OpenNewCase(world().services, With({"*"}), request, Soon());
        EXPECT_TRUE(opened) << opened.error().code;
        return opened ? opened->state.id : CaseId{};
    }
    FoundCases Ask(const std::string& text, const Principal& who = With({"*"}),
                   const Page& page = {}) {
        auto found = SearchCases(world().services, who, text, {}, {}, page, Soon());
        EXPECT_TRUE(found) << found.error().for_log;
        return found ? *std::move(found) : FoundCases{};
    }
    std::vector<CaseId> Numbers(const std::string& text) {
        std::vector<CaseId> numbers;
        for (const CaseLine& line : Ask(text).page.items) numbers.push_back(line.id);
        return numbers;
    }
};

TEST_F(Search, TheBestComesFirstWhateverIsNewer) {
    const CaseId title = Told("井盖响", "夜里吵。");
    const CaseId twice = Told("噪音", "路上的井盖响，井盖松了。");
    const CaseId once = Told("噪音", "路上的井盖响。");
    const CaseId other_word = Told("噪音", "路上的沙井盖响。");
    EXPECT_THAT(Numbers("井盖"), ElementsAre(title, twice, other_word, once))
        << "沙井盖 says 井盖 too, and is newer than the one that says it once";
    EXPECT_THAT(Numbers("沙井盖"), ElementsAre(title, other_word, twice, once));
    world().clock.Move(std::chrono::days(400));
    const CaseId mention = Told("噪音", "不知道是不是井盖。");
    EXPECT_EQ(Numbers("井盖").front(), mention)
        << "what is a year old counts little more than half";
}

TEST_F(Search, PagesKeepTheOrderAndTakeNoNewerOnesIn) {
    for (int i = 0; i < kRankedTogether + 20; ++i) Told("琉璃" + std::to_string(i), "琉璃瓦。");
    const std::vector<CaseId> whole = [&] {
        std::vector<CaseId> all;
        Page page{std::nullopt, 7};
        do {
            const FoundCases found = Ask("琉璃", With({"*"}), page);
            for (const CaseLine& line : found.page.items) all.push_back(line.id);
            if (!page.after) Told("琉璃后来", "琉璃瓦。");
            page.after = found.page.next;
        } while (page.after && all.size() < 1'000);
        return all;
    }();
    EXPECT_EQ(whole.size(), static_cast<std::size_t>(kRankedTogether) + 20);
    EXPECT_EQ(std::set<CaseId>(whole.begin(), whole.end()).size(), whole.size());
}

TEST_F(Search, ASnippetShowsOnlyWhatTheAskerMayRead) {
    const CaseId secret = Told("举报线索", "就住在对面楼的琉璃瓦下。", RequestType::kReport);
    const auto seen = Ask("琉璃").page.items;
    ASSERT_EQ(seen.size(), 1U);
    ASSERT_TRUE(seen[0].snippet);
    EXPECT_EQ(seen[0].snippet->field, SnippetField::kContent);
    EXPECT_THAT(seen[0].snippet->marks, ElementsAre(TextSpan{7, 9}));
    const auto hidden = Ask("琉璃", With({"view", "search"})).page.items;
    ASSERT_EQ(hidden.size(), 1U);
    EXPECT_EQ(hidden[0].id, secret);
    EXPECT_FALSE(hidden[0].snippet);
    EXPECT_THAT(Ask("琉璃", With({"search"})).page.items, IsEmpty())
        << "what somebody may find is at most what they may view";
}

TEST_F(Search, SoundsAreMarkedToo) {
    const CaseId lamp = Told("路灯不亮", "很黑。");
    const auto found = Ask("路登");
    EXPECT_EQ(found.in, SearchIn::kSounds);
    ASSERT_EQ(found.page.items.size(), 1U);
    EXPECT_EQ(found.page.items[0].id, lamp);
    EXPECT_THAT(found.page.items[0].snippet->marks, ElementsAre(TextSpan{0, 2}));
}

TEST_F(Search, AForgedPageIsRefused) {
    Told("井盖", "响。");
    for (const char* forged : {"rank-", "rank-0-1", "rank-0-x-0", "rank-0-1-0-0", "s-1"}) {
        const auto found = SearchCases(world().services, With({"*"}), "井盖", SearchIn::kWords, {},
                                       {forged, 10}, Soon());
        EXPECT_EQ(CodeOf(found), "bad_page") << forged;
    }
}

TEST_F(Search, WhoLookedIsReadByThoseWhoAudit) {
    const CaseId plain = Told("路灯不亮", "很黑。");
    const CaseId secret = Told("举报线索", "某人。", RequestType::kReport);
    for (const CaseId id : {plain, secret, plain}) {
        ASSERT_TRUE(UnmaskPerson(world().services, With({"*"}), id, "phone", "核实", Soon()));
        world().clock.Move(std::chrono::minutes(1));
    }
    const auto ask = [&](const Principal& who, const LookQuestion& question) {
        auto looks = ListLooks(world().services, who, question, {}, Soon());
        EXPECT_TRUE(looks) << looks.error().for_log;
        return looks ? looks->items : std::vector<LookView>{};
    };
    const auto all = ask(With({"*"}), {});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].case_id, plain);
    EXPECT_EQ(all[1].reason, "核实");
    EXPECT_EQ(all[2].by.id, "u7");
    const auto audited = ask(With({"audit"}), {});
    ASSERT_EQ(audited.size(), 3U);
    EXPECT_EQ(audited[0].reason, "核实");
    EXPECT_FALSE(audited[1].reason) << "of a secret case, whose person the auditor may not know";
    LookQuestion question;
    question.person = "user:u7";
    question.about = secret;
    EXPECT_EQ(ask(With({"*"}), question).size(), 1U);
    question.person = "user:u";
    EXPECT_THAT(ask(With({"*"}), question), IsEmpty());
    EXPECT_EQ(CodeOf(ListLooks(world().services, With({"view"}), {}, {}, Soon())), "not_permitted");
}

}  // namespace
}  // namespace liandong::testing
