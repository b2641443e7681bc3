#include "app/mask_text.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::u32string_view kMask = U"＊＊";
constexpr std::size_t kNumberDigitsMin = 5;
constexpr std::size_t kJoinedDigitsMin = 7;
constexpr std::size_t kNameMax = 4;

constexpr auto kBeforeNames = std::to_array<std::u32string_view>(
    {U"我叫", U"名叫", U"姓名", U"联系人", U"当事人", U"本人姓", U"我姓"});
constexpr auto kBehindNames = std::to_array<std::u32string_view>(
    {U"先生", U"女士", U"小姐", U"阿姨", U"大爷", U"师傅", U"老师", U"医生", U"经理", U"主任",
     U"局长", U"所长", U"书记"});
constexpr std::u32string_view kSurnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程"
    U"苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾韦夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    U"龚邵万钱严覃武戴莫孔向汤符云吉麦冼";
constexpr std::u32string_view kHouseWords[] = {U"栋", U"幢", U"号楼", U"座", U"单元",
                                               U"室", U"户", U"楼",   U"号", U"房"};

bool IsHan(char32_t c) { return c >= 0x3400 && c <= 0x9FFF; }
char32_t Plain(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; }
bool IsDigit(char32_t c) { return Plain(c) >= U'0' && Plain(c) <= U'9'; }
bool IsLetter(char32_t c) {
    const char32_t plain = Plain(c);
    return (plain >= U'a' && plain <= U'z') || (plain >= U'A' && plain <= U'Z');
}
bool IsToken(char32_t c) { return IsDigit(c) || IsLetter(c) || c == U'_' || c == U'@'; }
bool IsJoint(char32_t c) { return c == U'-' || c == U' ' || c == U'.' || c == U'/' || c == U'－'; }

void ReplaceAll(std::u32string& text, std::u32string_view what) {
    for (std::size_t at = text.find(what); at != std::u32string::npos;
         at = text.find(what, at + kMask.size()))
        text.replace(at, what.size(), kMask);
}

/// Groups of letters and digits with single joints between: "139-1234 5678", "2026-03-02".
struct Run {
    std::size_t end = 0;
    std::size_t digits = 0;
    std::size_t longest = 0;  ///< digits of its longest group
    std::size_t groups = 0;
    std::size_t first = 0;  ///< digits of its first group
    bool has_letters = false;
    bool is_mail = false;
};

Run RunAt(std::u32string_view text, std::size_t from) {
    Run run;
    std::size_t at = from;
    while (at < text.size() && IsToken(text[at])) {
        std::size_t digits = 0;
        for (; at < text.size() && IsToken(text[at]); ++at) {
            digits += IsDigit(text[at]) ? 1 : 0;
            run.has_letters |= IsLetter(text[at]);
            run.is_mail |= text[at] == U'@';
        }
        if (run.groups++ == 0) run.first = digits;
        run.digits += digits;
        run.longest = std::max(run.longest, digits);
        run.end = at;
        if (at + 1 < text.size() && IsJoint(text[at]) && IsToken(text[at + 1])) ++at;
    }
    return run;
}

bool IsHouseNumber(std::u32string_view text, std::size_t from, std::size_t end) {
    if (from > 0 && text[from - 1] == U'月') return false;  // a day: 3月15号
    const std::u32string_view behind = text.substr(end);
    if (behind.starts_with(U"号线")) return false;  // of the metro
    return std::ranges::any_of(kHouseWords,
                               [&](std::u32string_view word) { return behind.starts_with(word); });
}

bool TellsWho(std::u32string_view text, std::size_t from, const Run& run) {
    if (run.is_mail) return true;
    const bool is_day = !run.has_letters && run.groups == 3 && run.first == 4 && run.digits <= 8;
    if (is_day) return false;
    if (run.longest >= kNumberDigitsMin || run.digits >= kJoinedDigitsMin) return true;
    if (run.has_letters && run.digits >= 3 && run.end - from >= 6) return true;
    return run.digits > 0 && IsHouseNumber(text, from, run.end);
}

std::u32string WithoutNumbers(std::u32string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        if (!IsToken(text[at])) {
            out += text[at++];
            continue;
        }
        const Run run = RunAt(text, at);
        if (TellsWho(text, at, run)) {
            out += kMask;
        } else {
            out += text.substr(at, run.end - at);
        }
        at = run.end;
    }
    return out;
}

void MaskAfter(std::u32string& text, std::u32string_view word) {
    for (std::size_t at = text.find(word); at != std::u32string::npos; at = text.find(word, at)) {
        at += word.size();
        while (at < text.size() && (text[at] == U'：' || text[at] == U':' || text[at] == U' ' ||
                                    text[at] == U'是' || text[at] == U'为'))
            ++at;
        std::size_t end = at;
        while (end < text.size() && end - at < kNameMax && IsHan(text[end])) ++end;
        if (end > at) text.replace(at, end - at, kMask);
    }
}

// "王小明先生": back to the surname that stands furthest away, at most three characters.
void MaskBefore(std::u32string& text, std::u32string_view title) {
    for (std::size_t at = text.find(title); at != std::u32string::npos;
         at = text.find(title, at + title.size())) {
        for (std::size_t length = std::min<std::size_t>(3, at); length > 0; --length) {
            if (kSurnames.find(text[at - length]) == std::u32string_view::npos) continue;
            text.replace(at - length, length, kMask);
            at = at - length + kMask.size();
            break;
        }
    }
}

}  // namespace

std::string MaskText(std::string_view text, const std::vector<std::string>& known) {
    std::u32string points = CodePoints(text);
    for (const std::string& one : known) {
        const std::u32string what = CodePoints(Trim(one));
        if (what.size() >= 2) ReplaceAll(points, what);
    }
    points = WithoutNumbers(points);
    for (const std::u32string_view word : kBeforeNames) MaskAfter(points, word);
    for (const std::u32string_view title : kBehindNames) MaskBefore(points, title);
    std::string out;
    for (const char32_t c : points) AppendUtf8(out, c);
    return out;
}

}  // namespace liandong
