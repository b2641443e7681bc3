#include "app/mask_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "app/mask_names.hpp"
#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kNumberDigitsMin = 5;
constexpr std::size_t kJoinedDigitsMin = 7;
constexpr std::size_t kSpokenDigitsMin = 7;
constexpr std::size_t kJointsMax = 3;

constexpr std::u32string_view kHouseWords[] = {U"栋",   U"幢", U"号楼", U"座", U"单元",
                                               U"室",   U"户", U"楼",   U"号", U"房",
                                               U"住户", U"#",  U"＃",   U"弄"};
// Behind numbers that are written out: "一楼" and "一户" are mostly not somebody's.
constexpr std::u32string_view kHouseWordsSpoken[] = {U"栋", U"幢", U"号楼", U"单元",
                                                     U"室", U"号", U"座"};
constexpr std::u32string_view kSpoken = U"〇零一二三四五六七八九十百幺两";
constexpr std::u32string_view kProvinces =
    U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

char32_t Plain(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; }
bool IsDigit(char32_t c) { return Plain(c) >= U'0' && Plain(c) <= U'9'; }
bool IsLetter(char32_t c) {
    const char32_t plain = Plain(c);
    return (plain >= U'a' && plain <= U'z') || (plain >= U'A' && plain <= U'Z');
}
bool IsToken(char32_t c) { return IsDigit(c) || IsLetter(c) || c == U'_' || c == U'@'; }
bool IsDash(char32_t c) { return c == U'-' || c == U'－' || c == U'—' || c == U'–' || c == U'#'; }
bool IsJoint(char32_t c) {
    return IsDash(c) || c == U' ' || c == U'.' || c == U'/' || c == U'·' || c == U'•' ||
           c == 0x3000 || c == 0xA0;
}
bool IsOneOf(std::u32string_view set, char32_t c) {
    return set.find(c) != std::u32string_view::npos;
}
bool IsSpoken(char32_t c) { return IsOneOf(kSpoken, c); }

void ReplaceAll(std::u32string& text, std::u32string_view what) {
    for (std::size_t at = text.find(what); at != std::u32string::npos;
         at = text.find(what, at + kMask.size()))
        text.replace(at, what.size(), kMask);
}

/// Groups of letters and digits with joints between: "139-1234 5678", "2026-03-02".
struct Run {
    std::size_t end = 0;
    std::size_t digits = 0;
    std::size_t longest = 0;  ///< digits of its longest group
    std::size_t groups = 0;
    std::size_t first = 0;  ///< digits of its first group
    std::size_t last = 0;   ///< digits of its last group
    bool has_letters = false;
    bool is_mail = false;
    bool is_dashed = true;  ///< nothing but dashes between the groups
    bool is_day = false;
};

// "2026-03-02" ends a run, or the hour behind it would make a number of it.
bool EndsDay(std::u32string_view text, std::size_t from, const Run& run) {
    const std::u32string_view year = text.substr(from, 2);
    return !run.has_letters && run.groups == 3 && run.first == 4 && run.digits <= 8 &&
           run.longest == 4 && run.last <= 2 && (year == U"19" || year == U"20");
}

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
        run.last = digits;
        run.longest = std::max(run.longest, digits);
        run.end = at;
        run.is_day = EndsDay(text, from, run);
        if (run.is_day) break;
        std::size_t next = at;
        while (next < text.size() && next - at < kJointsMax && IsJoint(text[next])) ++next;
        if (next == at || next == text.size() || !IsToken(text[next])) break;
        run.is_dashed &= std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                                     text.begin() + static_cast<std::ptrdiff_t>(next), IsDash);
        at = next;
    }
    return run;
}

bool IsHouseNumber(std::u32string_view text, std::size_t from, std::size_t end) {
    if (from > 0 && text[from - 1] == U'月') return false;  // a day: 3月15号
    const std::u32string_view behind = text.substr(end);
    if (behind.starts_with(U"号线")) return false;  // of the metro
    if (std::ranges::any_of(kHouseWords,
                            [&](std::u32string_view word) { return behind.starts_with(word); }))
        return true;
    // "3栋501": the last number of an address needs no word.
    const std::u32string_view before = text.substr(0, from);
    return std::ranges::any_of(
        std::to_array<std::u32string_view>({U"栋", U"幢", U"号楼", U"单元", U"座"}),
        [&](std::u32string_view word) { return before.ends_with(word); });
}

bool TellsWho(std::u32string_view text, std::size_t from, const Run& run) {
    if (run.is_mail) return true;
    if (run.is_day) return false;
    if (run.longest >= kNumberDigitsMin || run.digits >= kJoinedDigitsMin) return true;
    if (run.has_letters && run.digits >= 3 && run.end - from >= 6) return true;
    const std::size_t length = run.end - from;
    const bool is_plate = from > 0 && IsOneOf(kProvinces, text[from - 1]) && IsLetter(text[from]) &&
                          run.digits > 0 && length >= 5;
    // "3-2-501", "3-501"; and not "300-500" or "2018-2019".
    const bool is_flat =
        run.groups >= 2 && run.is_dashed && run.first <= 2 && run.last >= 3 && !run.has_letters;
    return is_plate || is_flat || (run.digits > 0 && IsHouseNumber(text, from, run.end));
}

// Telephone numbers and houses that are written out: "幺三九…", "三栋二单元".
bool SpokenTellsWho(std::u32string_view text, std::size_t from, std::size_t end) {
    if (end - from >= kSpokenDigitsMin) return true;
    if (from > 0 && (text[from - 1] == U'月' || text[from - 1] == U'第')) return false;
    const std::u32string_view behind = text.substr(end);
    if (behind.starts_with(U"号线") || behind.starts_with(U"座桥")) return false;
    const bool is_layout =
        behind.size() >= 3 && behind.front() == U'室' && IsSpoken(behind[1]) && behind[2] == U'厅';
    if (is_layout) return false;
    return std::ranges::any_of(kHouseWordsSpoken,
                               [&](std::u32string_view word) { return behind.starts_with(word); });
}

std::u32string WithoutNumbers(std::u32string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        bool tells_who = false;
        if (IsToken(text[at])) {
            const Run run = RunAt(text, at);
            end = run.end;
            tells_who = TellsWho(text, at, run);
        } else if (IsSpoken(text[at])) {
            while (end < text.size() && IsSpoken(text[end])) ++end;
            tells_who = SpokenTellsWho(text, at, end);
        }
        out += tells_who ? kMask : text.substr(at, end - at);
        at = end;
    }
    return out;
}

}  // namespace

std::string MaskText(std::string_view text, const std::vector<std::string>& known) {
    std::u32string points = CodePoints(text);
    for (const std::string& one : known) {
        const std::u32string what = CodePoints(Trim(one));
        if (what.size() >= 2) ReplaceAll(points, what);
    }
    points = WithoutNumbers(points);
    MaskNames(points);
    std::string out;
    for (const char32_t c : points) AppendUtf8(out, c);
    return out;
}

}  // namespace liandong
