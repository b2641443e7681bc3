// What repeats and answers look like in real messages; the labels are ours (docs/labelling.md).

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <unordered_map>

#include <gtest/gtest.h>

#include "adapters/csv/csv_reader.hpp"
#include "app/category_matcher.hpp"
#include "base/text.hpp"
#include "domain/classify/signals.hpp"
#include "domain/propose/answer_check.hpp"
#include "domain/propose/similar.hpp"

namespace liandong {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> Rows(const std::string& path) {
    std::vector<Row> rows;
    std::ifstream file(path, std::ios::binary);
    csv::Reader reader(file);
    std::vector<std::string> names;
    while (true) {
        const auto next = reader.Next();
        if (!next || !*next) return rows;
        const auto& fields = (*next)->fields;
        if (names.empty()) {
            for (const auto& field : fields) names.push_back(field.text);
            if (names.front().starts_with("\xEF\xBB\xBF")) names.front().erase(0, 3);
            continue;
        }
        Row row;
        for (std::size_t i = 0; i < std::min(fields.size(), names.size()); ++i)
            row[names[i]] = fields[i].text;
        rows.push_back(std::move(row));
    }
}

// "2019/12/26 11:25:05" and "2019/08/01".
Instant TimeOf(const std::string& text) {
    const auto parts = Split(std::string_view(text).substr(0, text.find(' ')), '/');
    if (parts.size() != 3) return {};
    const auto number = [&](std::size_t i) { return std::stoi(std::string(parts[i])); };
    const std::chrono::year_month_day day{std::chrono::year{number(0)},
                                          std::chrono::month{static_cast<unsigned>(number(1))},
                                          std::chrono::day{static_cast<unsigned>(number(2))}};
    return std::chrono::sys_days{day};
}

ComparedMatter MatterOf(const Row& row) {
    ComparedMatter matter;
    matter.title = row.at("subject");
    matter.text = row.at("body");
    matter.opened_at = TimeOf(row.at("time"));
    return matter;
}

/// The pairs of neighbouring characters that few messages hold, and which messages those are: what
/// a store's index gives.
class RarePairs {
public:
    explicit RarePairs(const std::vector<Row>& rows) {
        for (const Row& row : rows) {
            pairs_.push_back(PairsOf(row.at("subject") + "\n" + row.at("body")));
            for (const std::uint64_t pair : pairs_.back())
                holders_[pair].push_back(pairs_.size() - 1);
        }
    }
    /// The messages that share most rare pairs with message `i`; ties by number.
    [[nodiscard]] std::vector<std::size_t> LikeliestOf(std::size_t i, std::size_t count) const {
        constexpr std::size_t kRareMax = 60;
        std::map<std::size_t, int> shared;
        for (const std::uint64_t pair : pairs_[i]) {
            const auto& holders = holders_.at(pair);
            if (holders.size() > kRareMax) continue;
            for (const std::size_t other : holders) {
                if (other != i) ++shared[other];
            }
        }
        std::vector<std::pair<int, std::size_t>> ranked;
        ranked.reserve(shared.size());
        for (const auto& [other, times] : shared) ranked.emplace_back(-times, other);
        std::ranges::sort(ranked);
        std::vector<std::size_t> likeliest;
        for (const auto& [times, other] : ranked) {
            if (likeliest.size() < count) likeliest.push_back(other);
        }
        return likeliest;
    }

private:
    static std::vector<std::uint64_t> PairsOf(const std::string& text) {
        const std::u32string points = CodePoints(FirstCodePoints(text, 1'000));
        std::vector<std::uint64_t> pairs;
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            if (points[i] >= 0x3400 && points[i + 1] >= 0x3400)
                pairs.push_back((std::uint64_t{points[i]} << 32U) | points[i + 1]);
        }
        std::ranges::sort(pairs);
        const auto [first, last] = std::ranges::unique(pairs);
        pairs.erase(first, last);
        return pairs;
    }
    std::vector<std::vector<std::uint64_t>> pairs_;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> holders_;
};

struct JudgedPair {
    double score = 0;
    bool same = false;
    double weight = 1;  ///< pairs of its stratum for each that was labelled
};

/// Precision and recall at a score, each pair once or as often as its stratum stands for.
struct Quality {
    double precision = 0;
    double recall = 0;
};
Quality QualityAt(const std::vector<JudgedPair>& judged, double score, bool weighted) {
    double taken = 0;
    double right = 0;
    double same = 0;
    for (const JudgedPair& pair : judged) {
        const double weight = weighted ? pair.weight : 1;
        if (pair.same) same += weight;
        if (pair.score < score) continue;
        taken += weight;
        if (pair.same) right += weight;
    }
    return {taken > 0 ? right / taken : 1, same > 0 ? right / same : 1};
}

void Print(const std::string& part, const std::vector<JudgedPair>& judged) {
    std::mt19937 random(7);  // NOLINT(bugprone-random-generator-seed): the same figures every time
    for (const double score : {0.3, 0.4, 0.5, 0.6, 0.7, 0.8}) {
        std::vector<double> precisions;
        std::vector<double> recalls;
        for (int redraw = 0; redraw < 1'000; ++redraw) {
            std::vector<JudgedPair> drawn;
            drawn.reserve(judged.size());
            for (std::size_t i = 0; i < judged.size(); ++i)
                drawn.push_back(judged[random() % judged.size()]);
            const Quality quality = QualityAt(drawn, score, false);
            precisions.push_back(quality.precision);
            recalls.push_back(quality.recall);
        }
        std::ranges::sort(precisions);
        std::ranges::sort(recalls);
        const Quality plain = QualityAt(judged, score, false);
        const Quality weighted = QualityAt(judged, score, true);
        std::cout << std::fixed << std::setprecision(2) << part << ", score " << score
                  << ": precision " << plain.precision << " (" << precisions[25] << " to "
                  << precisions[974] << "), recall " << plain.recall << " (" << recalls[25]
                  << " to " << recalls[974] << "); by stratum: precision " << weighted.precision
                  << ", recall " << weighted.recall << '\n';
    }
}

TEST(RealTexts, RepeatsAreTold) {
    const auto rows = Rows("../shared/data/messages/messages_4326.csv");
    if (rows.empty()) {
        std::cout << "skipped: no messages\n";
        return;
    }
    std::map<std::string, std::size_t> number_of;
    for (std::size_t i = 0; i < rows.size(); ++i) number_of[rows[i].at("id")] = i;
    const RarePairs index(rows);
    const auto labels = Rows("tests/data/similar_pairs.csv");
    std::map<std::string, int> of_stratum;
    for (const Row& label : labels) ++of_stratum[label.at("stratum")];
    std::map<std::string, std::vector<JudgedPair>> parts;
    for (const Row& label : labels) {
        constexpr std::size_t kPool = 30;
        const std::size_t one = number_of.at(label.at("id"));
        const std::size_t other = number_of.at(label.at("other"));
        std::vector<std::size_t> pool = index.LikeliestOf(one, kPool);
        if (std::ranges::find(pool, other) == pool.end()) pool.back() = other;
        std::vector<ComparedMatter> candidates;
        for (const std::size_t i : pool) {
            candidates.push_back(MatterOf(rows[i]));
            candidates.back().is_same_person = rows[i].at("user") == rows[one].at("user");
        }
        const auto at = static_cast<std::size_t>(std::ranges::find(pool, other) - pool.begin());
        const auto found = CompareAll(MatterOf(rows[one]), candidates);
        parts[label.at("part")].push_back(
            {found[at].score, label.at("same") == "1",
             std::stod(label.at("pairs_in_stratum")) / of_stratum.at(label.at("stratum"))});
    }
    for (const auto& [part, judged] : parts) {
        std::cout << part << ": " << judged.size() << " pairs, "
                  << std::ranges::count(judged, true, &JudgedPair::same) << " of the same matter\n";
        Print(part, judged);
    }
    // What was measured when this was written, less the width of its interval.
    const Quality reported = QualityAt(parts.at("reported"), kSameMatter, false);
    EXPECT_GE(reported.precision, 0.85);
    EXPECT_GE(reported.recall, 0.80);
}

City Haikou() {
    City city;
    for (const Row& row : Rows("profiles/haikou/categories.csv")) {
        Category category;
        category.code = CategoryCode{row.at("code")};
        category.level1 = row.at("level1");
        category.level2 = row.at("level2");
        category.name = row.at("name");
        category.urgent = row.at("urgent") == "true";
        for (const std::string_view keyword : Split(row.at("keywords"), '|'))
            category.keywords.emplace_back(keyword);
        city.categories.push_back(std::move(category));
    }
    city.version = "haikou";
    city.BuildIndex();
    return city;
}

// What people labelled with an urgent category, and what a program would call urgent.
TEST(RealTexts, UrgentRequestsAreSeen) {
    const City city = Haikou();
    CategoryMatcher matcher;
    std::map<std::string, std::map<std::string, std::string>> texts;
    for (const char* name : {"messages_4326", "messages_with_replies_2816"}) {
        for (const Row& row : Rows(std::string("../shared/data/messages/") + name + ".csv"))
            texts[name][row.at("id")] = row.at("subject") + "\n" + row.at("body");
    }
    struct Tally {
        int urgent = 0;
        int other = 0;
        std::map<std::string, int> seen;
        std::map<std::string, int> alarms;
    };
    std::map<std::string, Tally> tallies;
    for (const Row& row : Rows("tests/data/category_labels.csv")) {
        const auto found = texts[row.at("file")].find(row.at("id"));
        if (found == texts[row.at("file")].end()) continue;
        const auto guesses = matcher.Classify(city, found->second);
        const auto is_urgent = [&](const CategoryCode& code) {
            const Category* category = city.FindCategory(code);
            return category != nullptr && category->urgent;
        };
        const bool by_danger = SpeaksOfDanger(SignalsOf(found->second));
        const bool by_first = !guesses.empty() && is_urgent(guesses.front().category);
        const bool by_any = std::ranges::any_of(
            guesses, [&](const Guess& guess) { return is_urgent(guess.category); });
        const bool by_share = matcher.ShareOfUrgent(city, found->second) >= kUrgentShareMin;
        Tally& tally = tallies[row.at("part")];
        const bool urgent = is_urgent(CategoryCode{row.at("category")});
        ++(urgent ? tally.urgent : tally.other);
        auto& counts = urgent ? tally.seen : tally.alarms;
        counts["first guess"] += by_first ? 1 : 0;
        counts["danger said"] += by_danger ? 1 : 0;
        counts["first guess or danger"] += by_first || by_danger ? 1 : 0;
        counts["any guess or danger"] += by_any || by_danger ? 1 : 0;
        counts["share of urgent or danger"] += by_share || by_danger ? 1 : 0;
    }
    if (tallies.empty()) std::cout << "skipped: no messages\n";
    for (auto& [part, tally] : tallies) {
        for (const auto& [how, count] : tally.seen) {
            std::cout << part << ", " << how << ": " << count << " of " << tally.urgent
                      << " urgent ones, " << tally.alarms[how] << " of " << tally.other
                      << " others\n";
        }
    }
}

double ShareBelow(const std::vector<double>& values, double limit) {
    return static_cast<double>(
               std::ranges::count_if(values, [&](double value) { return value < limit; })) /
           static_cast<double>(values.size());
}

// No labels are needed to ask whether an answer is told from one to somebody else.
TEST(RealTexts, AnAnswerIsToldFromOneToAnotherRequest) {
    const auto rows = Rows("../shared/data/messages/messages_with_replies_2816.csv");
    if (rows.empty()) {
        std::cout << "skipped: no messages\n";
        return;
    }
    std::map<std::string, std::vector<double>> own;
    std::map<std::string, std::vector<double>> strange;
    std::map<AnswerFlaw, int> flaws;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        AnswerToCheck answer;
        answer.asked = rows[i].at("subject") + "\n" + rows[i].at("body");
        answer.reply = rows[i].at("reply");
        answer.answered_on = DayOf(TimeOf(rows[i].at("reply_time")), UtcOffset{0});
        const std::string part = i % 2 == 0 ? "chosen on" : "reported";
        const auto check = CheckAnswer(answer);
        own[part].push_back(check.relevance);
        if (i % 2 == 1) {
            std::optional<AnswerFlaw> last;
            for (const AnswerFinding& finding : check.findings) {
                if (last != finding.flaw) ++flaws[finding.flaw];
                last = finding.flaw;
            }
        }
        answer.reply = rows[(i + 1'001) % rows.size()].at("reply");
        strange[part].push_back(CheckAnswer(answer).relevance);
    }
    for (const auto& [part, values] : own) {
        for (const double limit : {0.02, 0.04, 0.06, 0.08, 0.12}) {
            std::cout << std::fixed << std::setprecision(3) << part << ", relevance below " << limit
                      << ": " << ShareBelow(values, limit) << " of " << values.size()
                      << " answers, " << ShareBelow(strange[part], limit)
                      << " of answers to another request\n";
        }
    }
    for (const auto& [flaw, count] : flaws)
        std::cout << "reported, " << Code(flaw) << ": " << count << " answers\n";
    EXPECT_GT(ShareBelow(strange["reported"], 0.04), 3 * ShareBelow(own["reported"], 0.04));
}

}  // namespace
}  // namespace liandong
