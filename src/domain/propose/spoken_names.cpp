#include "domain/propose/spoken_names.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kTextCodePointsMax = 1'000;
constexpr std::size_t kBefore = 2;

// What names end in, longest first.
constexpr auto kEnds = std::to_array<std::u32string_view>(
    {U"幼儿园", U"物流园", U"工业园", U"小区", U"花园", U"公馆", U"国际", U"大厦", U"广场",
     U"中心",   U"公司",   U"集团",   U"学校", U"学院", U"小学", U"中学", U"大学", U"医院",
     U"市场",   U"酒店",   U"大道",   U"社区", U"街道", U"公园", U"项目", U"车贷", U"银行",
     U"楼盘",   U"壹号",   U"苑",     U"城",   U"路",   U"街",   U"巷",   U"村",   U"镇",
     U"湾",     U"站",     U"桥",     U"园",   U"组",   U"洲",   U"岭",   U"庄",   U"郡"});
// Before an end these say what kind of thing it is, not which.
constexpr auto kKinds = std::to_array<std::u32string_view>(
    {U"新城", U"影响", U"导致", U"进入", U"十字", U"配套", U"行天", U"过马", U"垃圾", U"加油",
     U"实验", U"文明", U"来水", U"我们", U"附近", U"住宅", U"这个", U"居民", U"多个", U"整个",
     U"旁边", U"一个", U"各个", U"全市", U"所在", U"周边", U"本市", U"区县", U"城市", U"我市",
     U"其他", U"其它", U"该小", U"我小", U"本小", U"商业", U"高速", U"公路", U"道路", U"开车",
     U"马路", U"走路", U"修路", U"铁路", U"线路", U"电路", U"上述", U"城镇", U"安置", U"新建",
     U"农贸", U"购物", U"服务", U"建设", U"管理", U"有限", U"的公", U"家公", U"物业", U"一条",
     U"两个", U"每个", U"那个", U"有个", U"此条", U"条道", U"乡村", U"农村", U"各镇", U"省市",
     U"交通", U"社会", U"地铁", U"公交", U"火车", U"汽车", U"首末", U"私立", U"公立", U"公办",
     U"民办", U"私营", U"幼儿"});
constexpr std::u32string_view kNoName = U"的了在是我们这那个该本到和与及等从有一去上下为每";

bool IsHan(char32_t c) { return c >= 0x3400 && c <= 0x9FFF; }
bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }
bool IsLetter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '*'; }

/// The end of a name that begins at `at`, or nothing.
std::u32string_view EndAt(std::u32string_view text, std::size_t at) {
    for (const std::u32string_view end : kEnds) {
        if (text.substr(at).starts_with(end)) return end;
    }
    return {};
}

bool IsName(std::u32string_view before) {
    return before.size() == kBefore && std::ranges::find(kKinds, before) == kKinds.end() &&
           std::ranges::all_of(before, [](char32_t c) {
               return (IsHan(c) || IsDigit(c)) && kNoName.find(c) == std::u32string_view::npos;
           });
}

// "A3区" and "4县" are districts whose names were taken out; they must not begin a name.
std::u32string WithoutDistricts(std::u32string_view text) {
    std::u32string rest;
    bool follows_letters = false;
    for (char32_t c : text) {
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
        if (follows_letters && (c == U'市' || c == U'区' || c == U'县')) c = U'，';
        follows_letters = IsLetter(c) || IsDigit(c);
        rest.push_back(c);
    }
    return rest;
}

}  // namespace

std::set<std::u32string> SpokenNames(std::string_view text) {
    const std::u32string points =
        WithoutDistricts(CodePoints(FirstCodePoints(text, kTextCodePointsMax)));
    const std::u32string_view view = points;
    std::set<std::u32string> names;
    for (std::size_t at = kBefore; at < view.size();) {
        const std::u32string_view end = EndAt(view, at);
        if (end.empty()) {
            ++at;
            continue;
        }
        const std::u32string_view before = view.substr(at - kBefore, kBefore);
        if (IsName(before)) names.emplace(view.substr(at - kBefore, kBefore + end.size()));
        at += end.size();
    }
    return names;
}

}  // namespace liandong
