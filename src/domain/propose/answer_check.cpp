#include "domain/propose/answer_check.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "domain/propose/spoken_date.hpp"

namespace liandong {
namespace {

constexpr std::size_t kTextCodePointsMax = 10'000;
constexpr std::size_t kAskedCodePointsMax = 300;
constexpr std::size_t kReplyCodePointsMin = 20;
// Chosen on half of the real answers of docs/INTELLIGENCE.md, reported on the other half.
constexpr double kRelevanceMin = 0.04;
constexpr std::size_t kShingle = 8;
constexpr std::size_t kShinglesMin = 20;
constexpr double kCopiedShare = 0.7;

using Words = std::initializer_list<std::u32string_view>;

bool IsHan(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x323AF); }

std::u32string Points(std::string_view text, std::size_t count_max = kTextCodePointsMax) {
    std::u32string points = CodePoints(FirstCodePoints(text, count_max));
    for (char32_t& c : points) {
        if (c >= 0xFF10 && c <= 0xFF19) c -= 0xFEE0;
    }
    return points;
}
std::string Utf8Of(std::u32string_view points) {
    std::string text;
    for (const char32_t c : points) AppendUtf8(text, c);
    return text;
}

std::u32string_view FirstOf(std::u32string_view text, Words words) {
    for (const std::u32string_view word : words) {
        if (text.find(word) != std::u32string_view::npos) return word;
    }
    return {};
}
bool HasOneOf(std::u32string_view text, Words words) { return !FirstOf(text, words).empty(); }

// What stands in requests and answers of every kind.
constexpr std::u32string_view kCommon =
    U"您好 你好 请问 领导 尊敬 希望 有关 部门 相关 问题 情况 反映 投诉 咨询 建议 解决 处理 没有 "
    U"可以 我们 "
    U"一个 这个 进行 感谢 谢谢 支持 工作 政府 市民 居民 目前 现在 已经 关于 来信 回复 答复 如下 "
    U"是否 什么 "
    U"怎么 时候 如何 为何 因为 所以 严重 影响 一直 长期 多次 要求 强烈 我是 本人 大家 他们 自己 "
    U"能否";

using Pairs = std::unordered_set<std::uint64_t>;
Pairs PairsOf(std::u32string_view text) {
    Pairs pairs;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (!IsHan(text[i]) || !IsHan(text[i + 1])) continue;
        if (kCommon.find(text.substr(i, 2)) != std::u32string_view::npos) continue;
        pairs.insert((std::uint64_t{text[i]} << 32U) | text[i + 1]);
    }
    return pairs;
}

double RelevanceOf(std::u32string_view asked, std::u32string_view answered) {
    const Pairs wanted = PairsOf(asked);
    if (wanted.empty()) return 1;
    const Pairs said = PairsOf(answered);
    const auto both =
        std::ranges::count_if(wanted, [&](std::uint64_t pair) { return said.contains(pair); });
    return static_cast<double>(both) / static_cast<double>(wanted.size());
}

std::unordered_set<std::u32string_view> ShinglesOf(std::u32string_view text) {
    std::unordered_set<std::u32string_view> shingles;
    for (std::size_t i = 0; i + kShingle <= text.size(); ++i)
        shingles.insert(text.substr(i, kShingle));
    return shingles;
}

// The answer to another case that holds most of this one's runs of eight characters. What the
// answer repeats of the request itself is its own.
std::optional<std::size_t> CopiedFrom(std::u32string_view reply, std::u32string_view asked,
                                      std::span<const std::string> others) {
    auto own = ShinglesOf(reply);
    for (const std::u32string_view shingle : ShinglesOf(asked)) own.erase(shingle);
    if (own.size() < kShinglesMin) return std::nullopt;
    for (std::size_t i = 0; i < others.size(); ++i) {
        const std::u32string other = Points(others[i]);
        const auto theirs = ShinglesOf(other);
        const auto both = std::ranges::count_if(
            own, [&](std::u32string_view shingle) { return theirs.contains(shingle); });
        if (static_cast<double>(both) >= kCopiedShare * static_cast<double>(own.size())) return i;
    }
    return std::nullopt;
}

std::vector<std::u32string_view> ClausesOf(std::u32string_view text) {
    constexpr std::u32string_view kStops = U"。！？；\n!?;";
    std::vector<std::u32string_view> clauses;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of(kStops);
        const std::u32string_view clause = text.substr(0, end);
        if (!clause.empty()) clauses.push_back(clause);
        text = end == std::u32string_view::npos ? std::u32string_view{} : text.substr(end + 1);
    }
    return clauses;
}

bool IsPromise(std::u32string_view clause) {
    return HasOneOf(
        clause, {U"我局将", U"我们将", U"我办将", U"我中心将", U"我街道将", U"我镇将", U"我单位将",
                 U"我区将", U"公司将", U"下一步", U"后续将",   U"计划于",   U"预计",   U"拟于",
                 U"承诺",   U"争取在", U"将尽快", U"会尽快",   U"将于",     U"将在",   U"将立即",
                 U"将安排", U"将督促", U"将组织", U"将对"});
}

std::vector<AnswerPromise> PromisesIn(std::u32string_view text, Day today) {
    constexpr std::size_t kPromisesMax = 10;
    std::vector<AnswerPromise> promises;
    for (const std::u32string_view clause : ClausesOf(text)) {
        if (!IsPromise(clause) || promises.size() == kPromisesMax) continue;
        const auto date = DateIn(clause, today);
        promises.push_back(
            {Utf8Of(clause), date.has_value(), date ? date->day : std::optional<Day>{}});
    }
    return promises;
}

