// How often the first guesses are right for a city without history: real messages, labelled by hand
// (docs/labelling.md).

#include <fstream>
#include <iostream>
#include <map>

#include <gtest/gtest.h>

#include "adapters/csv/csv_reader.hpp"
#include "app/category_matcher.hpp"
#include "base/text.hpp"

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
        Row row;
        for (std::size_t i = 0; i < (*next)->fields.size(); ++i) {
            if (rows.empty() && names.size() <= i) {
                names.push_back((*next)->fields[i].text);
            } else if (i < names.size()) {
                row[names[i]] = (*next)->fields[i].text;
            }
        }
        if (!row.empty()) rows.push_back(std::move(row));
    }
}

City Haikou() {
    City city;
    for (const Row& row : Rows("profiles/haikou/categories.csv")) {
        Category category;
        category.code = CategoryCode{row.at("code")};
        category.level1 = row.at("level1");
        category.level2 = row.at("level2");
        category.name = row.at("name");
        for (const std::string_view keyword : Split(row.at("keywords"), '|'))
            category.keywords.emplace_back(keyword);
        city.categories.push_back(std::move(category));
    }
    city.version = "haikou";
    city.BuildIndex();
    return city;
}

/// "subject\nbody" by id; of the file without ids the number of the row, from 0.
std::map<std::string, std::string> Texts(const std::string& name) {
    std::map<std::string, std::string> texts;
    for (const Row& row : Rows("../shared/data/messages/" + name + ".csv")) {
        if (row.contains("id")) {
            texts[row.at("id")] = row.at("subject") + "\n" + row.at("body");
        } else {
            texts[std::to_string(texts.size())] = row.at("title") + "\n" + row.at("content");
        }
    }
    return texts;
}

struct Tally {
    double messages = 0;
    double first = 0;
    double among_five = 0;
    double taken = 0;
    double taken_right = 0;

    void Add(const std::vector<Guess>& guesses, const std::string& category) {
        messages += 1;
        for (std::size_t i = 0; i < guesses.size(); ++i) {
            if (guesses[i].category.value != category) continue;
            first += i == 0 ? 1 : 0;
            among_five += 1;
        }
        if (guesses.empty() || guesses.front().probability < 0.6) return;
        taken += 1;
        taken_right += guesses.front().category.value == category ? 1 : 0;
    }
};

/// Of the reported messages by their row: they were drawn at three times (docs/labelling.md).
std::string DrawnWith(int row) {
    if (row <= 260) return "reported, the first 260";
    return row <= 510 ? "reported, the next 250" : "reported, the last 100";
}

TEST(ColdStart, GuessesRealMessagesWithoutHavingLearnedFromAny) {
    std::map<std::string, std::map<std::string, std::string>> files;
    for (const char* name :
         {"messages_4326", "messages_with_replies_2816", "messages_hangzhou_1234"}) {
        files[name] = Texts(name);
        if (files[name].empty()) {
            std::cout << "skipped: no real messages here\n";
            return;
        }
    }
    const City city = Haikou();
    CategoryMatcher matcher;
    std::map<std::string, Tally> parts;
    int reported = 0;
    for (const Row& row : Rows("tests/data/category_labels.csv")) {
        const auto& texts = files.at(row.at("file"));
        const auto text = texts.find(row.at("id"));
        ASSERT_NE(text, texts.end()) << row.at("file") << ' ' << row.at("id");
        const auto guesses = matcher.Ranked(city, text->second, 5);
        parts[row.at("part")].Add(guesses, row.at("category"));
        if (row.at("part") == "reported")
            parts[DrawnWith(++reported)].Add(guesses, row.at("category"));
    }
    for (const auto& [part, tally] : parts) {
        std::cout << part << ": " << tally.messages << " messages, first guess right "
                  << tally.first / tally.messages << ", among five "
                  << tally.among_five / tally.messages << "; taken without a person "
                  << tally.taken / tally.messages << ", of these right "
                  << tally.taken_right / tally.taken << '\n';
    }
    EXPECT_EQ(parts.at("reported").messages, 610);
    EXPECT_GE(parts.at("reported").first / 610, 0.56);
}

}  // namespace
}  // namespace liandong
