// What the desk waits for with every letter typed: a search over 10,000 articles in force.
//
//   article_bench [PROFILE [ARTICLES]]      default profiles/haikou 10000
//
// The articles are made of the profile's own: each is an article of it, asked for one category and
// one place. The questions are what people ask, from the second letter to the last. Times are those
// of the use case, in microseconds.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "adapters/profile/load_profile.hpp"
#include "app/article_board.hpp"
#include "base/text.hpp"

namespace liandong {
namespace {

using Clock = std::chrono::steady_clock;

double Micros(Clock::time_point since) {
    return std::chrono::duration<double, std::micro>(Clock::now() - since).count();
}

void Print(const char* name, std::vector<double> micros) {
    std::ranges::sort(micros);
    const auto at = [&](double share) {
        const auto i = static_cast<std::size_t>(share * static_cast<double>(micros.size()));
        return micros[std::min(micros.size() - 1, i)];
    };
    std::printf("%-28s %7zu asked   p50 %8.1f us   p99 %8.1f us   max %9.1f us\n", name,
                micros.size(), at(0.5), at(0.99), micros.back());
}

ArticleCard CardOf(const ArticleSeed& seed, const City& city, std::size_t nth) {
    const Category& category = city.categories[nth % city.categories.size()];
    const Place& place = city.places[nth * 7 % city.places.size()];
    ArticleCard card;
    card.id = DocumentId{202603020000001 + static_cast<std::int64_t>(nth)};
    card.version = 2;
    card.code = seed.code + "-" + std::to_string(nth);
    card.edition = 1;
    card.unit = seed.unit;
    card.categories = {category.code};
    if (nth % 3 == 0) card.place = place.code;
    card.title = seed.title + "：" + category.name + "（" + place.name + "）";
    for (const std::string& question : seed.questions)
        card.questions += place.name + category.name + question + "\n";
    card.spoken = seed.spoken;
    return card;
}

// "身份", "身份证", "身份证丢" …
std::vector<std::string> AsTyped(const std::string& question) {
    std::vector<std::string> typed;
    std::string so_far;
    for (std::size_t i = 0; i < question.size(); ++i) {
        so_far += question[i];
        const bool is_whole = i + 1 == question.size() ||
                              (static_cast<unsigned char>(question[i + 1]) & 0xC0U) != 0x80U;
        if (is_whole && CountCodePoints(so_far) > 1) typed.push_back(so_far);
    }
    return typed;
}

int Run(const std::string& directory, std::size_t count) {
    const auto loaded = profile::LoadProfile(directory);
    if (loaded.city == nullptr || loaded.city->knowledge.empty()) {
        std::fprintf(stderr, "%s has no articles\n", directory.c_str());
        return 2;
    }
    const City& city = *loaded.city;
    const auto& seeds = city.knowledge;
    ArticleBoard board;
    std::vector<double> put;
    for (std::size_t i = 0; i < count; ++i) {
        const ArticleSeed& seed = seeds[i % seeds.size()];
        const auto before = Clock::now();
        board.Put(CardOf(seed, city, i), seed.answer, {});
        put.push_back(Micros(before));
    }
    const Instant now = *ParseRfc3339("2026-03-02T09:00:00+08:00");
    std::vector<double> found;
    std::vector<double> narrowed;
    for (int round = 0; round < 20; ++round) {
        for (const ArticleSeed& seed : seeds) {
            for (const std::string& question : seed.questions) {
                for (const std::string& typed : AsTyped(question)) {
                    ArticleQuestion asked;
                    asked.text = typed;
                    auto before = Clock::now();
                    (void)board.Find(asked, city, now);
                    found.push_back(Micros(before));
                    asked.category = seed.category.value.substr(0, 2);
                    asked.place = city.places[found.size() % city.places.size()].code;
                    before = Clock::now();
                    (void)board.Find(asked, city, now);
                    narrowed.push_back(Micros(before));
                }
            }
        }
    }
    std::printf("%zu articles in force\n", count);
    Print("put", std::move(put));
    Print("found by words", std::move(found));
    Print("with category and place", std::move(narrowed));
    return 0;
}

}  // namespace
}  // namespace liandong

int main(int argc, char** argv) {
    const std::vector<std::string> args(argv, argv + argc);
    const std::size_t count =
        args.size() > 2 ? std::strtoull(args[2].c_str(), nullptr, 10) : 10'000;
    return liandong::Run(args.size() > 1 ? args[1] : "profiles/haikou", count);
}
