#include "app/mask_names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace liandong {
namespace {

using View = std::u32string_view;

// Words behind which whatever stands is a name, and those behind which it may be one.
constexpr auto kSureBefore =
    std::to_array<View>({U"我叫", U"姓名", U"本人姓", U"我姓", U"联系人", U"当事人"});
constexpr auto kPerhapsBefore = std::to_array<View>(
    {U"名叫",   U"他叫",   U"她叫",   U"名字叫", U"名字是", U"投诉人", U"举报人", U"反映人",
     U"来信人", U"写信人", U"申请人", U"署名",   U"法人",   U"代表",   U"负责人", U"老板",
     U"户主",   U"业主",   U"本人",   U"包工头", U"房东",   U"患者",   U"死者",   U"我儿子",
     U"我女儿", U"我丈夫", U"我妻子", U"我父亲", U"我母亲", U"邻居",   U"我是"});
constexpr auto kBehind = std::to_array<View>(
    {U"先生", U"女士", U"小姐", U"同志", U"阿姨", U"大爷", U"大姐", U"大哥", U"大妈",
     U"婆婆", U"奶奶", U"爷爷", U"叔叔", U"老人", U"师傅", U"老师", U"教授", U"医生",
     U"护士", U"律师", U"警官", U"法官", U"教练", U"经理", U"老板", U"主任", U"队长",
     U"科长", U"处长", U"局长", U"所长", U"院长", U"校长", U"站长", U"会长", U"村长",
     U"镇长", U"乡长", U"区长", U"县长", U"市长", U"省长", U"厅长", U"部长", U"书记"});
constexpr View kSurnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蔡蒋余于杜"
    U"叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾韦夏付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶"
    U"黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤符云吉麦冼欧温康施文牛樊葛邢安齐庄颜倪聂章鲁岳翟申詹"
    U"申耿关兰焦俞左柳甘祝包宁尚舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华"
    U"喻祁房蒲滕屈饶牟艾尤阳时穆农司卓古吉缪简车项连芦麻窦宫裘卞戚娄池桂费车岑巫鄢封苟易";
constexpr auto kDoubleSurnames = std::to_array<View>(
    {U"欧阳", U"上官", U"司马", U"诸葛", U"司徒", U"皇甫", U"慕容", U"夏侯", U"端木", U"令狐"});
// Begin like a name and are none.
constexpr auto kEveryday = std::to_array<View>(
    {U"方便", U"方面", U"方案", U"方式", U"方向", U"高层", U"高度", U"高速", U"高中", U"高铁",
     U"高压", U"高温", U"高价", U"马路", U"马上", U"金额", U"金钱", U"石头", U"石材", U"江水",
     U"于是", U"于此", U"任何", U"任务", U"任意", U"夏天", U"夏季", U"白天", U"白色", U"黄色",
     U"黄泥", U"周边", U"周围", U"周末", U"周六", U"周日", U"周五", U"周一", U"万元", U"万人",
     U"田地", U"田间", U"林业", U"林地", U"林木", U"何时", U"何人", U"何况", U"许多", U"许可",
     U"程度", U"程序", U"安全", U"安静", U"安置", U"安装", U"安排", U"文明", U"文件", U"文化",
     U"施工", U"温度", U"关于", U"关系", U"成立", U"成都", U"成为", U"房屋", U"房产", U"房子",
     U"房东", U"房租", U"路灯", U"路面", U"路口", U"路边", U"路过", U"管理", U"管道", U"车辆",
     U"车位", U"车库", U"车主", U"车站", U"车道", U"时间", U"时候", U"农村", U"农民", U"农田",
     U"农业", U"司机", U"单位", U"单元", U"毛坯", U"水果", U"云南", U"连续", U"连接", U"项目",
     U"费用", U"华侨", U"左右", U"左边", U"申请", U"游客", U"游泳", U"谷物", U"甘蔗", U"向上",
     U"向您", U"严重", U"严格", U"严查", U"应该", U"古城", U"古树", U"包括", U"包工", U"宁可",
     U"曲折", U"武汉", U"江边", U"康复", U"石油", U"易燃", U"简单", U"池塘", U"麻将", U"麻烦",
     U"关注", U"关心", U"关闭", U"时常", U"成绩", U"成本", U"成品", U"金融", U"路人", U"路段",
     U"谢谢", U"车牌", U"谢意", U"祝好", U"祝愿", U"祝福", U"安心", U"高兴", U"时代", U"白白",
     U"万分"});
// Stand in names of places and offices, and hardly in those of people.
constexpr View kOfPlaces = U"镇村乡区市县省街道路社组队院校局所司公厂店处科站委办里";
// Do not stand in names; here one ends.
constexpr View kEnds = U"的是在住系来自也有和与及说等了，。们先女师老书主经";

bool IsHan(char32_t c) { return c >= 0x3400 && c <= 0x9FFF; }
bool IsOneOf(View set, char32_t c) { return set.find(c) != View::npos; }
bool IsSpace(char32_t c) { return c == U' ' || c == U'\t' || c == U'\r' || c == 0x3000; }

std::size_t SurnameAt(View text) {
    for (const View surname : kDoubleSurnames)
        if (text.starts_with(surname)) return surname.size();
    return !text.empty() && IsOneOf(kSurnames, text.front()) ? 1 : 0;
}

bool IsEveryday(View text) {
    return std::ranges::any_of(kEveryday, [&](View word) { return text.starts_with(word); });
}

/// Length of what looks like a name at the front, at most a surname and two characters; else 0.
std::size_t NameAt(View text) {
    const std::size_t surname = SurnameAt(text);
    if (surname == 0 || IsEveryday(text)) return 0;
    std::size_t end = surname;
    while (end < text.size() && end < surname + 2 && IsHan(text[end]) &&
           !IsOneOf(kEnds, text[end])) {
        if (IsOneOf(kOfPlaces, text[end])) return 0;
        ++end;
    }
    return end == surname ? 0 : end;
}

/// The same, where nothing else of Chinese may follow.
std::size_t WholeNameAt(View text) {
    const std::size_t length = NameAt(text);
    return length < text.size() && IsHan(text[length]) ? 0 : length;
}

/// Each place behind `word`, in order; `mask` tells how far it has read from there.
template <class Mask>
void EachBehind(const std::u32string& text, View word, Mask mask) {
    for (std::size_t at = text.find(word); at != View::npos; at = text.find(word, at))
        at = mask(at + word.size());
}

std::size_t Replace(std::u32string& text, std::size_t from, std::size_t length) {
    text.replace(from, length, kMask);
    return from + kMask.size();
}

std::size_t PastColon(View text, std::size_t at) {
    while (at < text.size() &&
           (IsSpace(text[at]) || text[at] == U'：' || text[at] == U':' || text[at] == U'是' ||
            text[at] == U'为' || text[at] == U'叫' || text[at] == U'（' || text[at] == U'('))
        ++at;
    return at;
}

void MaskBehindWords(std::u32string& text) {
    constexpr std::size_t kUnknownNameMax = 4;
    for (const View word : kSureBefore) {
        EachBehind(text, word, [&](std::size_t at) {
            at = PastColon(text, at);
            std::size_t length = NameAt(View(text).substr(at));
            if (length == 0 && !IsEveryday(View(text).substr(at))) {
                while (at + length < text.size() && length < kUnknownNameMax &&
                       IsHan(text[at + length]))
                    ++length;
            }
            return length == 0 ? at : Replace(text, at, length);
        });
    }
    for (const View word : kPerhapsBefore) {
        EachBehind(text, word, [&](std::size_t at) {
            at = PastColon(text, at);
            const View behind = View(text).substr(at);
            // "本人高度怀疑": only a word that ends there is taken for a name behind these.
            const bool is_told = word.ends_with(U'叫') || word.ends_with(U'是');
            const std::size_t length =
                is_told && word != U"我是" ? NameAt(behind) : WholeNameAt(behind);
            return length == 0 ? at : Replace(text, at, length);
        });
    }
}

// "王小明先生": back to the surname that stands furthest away, at most four characters.
void MaskBeforeTitles(std::u32string& text) {
    for (const View title : kBehind) {
        for (std::size_t at = text.find(title); at != View::npos;
             at = text.find(title, at + title.size())) {
            for (std::size_t length = std::min<std::size_t>(4, at); length > 0; --length) {
                const View name = View(text).substr(at - length, length);
                const std::size_t surname = SurnameAt(name);
                if (surname == 0 || length > surname + 2 || IsEveryday(name)) continue;
                if (std::ranges::any_of(name.substr(surname), [](char32_t c) {
                        return !IsHan(c) || IsOneOf(kOfPlaces, c) || IsOneOf(kEnds, c);
                    }))
                    continue;
                at = Replace(text, at - length, length);
                break;
            }
        }
    }
}

// "姓王的", "李某", "李某某".
void MaskSurnames(std::u32string& text) {
    EachBehind(text, U"姓", [&](std::size_t at) {
        const std::size_t length = SurnameAt(View(text).substr(at));
        const bool is_told = length > 0 && at + length < text.size() && text[at + length] == U'的';
        return is_told ? Replace(text, at, length) : at;
    });
    for (std::size_t at = text.find(U'某'); at != View::npos; at = text.find(U'某', at + 1)) {
        if (at == 0 || !IsOneOf(kSurnames, text[at - 1])) continue;
        std::size_t end = at + 1;
        while (end < text.size() && text[end] == U'某') ++end;
        at = Replace(text, at - 1, end - at + 1) - 1;
    }
}

bool IsNumberBehind(View text) {
    for (const View word : {View(U"联系"), View(U"电话"), View(U"手机"), View(U"号码")})
        if (text.starts_with(word)) text.remove_prefix(word.size());
    while (!text.empty() && (IsSpace(text.front()) || IsOneOf(U"：:（(，,", text.front())))
        text.remove_prefix(1);
    return text.starts_with(kMask);
}

bool IsSexBehind(View text) {
    return std::ranges::any_of(
        std::to_array<View>({U"，男", U"，女", U",男", U",女", U"（男", U"（女", U"(男", U"(女"}),
        [&](View sex) { return text.starts_with(sex); });
}

// "＊＊、李大明" and "李大明、王小红": names come in lists.
bool FollowsInList(View text, std::size_t from) {
    return from > kMask.size() && text[from - 1] == U'、' &&
           text.substr(from - 1 - kMask.size(), kMask.size()) == kMask;
}
bool BeginsList(View behind) { return behind.starts_with(U'、') && NameAt(behind.substr(1)) > 0; }

// A text ends with a name, or a line is nothing else: somebody signs.
bool IsSigned(View text, std::size_t from, std::size_t end) {
    const bool begins = from == 0 || text[from - 1] == U'\n' ||
                        IsOneOf(U"。！!；;？?", text[from - 1]) || IsSpace(text[from - 1]);
    while (end < text.size() && IsSpace(text[end])) ++end;
    const bool ends = end == text.size() || text[end] == U'\n';
    return begins && ends && from > 0;
}

// What begins behind punctuation, or a word that joins names, and looks like a name: is one when a
// number was masked or a sex is told behind it, in a list of such, and as a signature.
void MaskStandingAlone(std::u32string& text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at > 0 && IsHan(text[at - 1]) && !IsOneOf(U"与和跟及同有找", text[at - 1])) continue;
        const View behind = View(text).substr(at);
        const std::size_t loose = NameAt(behind);
        if (loose == 0) continue;
        const std::size_t whole = WholeNameAt(behind);
        const bool is_marked = IsNumberBehind(behind.substr(loose)) || FollowsInList(text, at);
        const bool is_alone =
            whole > 0 && (IsSexBehind(behind.substr(whole)) || BeginsList(behind.substr(whole)) ||
                          IsSigned(text, at, at + whole));
        if (is_marked || is_alone) at = Replace(text, at, loose) - 1;
    }
}

}  // namespace

void MaskNames(std::u32string& text) {
    MaskBehindWords(text);
    MaskBeforeTitles(text);
    MaskSurnames(text);
    MaskStandingAlone(text);
}

}  // namespace liandong
