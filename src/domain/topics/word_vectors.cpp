#include "domain/topics/word_vectors.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"

namespace liandong {
namespace {

constexpr std::size_t kWordsMax = 150;       // of one message, the weightiest
constexpr double kTitleWeight = 9;           // squared: three times a word of the text
constexpr std::uint32_t kPersonsMin = 2;     // what one person says joins nobody
constexpr double kPersonsShareMax = 0.5;     // more people than these say it of anything …
constexpr std::uint32_t kPersonsRare = 100;  // … but in a small collection nothing is common
constexpr double kMessagesMin = 1'000;       // so that few messages do not make all words common
constexpr std::size_t kUnitMax = 16;
constexpr std::size_t kNumberDigitsMax = 6;

bool IsHan(char32_t c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x323AF);
}
bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool IsLetter(char32_t c) { return (c >= U'a' && c <= U'z') || IsDigit(c); }

char32_t Fold(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
}

bool IsLongNumber(std::u32string_view unit) {
    return unit.size() > kNumberDigitsMax && std::ranges::all_of(unit, IsDigit);
}

struct Counted {
    std::uint32_t word = 0;
    double squared = 0;  // weight so far
};

// The parts of one message, each once, by word.
class PartCounter {
public:
    explicit PartCounter(HashIndex& index) : index_(index) {}

    void Add(const std::vector<std::u32string>& units, bool is_title) {
        for (std::size_t from = 0; from < units.size(); ++from) {
            std::uint64_t hash = 0;
            for (std::size_t n = 0; n < kTopicPartMax && from + n < units.size(); ++n) {
                const std::u32string& unit = units[from + n];
                if (unit.empty()) break;
                hash = HashOf(hash, unit);
                if (n > 0 || unit.size() > 2) found_.emplace_back(index_.FindOrAdd(hash), is_title);
            }
        }
    }
    [[nodiscard]] std::vector<Counted> Take() {
        std::ranges::sort(found_);
        std::vector<Counted> counted;
        bool titled = false;
        for (const auto& [word, is_title] : found_) {
            if (counted.empty() || counted.back().word != word) {
                counted.push_back({word, 0});
                titled = false;
            }
            if (!is_title) counted.back().squared += 1;
            if (is_title && !titled) counted.back().squared += kTitleWeight;
            titled |= is_title;
        }
        found_.clear();
        return counted;
    }

private:
    HashIndex& index_;
    std::vector<std::pair<std::uint32_t, bool>> found_;
};

std::vector<std::uint32_t> NumberPersons(std::span<const TopicMessage* const> messages) {
    std::unordered_map<std::string, std::uint32_t> numbers;
    std::vector<std::uint32_t> persons;
    persons.reserve(messages.size());
    for (const TopicMessage* message : messages) {
        // NUL never stands in a key that a text could imitate.
        const std::string key = message->person.empty()
                                    ? std::string("\0", 1) + message->title + '\0' + message->text
                                    : message->person;
        persons.push_back(
            numbers.emplace(key, static_cast<std::uint32_t>(numbers.size())).first->second);
    }
    return persons;
}

// By how many people each word is said. Messages of one person need not stand together.
std::vector<std::uint32_t> PersonsOfWords(const std::vector<std::vector<Counted>>& counted,
                                          const std::vector<std::uint32_t>& persons,
                                          std::size_t word_count) {
    std::vector<std::uint32_t> order(counted.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, {}, [&](std::uint32_t i) { return std::pair(persons[i], i); });
    std::vector<std::uint32_t> said_by(word_count);
    std::vector<std::uint32_t> last(word_count, HashIndex::kNone);
    for (const std::uint32_t i : order) {
        for (const Counted& one : counted[i]) {
            if (last[one.word] == persons[i]) continue;
            last[one.word] = persons[i];
            ++said_by[one.word];
        }
    }
    return said_by;
}

WordVector Weigh(const std::vector<Counted>& counted, const std::vector<std::uint32_t>& said_by,
                 double messages) {
    const auto most = static_cast<std::uint32_t>(messages * kPersonsShareMax);
    WordVector words;
    for (const Counted& one : counted) {
        const std::uint32_t persons = said_by[one.word];
        if (persons < kPersonsMin || persons > std::max(most, kPersonsRare)) continue;
        const double rarity = std::log(1 + std::max(messages, kMessagesMin) / persons);
        words.push_back({one.word, static_cast<float>(std::sqrt(one.squared) * rarity)});
    }
    std::ranges::sort(words, [](const WordWeight& a, const WordWeight& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.word < b.word;
    });
    if (words.size() > kWordsMax) words.resize(kWordsMax);
    double squares = 0;
    for (const WordWeight& one : words) squares += double{one.weight} * one.weight;
    for (WordWeight& one : words) one.weight /= static_cast<float>(std::sqrt(squares));
    std::ranges::sort(words, {}, &WordWeight::word);
    return words;
}

}  // namespace

std::vector<std::u32string> TopicUnits(std::string_view text, std::size_t code_points_max) {
    std::vector<std::u32string> units;
    std::u32string run;
    const auto end_run = [&] {
        if (run.empty()) return;
        if (IsLongNumber(run)) run.clear();
        units.push_back(run.substr(0, kUnitMax));
        run.clear();
    };
    for (const char32_t c : CodePoints(FirstCodePoints(text, code_points_max))) {
        const char32_t folded = Fold(c);
        if (IsLetter(folded)) {
            run += folded;
            continue;
        }
        end_run();
        if (IsHan(folded)) {
            units.emplace_back(1, folded);
        } else if (!units.empty() && !units.back().empty()) {
            units.emplace_back();
        }
    }
    end_run();
    return units;
}

WordVectors WordVectorsOf(std::span<const TopicMessage* const> messages) {
    HashIndex index(1U << 16U);
    PartCounter parts(index);
    std::vector<std::vector<Counted>> counted;
    counted.reserve(messages.size());
    for (const TopicMessage* message : messages) {
        parts.Add(TopicUnits(message->title, kTopicTitleMax), true);
        parts.Add(TopicUnits(message->text, kTopicTextMax), false);
        counted.push_back(parts.Take());
    }
    WordVectors vectors;
    vectors.persons = NumberPersons(messages);
    vectors.word_count = index.size();
    const auto said_by = PersonsOfWords(counted, vectors.persons, index.size());
    vectors.of.reserve(messages.size());
    for (const auto& of_one : counted)
        vectors.of.push_back(Weigh(of_one, said_by, static_cast<double>(messages.size())));
    return vectors;
}

}  // namespace liandong