std::vector<std::string> BasisIn(std::u32string_view text) {
    constexpr std::size_t kBasisMax = 10;
    std::vector<std::string> basis;
    for (std::size_t at = text.find(U'《');
         at != std::u32string_view::npos && basis.size() < kBasisMax;
         at = text.find(U'《', at + 1)) {
        const std::size_t end = text.find(U'》', at);
        if (end == std::u32string_view::npos) break;
        std::string name = Utf8Of(text.substr(at, end - at + 1));
        if (std::ranges::find(basis, name) == basis.end()) basis.push_back(std::move(name));
    }
    return basis;
}

class Checker {
public:
    explicit Checker(const AnswerToCheck& answer)
        : answer_(answer),
          asked_(Points(answer.asked, kAskedCodePointsMax)),
          reply_(Points(answer.reply)),
          all_(Points(answer.done) + U'\n' + reply_) {}

    AnswerCheck Check() {
        check_.relevance = RelevanceOf(asked_, all_);
        check_.promises = PromisesIn(all_, answer_.answered_on);
        check_.basis = BasisIn(all_);
        CheckMatter();
        CheckFacts();
        CheckPromises();
        CheckTone();
        check_.copied_from = CopiedFrom(reply_, asked_, answer_.other_replies);
        if (check_.copied_from) Find(AnswerFlaw::kCopied);
        std::ranges::sort(check_.findings, [](const AnswerFinding& a, const AnswerFinding& b) {
            return a.flaw != b.flaw ? a.flaw < b.flaw : a.found < b.found;
        });
        return std::move(check_);
    }

private:
    void Find(AnswerFlaw flaw, std::u32string_view words = {}) {
        check_.findings.push_back({flaw, Utf8Of(words)});
    }

    void CheckMatter() {
        if (reply_.size() < kReplyCodePointsMin) Find(AnswerFlaw::kTooShort);
        if (check_.relevance < kRelevanceMin) Find(AnswerFlaw::kOffTopic);
        const bool names_place = answer_.places.empty() ||
                                 std::ranges::any_of(answer_.places, [&](const std::string& place) {
                                     return all_.find(CodePoints(place)) != std::u32string::npos;
                                 });
        if (!names_place) Find(AnswerFlaw::kPlaceMissing);
    }

    void CheckFacts() {
        const bool asks = answer_.type == RequestType::kConsultation;
        const bool thanks = answer_.type == RequestType::kPraise;
        if (!asks && !thanks) {
            if (!HasOneOf(all_, {U"局", U"办", U"中心", U"街道", U"社区", U"镇", U"公司", U"队",
                                 U"所", U"委", U"站", U"物业", U"工作人员", U"我单位"}))
                Find(AnswerFlaw::kWhoMissing);
            if (!HasOneOf(all_, {U"现场", U"核实", U"调查", U"核查", U"检查", U"整改", U"维修",
                                 U"修复", U"清理", U"联系", U"协调", U"约谈", U"处罚", U"责令",
                                 U"告知", U"派",   U"完成", U"到位", U"恢复", U"更换", U"退"}))
                Find(AnswerFlaw::kDoneMissing);
            const bool says_when =
                DateIn(all_, answer_.answered_on).has_value() ||
                HasOneOf(all_, {U"已完成", U"已修复", U"已恢复", U"已清理", U"已更换", U"已整改"});
            if (!says_when) Find(AnswerFlaw::kWhenMissing);
        }
        // Who is refused, or asks what the rules are, is owed the rule.
        const bool names_rule =
            !check_.basis.empty() || HasOneOf(all_, {U"根据", U"依据", U"按照", U"依照", U"规定"});
        if ((asks || answer_.is_refused) && !names_rule) Find(AnswerFlaw::kBasisMissing);
        if (!answer_.caller_contacted) Find(AnswerFlaw::kContactMissing);
    }

    void CheckPromises() {
        for (const AnswerPromise& promise : check_.promises) {
            if (!promise.is_dated)
                check_.findings.push_back({AnswerFlaw::kPromiseWithoutDate, promise.text});
            if (promise.by && *promise.by < answer_.answered_on)
                check_.findings.push_back({AnswerFlaw::kPromiseOverdue, promise.text});
        }
    }

    void CheckTone() {
        const auto rude =
            FirstOf(reply_, {U"无理取闹", U"爱告不告", U"无理要求", U"胡搅蛮缠", U"你自己", U"关我",
                             U"不归我", U"别再打", U"不要再打", U"刁民", U"没空", U"你必须"});
        if (!rude.empty()) Find(AnswerFlaw::kRude, rude);
        const auto evasive = FirstOf(
            reply_, {U"不属于我",     U"不归",     U"无法解决", U"无能为力",   U"历史遗留问题",
                     U"请耐心等待",   U"已转交",   U"已转相关", U"已转有关",   U"已将您的问题转",
                     U"高度重视",     U"敬请谅解", U"另行通知", U"建议您咨询", U"请咨询相关",
                     U"请向相关部门", U"请自行",   U"正在研究", U"持续关注",   U"条件成熟"});
        // A soft word beside a deed is courtesy; alone it is the whole answer.
        const bool does_something =
            HasOneOf(all_, {U"现场", U"责令", U"处罚", U"已完成", U"已修复", U"已整改", U"已恢复",
                            U"已清理", U"已更换", U"查处", U"约谈"});
        if (!evasive.empty() && !does_something) Find(AnswerFlaw::kEvasive, evasive);
    }

    const AnswerToCheck& answer_;
    std::u32string asked_;
    std::u32string reply_;
    std::u32string all_;
    AnswerCheck check_;
};

}  // namespace

AnswerCheck CheckAnswer(const AnswerToCheck& answer) { return Checker(answer).Check(); }

}  // namespace liandong
