#include "app/category_matcher.hpp"

#include <chrono>
#include <fstream>
#include <iostream>
#include <span>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include "app/category_matcher_requests.hpp"
#include "app/open_case.hpp"
#include "base/text.hpp"

namespace liandong {
namespace {

// The app knows no profile reader: categories.csv of haikou needs no quotes, so splitting at commas
// reads it.
City CityOf(const std::string& path) {
    City city;
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        const auto cells = Split(line, ',');
        EXPECT_EQ(cells.size(), 10U) << line;
        Category category;
        category.code = CategoryCode{std::string(cells[0])};
        category.level1 = cells[1];
        category.level2 = cells[2];
        category.name = cells[4];
        category.urgent = cells[7] == "true";
        for (const std::string_view keyword : Split(cells[9], '|'))
            category.keywords.emplace_back(keyword);
        city.categories.push_back(std::move(category));
    }
    city.version = path;
    city.BuildIndex();
    return city;
}

struct Tally {
    int taken = 0;
    int taken_right = 0;
    int first_right = 0;
    int in_five = 0;
};

Tally Count(CategoryMatcher& matcher, const City& city, std::span<const ExpectedRequest> requests) {
    Tally tally;
    for (const ExpectedRequest& request : requests) {
        EXPECT_NE(city.FindCategory(CategoryCode{request.category}), nullptr) << request.category;
        const auto guesses = matcher.Classify(city, request.text);
        const bool is_right =
            !guesses.empty() && guesses.front().category.value == request.category;
        const bool is_taken = !guesses.empty() && guesses.front().probability >= kGuessTaken;
        tally.taken += is_taken ? 1 : 0;
        tally.taken_right += is_taken && is_right ? 1 : 0;
        tally.first_right += is_right ? 1 : 0;
        for (const Guess& guess : guesses)
            tally.in_five += guess.category.value == request.category ? 1 : 0;
        if (!is_right || std::getenv("LIANDONG_SHOW_GUESSES") != nullptr) {
            std::cout << (is_taken ? "taken " : "asked ") << request.text << " wants "
                      << request.category;
            for (const Guess& guess : guesses)
                std::cout << ' ' << guess.category.value << '=' << guess.probability;
            std::cout << '\n';
        }
    }
    std::cout << "of " << requests.size() << ": first guess right " << tally.first_right
              << ", among five " << tally.in_five << ", taken " << tally.taken << " of which right "
              << tally.taken_right << '\n';
    return tally;
}

TEST(CategoryMatcher, WhatIsTakenWithoutAPersonIsRight) {
    const City city = CityOf("profiles/haikou/categories.csv");
    ASSERT_EQ(city.categories.size(), 363U);
    CategoryMatcher matcher;
    const Tally first = Count(matcher, city, kFirstRequests);
    EXPECT_GE(first.taken_right * 100, first.taken * 85);
    EXPECT_GE(first.taken, 15) << "one that dares nothing would help nobody";
    const Tally second = Count(matcher, city, kSecondRequests);
    EXPECT_GE(second.taken_right * 100, second.taken * 85);
}

TEST(CategoryMatcher, DoesNotDareWithoutReason) {
    const City city = CityOf("profiles/haikou/categories.csv");
    CategoryMatcher matcher;
    for (const char* text : kUnclearRequests) {
        const auto guesses = matcher.Classify(city, text);
        EXPECT_TRUE(guesses.empty() || guesses.front().probability < kGuessTaken) << text;
    }
    EXPECT_TRUE(matcher.Classify(City{}, "路灯不亮").empty());
}

TEST(CategoryMatcher, ProbabilitiesAreThose) {
    const City city = CityOf("profiles/haikou/categories.csv");
    CategoryMatcher matcher;
    for (const ExpectedRequest& request : kFirstRequests) {
        const auto guesses = matcher.Classify(city, request.text);
        double sum = 0;
        double before = 1;
        for (const Guess& guess : guesses) {
            EXPECT_LE(guess.probability, before);
            before = guess.probability;
            sum += guess.probability;
        }
        EXPECT_LE(sum, 1.0 + 1e-9);
        EXPECT_LE(guesses.size(), 5U);
    }
}

TEST(CategoryMatcher, TheShareOfUrgentCountsWhatIsNotShown) {
    const City city = CityOf("profiles/haikou/categories.csv");
    CategoryMatcher matcher;
    for (const ExpectedRequest& request : kFirstRequests) {
        double shown = 0;
        for (const Guess& guess : matcher.Classify(city, request.text))
            shown += city.FindCategory(guess.category)->urgent ? guess.probability : 0;
        const double share = matcher.ShareOfUrgent(city, request.text);
        EXPECT_GE(share, shown - 1e-9) << request.text;
        EXPECT_LE(share, 1) << request.text;
    }
    EXPECT_GE(matcher.ShareOfUrgent(city, "路面塌了一个大洞"), kUrgentShareMin);
    EXPECT_LT(matcher.ShareOfUrgent(city, "图书馆周末几点开门"), kUrgentShareMin);
    EXPECT_EQ(matcher.ShareOfUrgent(city, ""), 0);
}

TEST(CategoryMatcher, AnotherCityAnswersWithItsOwnCategories) {
    const City haikou = CityOf("profiles/haikou/categories.csv");
    const City qingshui = CityOf("profiles/qingshui/categories.csv");
    CategoryMatcher matcher;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            const City& city = i % 2 == 0 ? haikou : qingshui;
            const char* const expected = i % 2 == 0 ? "030101" : "3001";
            for (int round = 0; round < 20; ++round) {
                const auto guesses = matcher.Classify(city, "家里停水了，一滴水都没有");
                ASSERT_FALSE(guesses.empty());
                ASSERT_EQ(guesses.front().category.value, expected);
            }
        });
    }
}

// Counts only: how many real messages it would take without a person. Whether rightly is not known
// here.
TEST(CategoryMatcher, CoverageOnRealMessages) {
    std::ifstream in("../shared/data/messages/labelled_raw.csv");
    if (!in) {
        std::cout << "skipped: no real messages here\n";
        return;
    }
    const City city = CityOf("profiles/haikou/categories.csv");
    CategoryMatcher matcher;
    (void)matcher.Classify(city, "路灯");
    std::string line;
    int texts = 0;
    int some = 0;
    int taken = 0;
    std::chrono::steady_clock::duration spent{};
    while (std::getline(in, line)) {
        ++texts;
        const auto begin = std::chrono::steady_clock::now();
        const auto guesses = matcher.Classify(city, line);
        spent += std::chrono::steady_clock::now() - begin;
        some += guesses.empty() ? 0 : 1;
        taken += !guesses.empty() && guesses.front().probability >= kGuessTaken ? 1 : 0;
    }
    std::cout << "of " << texts << " lines: some guess " << some << ", taken " << taken << ", "
              << std::chrono::duration_cast<std::chrono::microseconds>(spent).count() /
                     std::max(texts, 1)
              << " us a line\n";
    EXPECT_GT(some, 0);
}

}  // namespace
}  // namespace liandong
