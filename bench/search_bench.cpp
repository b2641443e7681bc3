// search_bench fill PROFILE PATH KEYS TEXTS   cases with nothing but what a search needs, 100 a set
// search_bench ask PROFILE PATH KEYS TEXTS    p50 and p99 of 200 questions of each kind, as a user
//                                             asks them: found, ranked, opened, with snippets
//
// PATH is a file for SQLite, or postgresql://… of an empty database; KEYS a file for the master
// key, made when it is not there. The texts are those of made_requests.hpp, each with a document of
// words, sounds and parts of a number as the use cases make it, and its narrative sealed in the
// vault. There is no journal, no clock and no message: fill measures nothing.

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "adapters/crypto/vault.hpp"
#include "adapters/profile/load_profile.hpp"
#include "adapters/store/postgres/postgres_store.hpp"
#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "app/case_change.hpp"
#include "app/search_cases.hpp"
#include "base/text.hpp"
#include "codec/event_codec.hpp"
#include "made_requests.hpp"
#include "support.hpp"

namespace liandong {
namespace {

using bench::Must;

using Watch = std::chrono::steady_clock;

constexpr std::int64_t kCasesPerDay = 14'306;
constexpr Day kFirstDay{std::chrono::days(20'000)};
constexpr int kQuestions = 200;

Deadline Soon() { return Deadline::In(std::chrono::seconds(60)); }

CaseChange MakeCase(const Services& services, const bench::MadeRequests& made, std::int64_t n) {
    const bench::MadeRequest text = made.Make(static_cast<std::uint64_t>(n));
    const std::int64_t day = n / kCasesPerDay;
    const Instant at = FromMillis((kFirstDay.time_since_epoch().count() + day) * 86'400'000 +
                                  n % kCasesPerDay * 6'000);
    CaseChange change;
    Case& c = change.after;
    c.id = CaseId{store::DayNumber(kFirstDay + std::chrono::days(day)) * store::kNumbersPerDay +
                  n % kCasesPerDay + 1};
    c.version = 1;
    c.category.value = text.category;
    c.place.value = text.place;
    c.opened_at = at;
    c.narrative.row = 1;
    Caller caller;
    caller.phone = text.phone;
    const Narrative narrative{text.title, text.content, text.address, ""};
    const auto key = Must(services.vault.NewCaseKey(c.id));
    auto sealed = Must(services.vault.Seal(key.key, c.id, 1, EncodeNarrative(narrative)));
    c.narrative.digest = sealed.digest;
    change.wrapped_key = key.wrapped;
    change.vault_rows = {{1, std::move(sealed.ciphertext)}};
    change.events.push_back(
        {c.id, 1, "case_opened", at, at, "user:bench@", "0123456789abcdef", "{}", std::nullopt});
    change.search =
        MakeSearchDocument(caller, narrative, c, *services.city.Current(), services.vault);
    return change;
}

void Fill(const Services& services, const bench::MadeRequests& made, std::int64_t texts) {
    constexpr std::int64_t kPerSet = 100;
    std::atomic<std::int64_t> next = 0;
    const auto fill = [&] {
        for (std::int64_t from = next.fetch_add(kPerSet); from < texts;
             from = next.fetch_add(kPerSet)) {
            ChangeSet set;
            for (std::int64_t n = from; n < std::min(from + kPerSet, texts); ++n)
                set.cases.push_back(MakeCase(services, made, n));
            Must(services.store.Commit(set, Soon()));
            if (from % 100'000 == 0)
                std::fprintf(stderr, "%lld texts\n", static_cast<long long>(from));
        }
    };
    std::vector<std::jthread> threads;
    threads.reserve(3);
    for (int i = 0; i < 3; ++i) threads.emplace_back(fill);
}

/// Characters of a text from one place on; a blank where it is shorter.
std::string Piece(std::string_view text, std::size_t from, std::size_t count) {
    const std::u32string all = CodePoints(text);
    std::string piece;
    for (std::size_t i = from; i < std::min(from + count, all.size()); ++i)
        AppendUtf8(piece, all[i]);
    return piece;
}

struct Kind {
    const char* name;
    SearchIn in;
    std::function<std::string(const bench::MadeRequest&, int)> question;
};

std::vector<Kind> Kinds(const City& city) {
    const auto& words = city.categories;
    const auto word = [&words](int i) {
        const auto& keywords = words[static_cast<std::size_t>(i * 7) % words.size()].keywords;
        return keywords[static_cast<std::size_t>(i) % keywords.size()];
    };
    const auto place_of = [&city](const bench::MadeRequest& text) {
        const Place* place = city.FindPlace(PlaceCode{text.place});
        return place == nullptr ? std::string("社区") : place->name;
    };
    return {
        {"one frequent word", SearchIn::kWords,
         [](const auto&, int i) {
             constexpr std::array kFrequent{"小区", "附近", "社区", "希望", "处理"};
             return std::string(kFrequent.at(static_cast<std::size_t>(i) % kFrequent.size()));
         }},
        {"a word of the catalogue, with its synonyms", SearchIn::kWords,
         [word](const auto&, int i) { return word(i); }},
        {"one rare piece of text", SearchIn::kWords,
         [](const auto& text, int) { return Piece(text.content, 4, 7); }},
        {"two words", SearchIn::kWords,
         [word](const auto&, int i) { return word(i) + " " + word(i + 1); }},
        {"a place and a word", SearchIn::kWords,
         [word, place_of](const auto& text, int i) { return place_of(text) + " " + word(i); }},
        {"part of a number", SearchIn::kPhone,
         [](const auto& text, int i) {
             const std::size_t digits = 4 + static_cast<std::size_t>(i) % 4;
             return text.phone.substr(text.phone.size() - digits);
         }},
        {"initials", SearchIn::kSounds,
         [](const auto&, int i) {
             constexpr std::array kInitials{"ld", "jg", "ljt", "wywy", "xfs"};
             return std::string(kInitials.at(static_cast<std::size_t>(i) % kInitials.size()));
         }},
        {"pinyin", SearchIn::kSounds,
         [](const auto&, int i) {
             constexpr std::array kPinyin{"ludeng", "jinggai", "laji", "tingche", "zaoyin"};
             return std::string(kPinyin.at(static_cast<std::size_t>(i) % kPinyin.size()));
         }},
        {"homophones", SearchIn::kSounds,
         [](const auto&, int i) {
             constexpr std::array kTyped{"路登", "警盖", "拉圾", "庭车", "燥音"};
             return std::string(kTyped.at(static_cast<std::size_t>(i) % kTyped.size()));
         }},
    };
}

void Ask(const Services& services, const bench::MadeRequests& made, std::int64_t texts) {
    const Principal everybody{Actor{ActorKind::kUser, "bench", UnitCode{}}, {"*"}, {}};
    const auto city = services.city.Current();
    std::printf("| question | p50 ms | p99 ms | most ms | lines |\n|---|---|---|---|---|\n");
    for (const Kind& kind : Kinds(*city)) {
        std::vector<double> times;
        std::size_t lines = 0;
        for (int i = 0; i < kQuestions; ++i) {
            const auto text =
                made.Make(static_cast<std::uint64_t>(std::int64_t{i} * 9'973 % texts));
            const std::string question = kind.question(text, i);
            const auto before = Watch::now();
            const auto found =
                Must(SearchCases(services, everybody, question, kind.in, {}, {}, Soon()));
            times.push_back(
                std::chrono::duration<double, std::milli>(Watch::now() - before).count());
            lines += found.page.items.size();
        }
        std::sort(times.begin(), times.end());
        std::printf("| %s | %.1f | %.1f | %.1f | %zu |\n", kind.name, times[kQuestions / 2],
                    times[kQuestions * 99 / 100], times.back(), lines / kQuestions);
        std::fflush(stdout);
    }
}

int Run(const std::string& mode, const char* profile, const std::string& path, const char* keys,
        std::int64_t texts) {
    const auto loaded = profile::LoadProfile(profile);
    if (!loaded.city || texts < 1) {
        std::fprintf(stderr, "the profile %s has faults, or there are no texts\n", profile);
        return 1;
    }
    const auto store =
        Must(path.starts_with("postgresql://") ? store::OpenPostgresStore(path, loaded.city->code)
                                               : store::OpenSqliteStore(path, loaded.city->code));
    const auto vault =
        crypto::MakeVault(Must(crypto::Vault::FromFile(keys, crypto::Vault::IfMissing::kCreate)));
    bench::SystemTime clock;
    bench::OneCity city(loaded.city);
    bench::NoGuess classifier;
    const Services services{*store, *vault, clock, city, classifier};
    const bench::MadeRequests made(profile, 1);
    if (mode == "fill")
        Fill(services, made, texts);
    else
        Ask(services, made, texts);
    return 0;
}

}  // namespace
}  // namespace liandong

int main(int argc, char** argv) {
    const std::string mode = argc > 1 ? argv[1] : "";
    if (argc != 6 || (mode != "fill" && mode != "ask")) {
        std::fprintf(stderr, "usage: search_bench fill|ask PROFILE PATH KEYS TEXTS\n");
        return 2;
    }
    return liandong::Run(mode, argv[2], argv[3], argv[4], std::strtoll(argv[5], nullptr, 10));
}
