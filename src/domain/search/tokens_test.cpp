#include "domain/search/tokens.hpp"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.hpp"

namespace liandong {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using Phrase = std::vector<std::string>;

/// What both stores do: whole tokens, side by side.
bool HasPhrase(const std::vector<std::string>& tokens, const Phrase& phrase) {
    return !std::ranges::search(tokens, phrase).empty();
}

bool Finds(std::string_view question, const std::vector<std::string>& tokens) {
    const auto phrases = QueryPhrases(question);
    return !phrases.empty() && std::ranges::all_of(phrases, [&](const Phrase& phrase) {
        return HasPhrase(tokens, phrase);
    });
}

bool FindsName(std::string_view question, std::string_view name) {
    const std::vector<std::string> tokens = NameTokens(name);
    const auto phrases = NamePhrases(question);
    return !phrases.empty() && std::ranges::all_of(phrases, [&](const Phrase& phrase) {
        return HasPhrase(tokens, phrase);
    });
}

TEST(IndexTokens, ARunIsItsBigramsAndItsLastCharacter) {
    EXPECT_THAT(IndexTokens("楼顶铁皮"),
                ElementsAre("楼顶", "顶铁", "铁皮", "皮", "楼", "顶", "铁"));
    EXPECT_THAT(IndexTokens("路"), ElementsAre("路"));
    EXPECT_THAT(IndexTokens("A3区"), ElementsAre("a3", "区"));
    EXPECT_THAT(IndexTokens("噪音，噪音"), ElementsAre("噪音", "音", "噪音", "音", "噪"));
}

TEST(IndexTokens, FoldsWhatTheSameHandWouldTypeOtherwise) {
    EXPECT_EQ(IndexTokens("ＷＩＦＩ　１２３４５"), IndexTokens("wifi 12345"));
    EXPECT_EQ(IndexTokens("МОСКВА Ünal"), IndexTokens("москва ünal"));
}

TEST(IndexTokens, PunctuationEmojiAndBrokenBytesSeparate) {
    for (const std::string between :
         {"，", "。", "！！！", "😀", "\n", " ", "\xFF", "\xE6\xA5", "·", "〔", "①"}) {
        EXPECT_EQ(IndexTokens("楼顶" + between + "漏水"), IndexTokens("楼顶。漏水")) << between;
    }
    EXPECT_THAT(IndexTokens(""), IsEmpty());
    EXPECT_THAT(IndexTokens("😀\"*()^: \t、"), IsEmpty());
}

TEST(QueryPhrases, EveryRunIsAPhrase) {
    EXPECT_THAT(QueryPhrases("楼顶铁皮 噪音"),
                ElementsAre(Phrase{"楼顶", "顶铁", "铁皮"}, Phrase{"噪音"}));
    EXPECT_THAT(QueryPhrases("5楼"), ElementsAre(Phrase{"5"}, Phrase{"楼"}));
    EXPECT_THAT(QueryPhrases("\"*) OR 1=1 --"),
                ElementsAre(Phrase{"or"}, Phrase{"1"}, Phrase{"1"}));
    EXPECT_THAT(QueryPhrases("？！"), IsEmpty());
}

TEST(Search, FindsWhatPeopleTypeAndNothingElse) {
    const auto tokens = IndexTokens(
        "海口市龙华区金贸街道玉沙社区5楼楼顶有铁皮棚，夜间噪音扰民。车牌琼A12345，WiFi不通");
    for (const char* found : {"噪音", "铁皮棚", "玉沙社区", "5楼", "路楼"}) {
        EXPECT_EQ(Finds(found, tokens), std::string_view{found} != "路楼") << found;
    }
    EXPECT_TRUE(Finds("楼", tokens));  // one character, inside a run
    EXPECT_TRUE(Finds("民", tokens));  // one character, at the end of a run
    EXPECT_TRUE(Finds("琼A12345", tokens));
    EXPECT_TRUE(Finds("wifi 噪音", tokens));
    EXPECT_FALSE(Finds("A1234", tokens));  // letters and digits match whole
    EXPECT_FALSE(Finds("棚夜", tokens));   // across a comma
    EXPECT_FALSE(Finds("噪音污染", tokens));
    EXPECT_FALSE(Finds("桥", tokens));
    EXPECT_FALSE(Finds("", tokens));
    // "AB，BC" does not hold "ABC".
    EXPECT_FALSE(Finds("甲乙丙", IndexTokens("甲乙，乙丙")));
}

TEST(Search, LongTextsAndQuestionsStayBounded) {
    std::string long_text;
    std::string letters(100'000, 'x');
    for (int i = 0; i < 34'000; ++i)
        AppendUtf8(long_text, 0x4E00 + static_cast<char32_t>(i % 20'000));
    const auto tokens = IndexTokens(long_text);
    EXPECT_LE(tokens.size(), 2 * kRunTokensMax + 1);
    EXPECT_TRUE(Finds(FirstCodePoints(long_text, 10), tokens));
    EXPECT_EQ(QueryPhrases(long_text).front().size(), kPhraseTokensMax);
    EXPECT_TRUE(Finds(FirstCodePoints(long_text, 1'000), tokens));  // cut, and so found
    for (const std::string& token : IndexTokens(letters))
        EXPECT_LE(token.size(), kTokenCodePointsMax);
    EXPECT_TRUE(Finds(letters, IndexTokens(letters)));
    std::string words;
    for (int i = 0; i < 40'000; ++i) words += "a ";
    EXPECT_EQ(IndexTokens(words).size(), kRunTokensMax);
    EXPECT_EQ(QueryPhrases(words).size(), kQueryPhrasesMax);
    EXPECT_THAT(IndexTokens(std::string(100'000, '\xFF')), IsEmpty());
}

TEST(Phone, IsItsDigits) {
    EXPECT_EQ(PhoneDigits("+86 100-1234-5678"), "10012345678");
    EXPECT_EQ(PhoneDigits("008610012345678"), "10012345678");
    EXPECT_EQ(PhoneDigits("８６００１２３４"), "86001234");  // a landline that begins so
    EXPECT_EQ(PhoneDigits("(0898) 0012-3456"), "089800123456");
    EXPECT_EQ(PhoneDigits("电话不详"), "");
    EXPECT_EQ(PhoneDigits(std::string(50, '1') + "23").size(), kPhoneDigitsMax);
}

TEST(Phone, IsFoundByAnyFourDigitsInARow) {
    const auto tokens = PhoneTokens("100 1234 5678");
    EXPECT_EQ(tokens.size(), 36U);  // 8 + 7 + … + 1, all different
    for (const char* part : {"1001", "5678", "0123", "12345678", "10012345678"}) {
        EXPECT_THAT(tokens, Contains(PhoneDigits(part))) << part;
    }
    EXPECT_THAT(tokens, Not(Contains("100")));
    EXPECT_THAT(tokens, Not(Contains("1002")));
    EXPECT_THAT(PhoneTokens("110"), ElementsAre("110"));
    EXPECT_THAT(PhoneTokens("11111"), ElementsAre("1111", "11111"));
    EXPECT_THAT(PhoneTokens("无"), IsEmpty());
    EXPECT_EQ(PhoneTokens("12345678901234567890123").size(),
              PhoneTokens("45678901234567890123").size());
    EXPECT_LE(PhoneTokens("12345678901234567890").size(), 153U);
}

TEST(Names, AreFoundByTheirParts) {
    EXPECT_THAT(NameTokens("张三"), ElementsAre("张三"));
    EXPECT_THAT(NameTokens("王小明"), ElementsAre("王小明", "王小", "小明"));
    EXPECT_THAT(NameTokens("José García"), ElementsAre("joségarcía", "josé", "garcía"));
    EXPECT_THAT(NameTokens(" ，"), IsEmpty());
    EXPECT_TRUE(FindsName("小明", "王小明"));
    EXPECT_TRUE(FindsName("王小明", "王小明"));
    EXPECT_FALSE(FindsName("王明", "王小明"));
    EXPECT_FALSE(FindsName("王", "王小明"));  // a surname alone tells nothing and finds nobody
    EXPECT_TRUE(FindsName("GARCÍA", "José García"));
    EXPECT_TRUE(FindsName("李李李", "李李李"));
    for (const char* typed : {"阿卜杜热合曼", "阿卜杜·热合曼", "热合曼", "杜 热合"}) {
        EXPECT_TRUE(FindsName(typed, "阿卜杜·热合曼")) << typed;
    }
    EXPECT_LE(NameTokens(std::string(10'000, 'x')).size(), 2U);
}

// --- laws ---

/// Few characters, so that parts of a text often look alike; a comma now and then.
rc::Gen<std::vector<std::string>> AnyCharacters() {
    return rc::gen::container<std::vector<std::string>>(rc::gen::weightedElement<std::string>(
        {{4, "噪"}, {4, "音"}, {4, "路"}, {2, "，"}, {1, "a"}, {1, "😀"}}));
}

std::string Join(const std::vector<std::string>& characters, std::size_t from, std::size_t count) {
    std::string out;
    for (std::size_t i = from; i < from + count; ++i) out += characters[i];
    return out;
}

bool IsHan(const std::string& character) {
    return character == "噪" || character == "音" || character == "路";
}

RC_GTEST_PROP(SearchLaw, EveryPartOfARunIsFound, ()) {
    const std::vector<std::string> text = *AnyCharacters();
    const auto tokens = IndexTokens(Join(text, 0, text.size()));
    for (std::size_t from = 0; from < text.size(); ++from) {
        for (std::size_t end = from; end < text.size() && IsHan(text[end]); ++end) {
            const auto phrases = QueryPhrases(Join(text, from, end + 1 - from));
            RC_ASSERT(phrases.size() == 1U);
            RC_ASSERT(HasPhrase(tokens, phrases.front()));
        }
    }
}

RC_GTEST_PROP(SearchLaw, WhatIsFoundIsThere, ()) {
    const std::vector<std::string> text = *AnyCharacters();
    const std::string joined = Join(text, 0, text.size());
    std::vector<std::string> word = *rc::gen::container<std::vector<std::string>>(
        rc::gen::elementOf(std::vector<std::string>{"噪", "音", "路"}));
    if (word.size() > 5) word.resize(5);
    const std::string question = Join(word, 0, word.size());
    const bool is_there = !question.empty() && joined.find(question) != std::string::npos;
    RC_ASSERT(Finds(question, IndexTokens(joined)) == is_there);
}

RC_GTEST_PROP(SearchLaw, AnyBytesGiveCleanTokens, ()) {
    const std::string bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    for (const std::string& token : IndexTokens(bytes)) {
        RC_ASSERT(!token.empty());
        RC_ASSERT(IsUtf8(token));
        RC_ASSERT(token.find_first_of(" \t\r\n\"'*():&|!<>\\-") == std::string::npos);
    }
    for (const Phrase& phrase : QueryPhrases(bytes))
        RC_ASSERT(HasPhrase(IndexTokens(bytes), phrase));
}

}  // namespace
}  // namespace liandong
