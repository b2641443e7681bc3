// More people than usual bring one matter from one street: the program warns, a person decides.

#include <gmock/gmock.h>

#include "app/act_on_document.hpp"
#include "app/hot_topics.hpp"
#include "app/watch_surges.hpp"
#include "background/world.hpp"
#include "domain/document/surge_warning.hpp"

namespace liandong::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Surges : public BackgroundStory {
protected:
    void SetUp() override {
        BackgroundStory::SetUp();
        // Sixteen quiet days: a lamp a day.
        for (int day = 16; day > 0; --day)
            Call(day, "路灯不亮", world().clock.Now() - std::chrono::days(day));
        world().Seal();
    }

    CaseId Call(int number, const std::string& title, std::optional<Instant> at = {},
                const std::string& category = "010101", bool secret = false) {
        OpenCaseRequest request;
        request.command.category = CategoryCode{category};
        request.command.place = PlaceCode{"1101"};
        request.command.secret = secret;
        request.command.caller.plain.phone = std::to_string(13900000000 + number);
        request.command.narrative.plain.title = title;
        request.command.narrative.plain.content = title + "，请处理。";
        request.at = at;
        const auto opened = OpenNewCase(world().services, Everybody(), request, Soon());
        EXPECT_TRUE(opened) << opened.error().code;
        return opened ? opened->state.id : CaseId{};
    }
    void Settle(SurgeLoop& loop) {
        world().Seal();
        for (int rounds = 0; rounds < 200; ++rounds) {
            const auto read = loop.RunOnce();
            ASSERT_TRUE(read) << read.error().for_log;
            if (*read == 0) return;
        }
        FAIL() << "the watch never comes to rest";
    }
    std::vector<SurgeWarning> Warnings() {
        DocumentFilter filter;
        filter.kinds = {DocumentKind::kSurgeWarning};
        const auto found = world().store->ReadDocuments(filter, Page{}, Soon());
        EXPECT_TRUE(found);
        std::vector<SurgeWarning> warnings;
        for (const StoredDocument& stored : found->items)
            warnings.push_back(*DocumentCodec<SurgeWarning>::DecodeState(stored.body));
        return warnings;
    }
    std::vector<CaseId> ManyCall(int from, int to) {
        std::vector<CaseId> ids;
        for (int i = from; i < to; ++i) {
            world().clock.Move(std::chrono::seconds(30));
            ids.push_back(Call(100 + i, "路灯全部熄灭"));
        }
        return ids;
    }
};

TEST_F(Surges, AStreetGoesDarkAndTheWarningHasItsCases) {
    SurgeLoop loop(world().services);
    Settle(loop);
    EXPECT_THAT(Warnings(), IsEmpty());
    const auto first = ManyCall(0, 8);
    Settle(loop);
    ASSERT_THAT(Warnings(), SizeIs(1));
    const SurgeWarning warning = Warnings().front();
    EXPECT_EQ(warning.group, "0101");
    EXPECT_EQ(warning.place, PlaceCode{"1101"});
    EXPECT_GE(warning.persons, 5);
    EXPECT_LT(warning.expected, 1);
    for (const CaseId id : first) EXPECT_THAT(warning.cases, Contains(id));
    // What comes after it belongs to it.
    const CaseId later = ManyCall(8, 9).front();
    Settle(loop);
    ASSERT_THAT(Warnings(), SizeIs(1));
    EXPECT_THAT(Warnings().front().cases, Contains(later));
    EXPECT_EQ(loop.Stats().raised, 1);
    EXPECT_EQ(loop.Stats().faults, 0);
}

TEST_F(Surges, TwoNodesAndARestartWarnOnce) {
    SurgeLoop one(world().services);
    SurgeLoop other(world().services);
    Settle(one);
    Settle(other);
    ManyCall(0, 9);
    Settle(one);
    Settle(other);
    EXPECT_THAT(Warnings(), SizeIs(1));
    // A program that starts in the middle reads the same cases and finds the same warning.
    SurgeLoop again(world().services);
    Settle(again);
    EXPECT_THAT(Warnings(), SizeIs(1));
}

TEST_F(Surges, AProgramThatWasAwayTellsWhenItIsBack) {
    ManyCall(0, 9);
    SurgeLoop loop(world().services);
    Settle(loop);
    ASSERT_THAT(Warnings(), SizeIs(1));
    EXPECT_EQ(Warnings().front().cases.size(), 9U);
}

TEST_F(Surges, OnePersonManyTimesIsNoSurge) {
    SurgeLoop loop(world().services);
    Settle(loop);
    for (int i = 0; i < 30; ++i) Call(7, "路灯不亮");
    Settle(loop);
    EXPECT_THAT(Warnings(), IsEmpty());
}

TEST_F(Surges, APersonDecidesAndNobodyElse) {
    SurgeLoop loop(world().services);
    Settle(loop);
    ManyCall(0, 8);
    Settle(loop);
    const DocumentId id = Warnings().front().id;
    const auto act = [&](const SurgeCommand& command, const Principal& who) {
        return ActOnDocument<SurgeWarning>(world().services, who, {id, command, {}, {}}, Soon());
    };
    const auto dismissed_by_program = act(DismissSurge{Text("无")}, SystemPrincipal());
    ASSERT_FALSE(dismissed_by_program);
    EXPECT_EQ(dismissed_by_program.error().code, "not_permitted");
    const auto incident = act(ConfirmSurge{UnitCode{"A"}, Text("线路故障")}, Everybody());
    ASSERT_TRUE(incident) << incident.error().code;
    EXPECT_EQ(incident->state, SurgeState::kIncident);
    EXPECT_EQ(HeadOf(*incident).units, std::vector{UnitCode{"A"}});
    const auto closed = act(CloseSurge{Text("已恢复")}, Everybody());
    ASSERT_TRUE(closed) << closed.error().code;
    EXPECT_FALSE(HeadOf(*closed).open);
}

TEST_F(Surges, TheHottestAreFoundWithTheirCasesAndNoSecretOnes) {
    std::vector<CaseId> smoke;
    for (int i = 0; i < 8; ++i) smoke.push_back(Call(200 + i, "海风小区烧烤店油烟扰民"));
    for (int i = 0; i < 8; ++i) Call(300 + i, "某厂长贪污受贿", {}, "010101", true);
    TopicBoard board;
    EXPECT_FALSE(board.Get()->as_of);
    TopicLoop loop(world().services, board);
    ASSERT_TRUE(loop.RunOnce());
    const auto list = board.Get();
    ASSERT_TRUE(list->as_of);
    ASSERT_FALSE(list->items.empty());
    const HotTopic& hottest = list->items.front();
    EXPECT_EQ(hottest.rank, 1);
    EXPECT_EQ(hottest.persons, 8);
    EXPECT_THAT(hottest.summary, HasSubstr("油烟"));
    EXPECT_EQ(hottest.place, "海风街道");
    EXPECT_THAT(hottest.cases, ::testing::UnorderedElementsAreArray(smoke));
    for (const HotTopic& topic : list->items)
        EXPECT_THAT(topic.summary, ::testing::Not(HasSubstr("受贿")));
}

}  // namespace
}  // namespace liandong::testing
