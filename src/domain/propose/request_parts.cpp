#include "domain/propose/request_parts.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kTextCodePointsMax = 5'000;
// What is shorter says no matter by itself.
constexpr std::size_t kPartCodePointsMin = 6;

constexpr std::u32string_view kStops = U"。！？；!?;\n\r";
constexpr std::u32string_view kCommas = U"，,、 \t　";
constexpr auto kTurns = std::to_array<std::u32string_view>(
    {U"另外",       U"此外",     U"还有一",   U"还有就是", U"还有个", U"同时反映", U"同时投诉",
     U"同时咨询",   U"同时还",   U"再就是",   U"再一个",   U"另反映", U"另咨询",   U"另投诉",
     U"另一个问题", U"还想反映", U"还想咨询", U"还想投诉", U"还想问", U"还要反映", U"还要投诉",
     U"还反映",     U"还投诉",   U"还咨询",   U"顺便",     U"并且还", U"除此之外", U"除了这个"});
// After a comma these join two halves of one sentence too often.
constexpr auto kTurnsOfSentences =
    std::to_array<std::u32string_view>({U"还有", U"同时", U"其次", U"再次", U"最后一个"});
constexpr auto kOrdinals = std::to_array<std::u32string_view>(
    {U"第一", U"第二", U"第三", U"第四", U"第五", U"一是", U"二是", U"三是", U"四是", U"五是"});
constexpr std::u32string_view kDigits = U"123456789一二三四五六七八九①②③④⑤⑥⑦⑧⑨";
constexpr std::u32string_view kBehindDigit = U"、.．，）)：:";

bool Holds(std::u32string_view all, char32_t c) { return all.find(c) != std::u32string_view::npos; }

template <class Words>
bool BeginsWithOneOf(std::u32string_view text, const Words& words) {
    return std::ranges::any_of(words,
                               [&](std::u32string_view word) { return text.starts_with(word); });
}

// "2、", "二、", "（2）", "②": not "2.5" and not "12".
bool BeginsItem(std::u32string_view text) {
    if (!text.empty() && (text[0] == U'（' || text[0] == U'(')) text.remove_prefix(1);
    if (text.size() < 2 || !Holds(kDigits, text[0])) return false;
    if (text[0] >= U'①' && text[0] <= U'⑨') return true;
    if (!Holds(kBehindDigit, text[1])) return false;
    return text.size() < 3 || text[2] < U'0' || text[2] > U'9';
}

enum class Before : unsigned char { kStart, kStop, kComma, kOther };

Before WhatStandsBefore(std::u32string_view text, std::size_t at) {
    Before before = Before::kStart;
    while (at > 0) {
        const char32_t c = text[at - 1];
        if (Holds(kStops, c)) return Before::kStop;
        if (!Holds(kCommas, c) && c != U':' && c != U'：')
            return before == Before::kComma ? before : Before::kOther;
        before = Before::kComma;
        --at;
    }
    return before;
}

bool Turns(std::u32string_view text, std::size_t at) {
    const std::u32string_view rest = text.substr(at);
    const bool is_turn = BeginsWithOneOf(rest, kTurns);
    const bool is_item = BeginsItem(rest) || BeginsWithOneOf(rest, kOrdinals);
    const bool is_turn_of_sentence = BeginsWithOneOf(rest, kTurnsOfSentences);
    if (!is_turn && !is_item && !is_turn_of_sentence) return false;
    switch (WhatStandsBefore(text, at)) {
        case Before::kStart: return false;  // nothing has been said yet
        case Before::kStop: return true;
        case Before::kComma: return !is_turn_of_sentence;
        case Before::kOther: return false;
    }
    return false;
}

RequestPart PartOf(std::u32string_view text, std::size_t begin, std::size_t end) {
    RequestPart part{{}, begin, end - begin};
    for (const char32_t c : text.substr(begin, end - begin)) AppendUtf8(part.text, c);
    return part;
}

}  // namespace

std::vector<RequestPart> PartsOf(std::string_view text) {
    const std::u32string points = CodePoints(text);
    std::vector<RequestPart> parts;
    if (points.empty()) return parts;
    std::size_t begin = 0;
    for (std::size_t at = 1; at < points.size() && points.size() <= kTextCodePointsMax; ++at) {
        if (parts.size() + 1 == kRequestPartsMax) break;
        // A list's heading belongs to its first item, a word or two to what they lead to.
        if (at - begin < kPartCodePointsMin || points.size() - at < kPartCodePointsMin) continue;
        if (!Turns(points, at)) continue;
        parts.push_back(PartOf(points, begin, at));
        begin = at;
    }
    parts.push_back(PartOf(points, begin, points.size()));
    return parts;
}

}  // namespace liandong
