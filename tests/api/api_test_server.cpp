// The whole API on a small city, a real SQLite file and real keys, for tests that speak HTTP.
//   api_test_server DIRECTORY OPENAPI_FILE [WEB_DIRECTORY]
// Prints "listening PORT" and "route METHOD PATTERN" lines, then "ready". Lines on standard input:
// "clock 2026-03-02T10:00:00+08:00" moves the city's clock (answered by "ok"); the end of input
// ends it.

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "adapters/content/content_port.hpp"
#include "adapters/crypto/account_credentials.hpp"
#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "adapters/crypto/vault.hpp"
#include "adapters/export/table_port.hpp"
#include "adapters/http/routes/api.hpp"
#include "adapters/http/server.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "app/seal_journal.hpp"
#include "domain/testing/small_city.hpp"

namespace liandong {
namespace {

constexpr const char* kPassword = "correct horse 12345";

class StoryClock final : public WallClock {
public:
    Instant Now() override { return FromMillis(millis_); }
    void Set(Instant at) { millis_ = ToMillis(at); }

private:
    std::atomic<long long> millis_ = ToMillis(testing::At("2026-03-02T09:00"));
};

Role MakeRole(const char* code, RoleScope scope, std::set<std::string, std::less<>> permissions) {
    return {code, code, scope, std::move(permissions)};
}

std::shared_ptr<const City> MakeCity() {
    City city = testing::SmallCity();
    const auto all = RoleScope::kCity;
    const auto unit = RoleScope::kUnit;
    city.roles = {
        MakeRole("agent", all,
                 {"open", "amend", "answer_at_desk", "decline", "dispatch", "note", "attach",
                  "view", "search", "request_move", "contact_owner", "end_move"}),
        MakeRole("dispatcher", all,
                 {"open", "amend", "dispatch", "withdraw", "rule_return", "rule_extension",
                  "review", "redo", "merge", "split", "reopen", "note", "attach", "remind", "view",
                  "search", "add_unit", "release_unit", "rule_dispute"}),
        MakeRole("caller_back", all, {"callback", "view", "view_secret", "unmask", "search"}),
        MakeRole("supervisor", all, {"view", "view_secret", "unmask", "search", "export", "void"}),
        MakeRole("unit_officer", unit,
                 {"acknowledge", "contact", "return", "request_extension", "pause", "finish",
                  "note", "attach", "view", "unmask", "search", "pass_down", "release_unit"}),
        MakeRole("everything", all, {"*"}),
        MakeRole("administrator", all, {"administer", "resend_outbox", "erase", "view"}),
    };
    city.BuildIndex();
    return std::make_shared<const City>(std::move(city));
}

class StoryCity final : public CitySource {
public:
    std::shared_ptr<const City> Current() override { return city_; }

private:
    std::shared_ptr<const City> city_ = MakeCity();
};

// Knows one word, so that proposals have something to show.
class OneWord final : public Classifier {
public:
    std::vector<Guess> Classify(const City&, std::string_view text) override {
        if (text.find("路灯") == std::string_view::npos) return {};
        return {{CategoryCode{"010101"}, 0.9}, {CategoryCode{"010102"}, 0.1}};
    }
};

template <class T>
T Must(Result<T> result) {
    if (!result) {
        std::cerr << result.error().code << ": " << result.error().for_log << "\n";
        std::exit(2);
    }
    return *std::move(result);
}
void Must(Result<void> result) {
    if (!result) Must(Result<int>(Failure{std::move(result).error()}));
}

std::string TextOf(const char* path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void MakeUsers(const AccountServices& accounts) {
    const Deadline deadline = Deadline::In(std::chrono::seconds(60));
    const auto add = [&](const char* login, const char* unit, const char* role) {
        Must(SaveUser(accounts,
                      {login, std::string("姓名") + login, kPassword, UnitCode{unit}, {role}},
                      deadline));
    };
    add("agent", "H", "agent");
    add("dispatcher", "H", "dispatcher");
    add("caller", "H", "caller_back");
    add("supervisor", "H", "supervisor");
    add("officer-s", "S", "unit_officer");
    add("officer-b", "B", "unit_officer");
    add("admin", "H", "administrator");
    add("chief", "H", "everything");
}

int Serve(const std::filesystem::path& directory, const char* openapi, const char* web) {
    StoryClock clock;
    StoryCity city;
    OneWord classifier;
    const auto store = Must(store::OpenSqliteStore((directory / "city.db").string(), "999900"));
    auto secrets =
        Must(crypto::Vault::FromFile(directory / "master.key", crypto::Vault::IfMissing::kCreate));
    const auto credentials = crypto::MakeCredentials(secrets);
    const auto vault = crypto::MakeVault(std::move(secrets));
    const auto signer =
        crypto::MakeTreeSigner(Must(crypto::Signer::LoadOrCreate(directory / "journal.key")));
    const auto tables = exporting::MakeTableMaker(directory);
    const auto content = content::MakeContentChecker();
    const Services services{*store, *vault, clock, city, classifier};
    const AccountServices accounts{*store, *credentials, clock, city};
    const HashFunction sha256 = [](std::span<const unsigned char> bytes) {
        return crypto::Sha256(bytes);
    };
    MakeUsers(accounts);

    http::LiveHub hub;
    http::Metrics metrics;
    std::shared_ptr<const http::Assets> assets;
    if (web != nullptr) {
        assets = std::make_shared<const http::Assets>(Must(http::Assets::Load(web)));
    }
    const auto api = std::make_shared<const http::ApiServices>(http::ApiServices{
        services,
        accounts,
        *tables,
        *content,
        *signer,
        sha256,
        hub,
        metrics,
        assets,
        TextOf(openapi),
        {.sign_in = {0.001, 40}, .citizen = {1000, 1000}, .journal = {1000, 1000}}});
    JournalSealer sealer(
        {*store, clock, city, *signer, sha256},
        [&](const std::vector<JournalEntry>& entries) {
            Must(http::PublishSealed(*api, entries, Deadline::In(std::chrono::seconds(30))));
        },
        {}, {.events_per_head = 1});
    http::Router router = Must(http::MakeRouter(api));
    for (const http::Route* route : router.All()) {
        std::cout << "route " << http::Text(route->method) << " " << route->pattern << "\n";
    }
    http::Server server(
        {}, std::move(router), http::MakeStages(api),
        Must(http::AccessLog::Open(http::LogFormat::kText, (directory / "server.log").string())),
        metrics);
    Must(server.Start());
    sealer.Start();
    std::cout << "listening " << server.Port() << "\nready" << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        const std::string_view at = std::string_view(line).substr(line.find(' ') + 1);
        clock.Set(Must(ParseRfc3339(at)));
        std::cout << "ok" << std::endl;
    }
    hub.EndAll();
    server.Stop(std::chrono::seconds(5));
    sealer.Stop();
    return 0;
}

}  // namespace
}  // namespace liandong

int main(int count, char** arguments) {
    if (count < 3) return 2;
    return liandong::Serve(arguments[1], arguments[2], count > 3 ? arguments[3] : nullptr);
}
