#include "domain/topics/describe_topic.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "base/text.hpp"
#include "domain/topics/group_messages.hpp"
#include "domain/topics/summary_sentence.hpp"

namespace liandong {
namespace {

constexpr std::size_t kPhraseUnitsMax = 16;
constexpr std::size_t kMembersRead = 200;  // of a topic, evenly spaced
constexpr double kPhraseShareMin = 0.25;   // of the members
constexpr double kSameShare = 0.8;  // a longer phrase that so many of the shorter's members say
constexpr std::size_t kSentenceMin = 8;
constexpr std::size_t kSentenceMax = 80;

// Whom a matter concerns, more particular ones first.
constexpr auto kGroups = std::to_array<std::string_view>(
    {"农民工", "残疾人", "退役军人", "出租车司机", "购房者", "投资人", "受害人", "消费者",
     "老年人", "业主",   "学生",     "家长",       "职工",   "员工",   "教师",   "老师",
     "村民",   "车主",   "司机",     "乘客",       "商户",   "租户",   "患者",   "居民",
     "市民",   "群众",   "老人",     "孩子",       "人才"});

// How names of places and of organisations end.
constexpr std::u32string_view kPlaceEnds =
    U"区县市镇乡村路街巷道苑园城院里湾山湖河桥校站楼厦场坊庭府寓居队厂店馆所局司团";

// What complaints say of anything.
constexpr auto kEmptyWords = std::to_array<std::string_view>(
    {"问题", "投诉", "反映", "咨询", "请问", "我们", "领导", "希望", "相关", "严重", "举报", "关于",
     "政府", "部门", "解决", "小区", "业主", "居民"});

struct Phrase {
    std::vector<std::uint32_t> members;  // ascending
    std::set<std::uint32_t> persons;
    std::size_t units = 0;
};
using Phrases = std::map<std::u32string, Phrase>;

Members Spread(const std::vector<std::size_t>& members) {
    Members read;
    const std::size_t step = members.size() / kMembersRead + 1;
    for (std::size_t i = 0; i < members.size(); i += step)
        read.push_back(static_cast<std::uint32_t>(members[i]));
    return read;
}

void AddPhrases(Phrases& phrases, std::string_view text, std::size_t code_points_max,
                std::uint32_t member, std::uint32_t person) {
    const auto units = TopicUnits(text, code_points_max);
    for (std::size_t from = 0; from < units.size(); ++from) {
        std::u32string words;
        for (std::size_t n = 1; n <= kPhraseUnitsMax && from + n <= units.size(); ++n) {
            if (units[from + n - 1].empty()) break;
            words += units[from + n - 1];
            if (n < 2) continue;
            Phrase& phrase = phrases[words];
            if (phrase.members.empty() || phrase.members.back() != member)
                phrase.members.push_back(member);
            phrase.persons.insert(person);
            phrase.units = n;
        }
    }
}

std::string Utf8(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) AppendUtf8(out, c);
    return out;
}

// Names of districts and lines have capitals: "A5区", "K9".
std::string Shown(std::u32string word) {
    for (char32_t& c : word) {
        if (c >= U'a' && c <= U'z') c -= U'a' - U'A';
    }
    return Utf8(word);
}

bool SaysNothing(const std::u32string& words) {
    constexpr std::u32string_view kParticles = U"的了和是在要也都就有没不被让给从与及等我你他";
    if (kParticles.find(words.front()) != std::u32string_view::npos ||
        kParticles.find(words.back()) != std::u32string_view::npos)
        return true;
    const std::string text = Utf8(words);
    return std::ranges::any_of(kEmptyWords, [&](std::string_view word) { return text == word; });
}

bool Overlap(const std::u32string& a, const std::u32string& b) {
    for (std::size_t from = 0; from + 2 <= a.size(); ++from) {
        if (b.find(std::u32string_view(a).substr(from, 2)) != std::u32string::npos) return true;
    }
    return false;
}

// A part of a longer phrase that nearly as many say is no word of its own ("丽发新" of "丽发新城").
void KeepLongest(Phrases& phrases) {
    std::vector<std::u32string> parts;
    for (const auto& [words, phrase] : phrases) {
        for (const std::size_t cut : {std::size_t{0}, std::size_t{1}}) {
            const auto shorter = phrases.find(words.substr(cut, words.size() - 1));
            if (shorter == phrases.end()) continue;
            const auto share = static_cast<double>(phrase.persons.size()) /
                               static_cast<double>(shorter->second.persons.size());
            if (share >= kSameShare) parts.push_back(shorter->first);
        }
    }
    for (const auto& words : parts) phrases.erase(words);
}

// Mean weight of the members' vectors on the phrase's own parts: rare and often said weighs most.
double WeightOf(const std::u32string& words, const Phrase& phrase,
                const std::unordered_map<std::uint64_t, double>& weights) {
    double best = 0;
    for (std::size_t from = 0; from + 2 <= words.size(); ++from) {
        const auto at = weights.find((std::uint64_t{words[from]} << 32U) | words[from + 1]);
        if (at != weights.end()) best = std::max(best, at->second);
    }
    return best * static_cast<double>(phrase.persons.size()) *
           std::sqrt(static_cast<double>(std::min<std::size_t>(phrase.units, 6)));
}

// How rare two neighbouring characters are outside the topic: the share of what is said of them
// that the topic says.
std::unordered_map<std::uint64_t, double> RarenessOf(
    const Members& read, std::span<const TopicMessage* const> messages) {
    std::unordered_map<std::uint64_t, std::size_t> everywhere;
    const auto pairs_of = [](const TopicMessage& message) {
        std::unordered_set<std::uint64_t> pairs;
        for (const std::string* text : {&message.title, &message.text}) {
            const auto points = CodePoints(FirstCodePoints(*text, kTopicTextMax));
            for (std::size_t i = 0; i + 1 < points.size(); ++i)
                pairs.insert((std::uint64_t{points[i]} << 32U) | points[i + 1]);
        }
        return pairs;
    };
    std::unordered_map<std::uint64_t, double> weights;
    for (const std::uint32_t member : read) {
        for (const std::uint64_t pair : pairs_of(*messages[member])) weights[pair] = 0;
    }
    for (const TopicMessage* message : messages) {
        for (const std::uint64_t pair : pairs_of(*message)) {
            if (weights.contains(pair)) ++everywhere[pair];
        }
    }
    const auto all = static_cast<double>(messages.size());
    for (auto& [pair, weight] : weights)
        weight = std::log(1 + all / static_cast<double>(everywhere[pair]));
    return weights;
}

std::vector<std::u32string> NamingPhrases(const Members& read,
                                          std::span<const TopicMessage* const> messages,
                                          const WordVectors& vectors) {
    Phrases phrases;
    for (const std::uint32_t member : read) {
        const TopicMessage& message = *messages[member];
        // A title names its matter; the text tells the story.
        const bool titled = !message.title.empty();
        AddPhrases(phrases, titled ? message.title : message.text,
                   titled ? kTopicTitleMax : kTopicTextMax, member, vectors.persons[member]);
    }
    const auto least = std::max<std::size_t>(
        2, static_cast<std::size_t>(kPhraseShareMin * static_cast<double>(read.size())));
    std::erase_if(phrases, [&](const auto& entry) {
        return entry.second.persons.size() < 2 || entry.second.members.size() < least ||
               SaysNothing(entry.first);
    });
    KeepLongest(phrases);
    const auto rareness = RarenessOf(read, messages);
    std::vector<std::pair<double, std::u32string>> ranked;
    for (const auto& [words, phrase] : phrases) {
        ranked.emplace_back(WeightOf(words, phrase, rareness), words);
    }
    std::ranges::sort(ranked, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<std::u32string> chosen;
    for (const auto& [weight, words] : ranked) {
        if (chosen.size() >= kTopicWordsMax) break;
        if (std::ranges::none_of(chosen, [&](const auto& one) { return Overlap(one, words); }))
            chosen.push_back(words);
    }
    return chosen;
}

std::string PlaceOf(const Members& read, std::span<const TopicMessage* const> messages,
                    const std::vector<std::u32string>& words) {
    std::map<std::string_view, std::size_t> said;
    for (const std::uint32_t member : read) {
        if (!messages[member]->place.empty()) ++said[messages[member]->place];
    }
    if (!said.empty())
        return std::string(std::ranges::max_element(said, {}, [](const auto& place) {
                               return place.second;
                           })->first);
    for (const std::u32string& word : words) {
        // "望海楼小区油烟" is in 望海楼小区.
        const std::size_t end = word.find_last_of(kPlaceEnds);
        if (end != std::u32string::npos && end >= 2) return Shown(word.substr(0, end + 1));
    }
    return {};
}

std::string GroupOf(const Members& read, std::span<const TopicMessage* const> messages) {
    std::string_view most;
    std::size_t most_often = read.size() / 5;  // fewer than a fifth: nobody in particular
    for (const std::string_view group : kGroups) {
        const auto often =
            static_cast<std::size_t>(std::ranges::count_if(read, [&](std::uint32_t member) {
                return messages[member]->title.find(group) != std::string::npos ||
                       messages[member]->text.find(group) != std::string::npos;
            }));
        if (often > most_often) {
            most = group;
            most_often = often;
        }
    }
    return std::string(most);
}

std::vector<std::string> SentencesOf(const TopicMessage& message) {
    std::vector<std::string> sentences;
    const auto keep = [&](std::u32string_view sentence) {
        if (sentence.size() >= kSentenceMin && sentence.size() <= kSentenceMax)
            sentences.emplace_back(Trim(Utf8(sentence)));
    };
    for (const std::string* text : {&message.title, &message.text}) {
        std::u32string sentence;
        for (const char32_t c : CodePoints(FirstCodePoints(*text, kTopicTextMax))) {
            if (c != U'\n' && c != U'\r') sentence += c;
            if (c == U'。' || c == U'！' || c == U'？' || c == U'!' || c == U'?' || c == U'\n') {
                keep(sentence);
                sentence.clear();
            }
        }
        keep(sentence);
    }
    return sentences;
}

bool HoldsNumber(std::string_view sentence) {
    std::size_t digits = 0;
    for (const char c : sentence) {
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        if (digits > 6) return true;
    }
    return false;
}

// The sentence with most of what the topic says, for its length.
std::string SummaryOf(const Members& read, std::span<const TopicMessage* const> messages) {
    std::unordered_map<std::uint64_t, double> said;
    std::vector<std::string> sentences;
    for (const std::uint32_t member : read) {
        std::unordered_set<std::uint64_t> pairs;
        for (std::string& sentence : SentencesOf(*messages[member])) {
            const auto points = CodePoints(sentence);
            for (std::size_t i = 0; i + 1 < points.size(); ++i)
                pairs.insert((std::uint64_t{points[i]} << 32U) | points[i + 1]);
            if (!HoldsNumber(sentence)) sentences.push_back(std::move(sentence));
        }
        for (const std::uint64_t pair : pairs) said[pair] += 1 / static_cast<double>(read.size());
    }
    std::string best;
    double most = 0;
    for (const std::string& sentence : sentences) {
        const auto points = CodePoints(sentence);
        std::unordered_set<std::uint64_t> pairs;
        for (std::size_t i = 0; i + 1 < points.size(); ++i)
            pairs.insert((std::uint64_t{points[i]} << 32U) | points[i + 1]);
        double score = 0;
        for (const std::uint64_t pair : pairs) score += said[pair] * said[pair];
        score /= std::sqrt(static_cast<double>(points.size()));
        if (score > most || (score == most && sentence < best)) {
            most = score;
            best = sentence;
        }
    }
    return best;
}

}  // namespace

void Describe(Topic& topic, std::span<const TopicMessage* const> messages,
              const WordVectors& vectors) {
    const Members read = Spread(topic.members);
    const auto words = NamingPhrases(read, messages, vectors);
    topic.words.clear();
    for (const std::u32string& word : words) topic.words.push_back(Shown(word));
    topic.place = PlaceOf(read, messages, words);
    topic.group = GroupOf(read, messages);
    topic.summary = SummaryOf(read, messages);
}

std::string SentenceOf(const TopicMessage& message, std::size_t n) {
    auto sentences = SentencesOf(message);
    return n < sentences.size() ? std::move(sentences[n]) : std::string();
}

std::optional<SummaryPlace> PlaceOfSummary(const Topic& topic,
                                           std::span<const TopicMessage> messages) {
    for (const std::size_t member : topic.members) {
        const auto sentences = SentencesOf(messages[member]);
        const auto found = std::ranges::find(sentences, topic.summary);
        if (found != sentences.end())
            return SummaryPlace{member, static_cast<std::size_t>(found - sentences.begin())};
    }
    return std::nullopt;
}

}  // namespace liandong
