#include "store_contract/contract.hpp"

namespace liandong {
namespace {

using Numbers = std::vector<std::int64_t>;
using Phrases = std::vector<std::vector<std::string>>;

CaseChange OpeningWith(int n, const std::string& words, const std::string& private_tokens) {
    CaseChange change = Opening(PlainCase(Number(n)));
    change.search = SearchDocument{words, private_tokens};
    return change;
}

Numbers Words(Store& store, const Phrases& phrases) { return FoundWords(store, {phrases, {}, {}}); }
Numbers Private(Store& store, const Phrases& phrases) {
    return FoundWords(store, {{}, phrases, {}});
}

TEST_F(StoreContract, APhraseIsFoundWhereItsGramsStandSideBySide) {
    MustCommit(store(), One(OpeningWith(1, "楼顶 顶铁 铁皮 皮棚 噪音", "")));
    MustCommit(store(), One(OpeningWith(2, "铁皮 楼顶 噪音 顶铁", "")));
    MustCommit(store(), One(OpeningWith(3, "路灯 灯坏", "")));
    EXPECT_EQ(Words(store(), {{"楼顶"}}), (Numbers{2, 1}));
    EXPECT_EQ(Words(store(), {{"楼顶", "顶铁", "铁皮"}}), Numbers{1});
    EXPECT_EQ(Words(store(), {{"楼顶", "铁皮"}}), Numbers{}) << "side by side, not anywhere";
    EXPECT_EQ(Words(store(), {{"楼顶", "顶铁"}, {"噪音"}}), Numbers{1});
    EXPECT_EQ(Words(store(), {{"噪音"}, {"楼顶"}}), (Numbers{2, 1}));
    EXPECT_EQ(Words(store(), {{"楼顶"}, {"路灯"}}), Numbers{});
    EXPECT_EQ(Words(store(), {{"没有"}}), Numbers{});
}

TEST_F(StoreContract, PrivateTokensAndWordsAreTwoWorlds) {
    MustCommit(store(), One(OpeningWith(1, "路灯 1e5a bb",
                                        "00ff00ff00ff00ff 12e4567890123456 1234567890123456")));
    MustCommit(store(), One(OpeningWith(2, "路灯", "1e5a 00ff00ff00ff00ff")));
    EXPECT_EQ(Private(store(), {{"00ff00ff00ff00ff"}}), (Numbers{2, 1}));
    EXPECT_EQ(Private(store(), {{"00ff00ff00ff00ff", "12e4567890123456"}}), Numbers{1});
    EXPECT_EQ(Private(store(), {{"12e4567890123456"}}), Numbers{1});
    EXPECT_EQ(Private(store(), {{"1234567890123456"}}), Numbers{1});
    EXPECT_EQ(Private(store(), {{"1e5a"}}), Numbers{2});
    EXPECT_EQ(Words(store(), {{"1e5a"}}), Numbers{1});
    EXPECT_EQ(Words(store(), {{"00ff00ff00ff00ff"}}), Numbers{});
    EXPECT_EQ(FoundWords(store(), {{{"路灯"}}, {{"1e5a"}}, {}}), Numbers{2});
    EXPECT_EQ(Private(store(), {{"1234567890123456", "路灯"}}), Numbers{})
        << "no phrase across the border";
}

TEST_F(StoreContract, OddTokensAreOnlyTokens) {
    MustCommit(store(), One(OpeningWith(1, "o'clock a:b c\\d & | ! ( ) * \"q\" 3:A x<->y 🚧", "")));
    MustCommit(store(), One(OpeningWith(2, "路灯", "")));
    for (const char* odd : {"nobody'", "'", "\\", "' | '路灯", "路灯' | 'x", "路灯*", "\"", "!路灯",
                            "a OR 路灯", "路*", "^", ":"}) {
        EXPECT_EQ(Words(store(), {{odd}}), Numbers{}) << odd;
    }
    EXPECT_EQ(Words(store(), {{"🚧"}}), Numbers{1});
    EXPECT_EQ(Words(store(), {{"路灯"}}), Numbers{2});
}

TEST_F(StoreContract, ADocumentIsReplacedWhole) {
    MustCommit(store(), One(OpeningWith(1, "楼顶 顶铁", "aa")));
    const Case c = PlainCase(Number(1));
    const Case touched = Touch(store(), c);
    EXPECT_EQ(Words(store(), {{"楼顶"}}), Numbers{1})
        << "a step that says nothing leaves the document";
    CaseChange step = Step(touched, touched);
    step.search = SearchDocument{"路灯", "bb"};
    MustCommit(store(), One(step));
    EXPECT_EQ(Words(store(), {{"楼顶"}}), Numbers{});
    EXPECT_EQ(Private(store(), {{"aa"}}), Numbers{});
    EXPECT_EQ(Words(store(), {{"路灯"}}), Numbers{1});
    EXPECT_EQ(Private(store(), {{"bb"}}), Numbers{1});
    Reopen();
    EXPECT_EQ(Words(store(), {{"路灯"}}), Numbers{1});
}

TEST_F(StoreContract, TheNewestComeFirstPageByPage) {
    Numbers want;
    for (int n = 1; n <= 40; ++n) {
        CaseChange change =
            OpeningWith(n, n % 2 == 0 ? "噪音 扰民" : "路灯", n == 17 ? "feed" : "beef");
        change.after.urgent = n % 4 == 0;
        change.after.state = n % 8 == 0 ? CaseState::kHandling : CaseState::kRegistered;
        MustCommit(store(), One(change));
        if (n % 2 == 0) want.insert(want.begin(), n);
    }
    EXPECT_EQ(Words(store(), {{"噪音"}}), want);
    EXPECT_EQ(Private(store(), {{"feed"}}), Numbers{17});
    SearchQuery narrowed{{{"噪音", "扰民"}}, {}, {}};
    narrowed.filter.urgent = true;
    narrowed.filter.states = {CaseState::kRegistered};
    EXPECT_EQ(FoundWords(store(), narrowed), (Numbers{36, 28, 20, 12, 4}));
    SearchQuery only_filter;
    only_filter.filter.states = {CaseState::kHandling};
    EXPECT_EQ(FoundWords(store(), only_filter), (Numbers{40, 32, 24, 16, 8}));
}

TEST_F(StoreContract, ALongTextIsFoundByItsLastWords) {
    std::string words;
    for (int i = 0; i < 12'000; ++i) words += "w" + std::to_string(i) + " ";
    MustCommit(store(), One(OpeningWith(1, words + "最后 后一 一句", "aa bb")));
    EXPECT_EQ(Words(store(), {{"最后", "后一", "一句"}}), Numbers{1});
    EXPECT_EQ(Words(store(), {{"w11999", "最后"}}), Numbers{1});
    EXPECT_EQ(Words(store(), {{"w1", "最后"}}), Numbers{});
    EXPECT_EQ(Private(store(), {{"aa", "bb"}}), Numbers{1});
}

TEST_F(StoreContract, OfAChoiceOneWayMustBeSaid) {
    MustCommit(store(), One(OpeningWith(1, "小区 区井 井盖 盖坏 坏", "")));
    MustCommit(store(), One(OpeningWith(2, "小区 区窨 窨井 井盖 盖坏 坏", "")));
    MustCommit(store(), One(OpeningWith(3, "小区 区路 路灯 灯坏 坏", "beef")));
    MustCommit(store(), One(OpeningWith(4, "街灯 灯坏 坏 5g 基站", "")));
    const auto find = [&](const Phrases& phrases, const std::vector<WordChoice>& choices) {
        return FoundWords(store(), {.word_phrases = phrases, .word_choices = choices});
    };
    const WordChoice lid{{{"区井", "井盖"}}, {{"区窨", "窨井", "井盖"}}};
    const WordChoice lamp{{{"路灯"}}, {{"街灯"}}};
    EXPECT_EQ(find({}, {lid}), (Numbers{2, 1}));
    EXPECT_EQ(find({}, {lamp}), (Numbers{4, 3}));
    EXPECT_EQ(find({{"小区"}}, {lamp}), Numbers{3});
    EXPECT_EQ(find({}, {lamp, lid}), Numbers{});
    EXPECT_EQ(find({}, {{{{"没有"}}, {{"灯坏"}}}, lamp}), (Numbers{4, 3}));
    EXPECT_EQ(find({}, {{{{"路灯"}}, {{"5g"}, {"基站"}}}}), (Numbers{4, 3}))
        << "a way of two phrases wants both";
    EXPECT_EQ(find({}, {{{{"路灯"}}, {{"5g"}, {"没有"}}}}), Numbers{3});
    SearchQuery of_person{.private_phrases = {{"beef"}}, .word_choices = {lamp}};
    EXPECT_EQ(FoundWords(store(), of_person), Numbers{3});
    SearchQuery rare{.word_choices = {lamp}};
    rare.filter.source_id = "nobody has it";
    EXPECT_EQ(FoundWords(store(), rare), Numbers{}) << "also when the filter leads";
}

TEST_F(StoreContract, NumbersAboveTheHighestAreNotAskedFor) {
    for (int n = 1; n <= 9; ++n) MustCommit(store(), One(OpeningWith(n, "噪音", "feed")));
    SearchQuery query{.word_phrases = {{"噪音"}}, .at_most = Number(5)};
    EXPECT_EQ(FoundWords(store(), query), (Numbers{5, 4, 3, 2, 1}));
    query.at_most = Number(0);
    EXPECT_EQ(FoundWords(store(), query), Numbers{});
    query = {.private_phrases = {{"feed"}}, .at_most = Number(2)};
    EXPECT_EQ(FoundWords(store(), query), (Numbers{2, 1}));
}

}  // namespace
}  // namespace liandong
