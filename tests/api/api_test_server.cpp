// The whole API on a small city, a real store and real keys, for tests that speak HTTP.
//   api_test_server DIRECTORY OPENAPI_FILE [WEB_DIRECTORY|- [sqlite|postgres [PARTNER_URL
//       [MODEL_URL]]]]
// The linked systems of the city are at PARTNER_URL/CODE, their secrets in DIRECTORY/linked.
// MODEL_URL is where a language model writes drafts; without it there is none.
// Prints "listening PORT" and "route METHOD PATTERN" lines, then "ready". Lines on standard input,
// each answered by "ok": "clock 2026-03-02T10:00:00+08:00" moves the city's clock, "push" sends the
// webhooks that are due, "feed" looks once for what subscribers are to be told, "topics" for hot
// topics, "surge CASE" warns of a surge with that case; the end of input ends it.

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "adapters/channels/http_poster.hpp"
#include "adapters/channels/secret_files.hpp"
#include "adapters/content/content_port.hpp"
#include "adapters/crypto/account_credentials.hpp"
#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "adapters/crypto/vault.hpp"
#include "adapters/export/table_port.hpp"
#include "adapters/http/routes/api.hpp"
#include "adapters/http/server.hpp"
#include "adapters/language/chat_model.hpp"
#include "adapters/print/pdf_printer.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "app/act_on_document.hpp"
#include "app/count_figures.hpp"
#include "app/hot_topics.hpp"
#include "app/people_loop.hpp"
#include "app/seal_journal.hpp"
#include "app/send_outbox.hpp"
#include "app/send_webhook.hpp"
#include "app/subscriptions.hpp"
#include "domain/document/surge_warning.hpp"
#include "domain/testing/small_city.hpp"
#include "support/test_database.hpp"

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

// A cell of the grid with a worker on it, and two mediators.
void AddPeople(City& city) {
    city.places.push_back(
        {PlaceCode{"110101"}, "海风社区", PlaceKind::kCommunity, PlaceCode{"1101"}, {}});
    city.grid = {{"110101-1",
                  "海风社区第1网格",
                  PlaceCode{"110101"},
                  {{110.0, 20.0}, {110.01, 20.0}, {110.01, 20.01}, {110.0, 20.01}, {110.0, 20.0}}}};
    city.skills = {{"neighbours", "邻里纠纷"}, {"order", "治安"}};
    city.grid_lines = {{"order", "综治", "order"}};
    const auto person = [&](const char* code, const char* kind, const char* place,
                            const char* skill) {
        city.staff.push_back({code,
                              std::string("某") + code,
                              kind,
                              UnitCode{"S"},
                              PlaceCode{place},
                              {skill},
                              {"zh"},
                              "0000-00000001",
                              ""});
    };
    person("G1", "grid_worker", "110101", "order");
    person("M1", "mediator", "110101", "neighbours");
    person("M2", "mediator", "1101", "neighbours");
    city.match.rules = {{"邻里", {"010101"}, {"mediator"}, {"neighbours"}}};
}

LinkedSystem MakeSystem(const std::string& partner, const char* code, const char* unit,
                        std::set<LinkField> fields) {
    LinkedSystem system;
    system.code = code;
    system.name = std::string("联网") + code;
    system.units = {UnitCode{unit}};
    system.endpoint = partner + "/" + code;
    system.secret = code;
    system.timeout_seconds = 1;
    system.fields = std::move(fields);
    for (const auto& kind : kNames<LinkMessageKind>) system.accepts.insert(kind.value);
    return system;
}

// One that serves two units and has words of its own, one that may see the person, one that brings
// cases and wants the answer, one that only brings.
std::vector<LinkedSystem> MakeSystems(const std::string& partner) {
    using enum LinkField;
    LinkedSystem patrol = MakeSystem(partner, "patrol", "B", {kTitle, kContent, kAddress});
    patrol.units.push_back(UnitCode{"A"});
    patrol.names = {{"title", "案卷标题"}};
    patrol.category_codes = {{"010102", "G-1"}};
    patrol.dispatch = true;
    const LinkedSystem police =
        MakeSystem(partner, "police", "D", {kTitle, kCallerName, kCallerPhone});
    LinkedSystem province = MakeSystem(partner, "province", "H", {kTitle, kReply});
    province.channel = Channel::kProvince;
    LinkedSystem market = MakeSystem(partner, "market", "H", {});
    market.direction = LinkDirection::kIn;
    market.accepts = {LinkMessageKind::kOpen};
    return {patrol, police, province, market};
}

std::shared_ptr<const City> MakeCity(const std::string& partner) {
    City city = testing::SmallCity();
    city.linked_systems = MakeSystems(partner);
    city.synonyms = Synonyms({{"井盖", "窨井盖", "沙井盖"}});
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
        MakeRole("supervisor", all,
                 {"view", "view_secret", "unmask", "search", "export", "void", "rule_appeal",
                  "assess", "enter_figures", "review_knowledge", "train", "check_quality"}),
        MakeRole("unit_officer", unit,
                 {"acknowledge", "contact", "return", "request_extension", "request_appeal",
                  "pause", "finish", "note", "attach", "view", "unmask", "search", "pass_down",
                  "release_unit", "write_knowledge"}),
        MakeRole("everything", all, {"*"}),
        MakeRole("grid_worker", unit, {"mobilise", "answer_task", "mediate", "attach", "view"}),
        MakeRole("people_desk", all,
                 {"assign_task", "answer_task", "mediate", "edit_duty", "remind", "view"}),
        MakeRole("auditor", all, {"audit"}),
        MakeRole("administrator", all, {"administer", "resend_outbox", "erase", "view"}),
    };
    AddPeople(city);
    city.exams = {{.code = "desk",
                   .name = "接线员上岗",
                   .skill = "",
                   .topics = {"0101*"},
                   .questions = 1,
                   .pass_percent = 100,
                   .within = {60, LimitUnit::kMinutes},
                   .valid_days = 365},
                  {.code = "order",
                   .name = "综治网格员上岗",
                   .skill = "order",
                   .topics = {"0101*"},
                   .questions = 1,
                   .pass_percent = 100,
                   .within = {60, LimitUnit::kMinutes},
                   .valid_days = 365}};
    city.quality.criteria = {{"matter", QualitySubject::kRecord, "事项要素完整", 60},
                             {"privacy", QualitySubject::kRecord, "不外泄个人信息", 40, true},
                             {"responsive", QualitySubject::kAnswer, "逐项回应", 100}};
    city.BuildIndex();
    return std::make_shared<const City>(std::move(city));
}

class StoryCity final : public CitySource {
public:
    explicit StoryCity(const std::string& partner) : city_(MakeCity(partner)) {}
    std::shared_ptr<const City> Current() override { return city_; }

private:
    std::shared_ptr<const City> city_;
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
        std::exit(2);  // NOLINT(concurrency-mt-unsafe): nothing is left to tidy up
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
        Must(SaveUser(accounts, SystemPrincipal(),
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
    add("grid-s", "S", "grid_worker");
    add("people", "H", "people_desk");
    add("auditor", "H", "auditor");
}

struct Wanted {
    std::filesystem::path directory;
    std::string openapi;
    std::string web;
    bool postgres = false;
    std::string partner = "http://127.0.0.1:9";  ///< where nobody is
    std::string model{};                         ///< empty: none
};

/// What leaves the house, sent when a story says so.
class Webhooks {
public:
    Webhooks(const Services& services, const std::filesystem::path& directory)
        : services_(services),
          poster_(Must(channels::MakeHttpPoster())),
          secrets_(channels::MakeSecretFiles(directory / "linked")),
          sender_({services, *poster_, *secrets_, crypto::HmacSha256}),
          outbox_({services_.store, sender_, services_.clock}, {}, Options(sender_)),
          feed_(services) {}

    void Push() {
        while (Must(outbox_.RunOnce(services_.clock.Now())) > 0) {
        }
    }
    void Feed() { Must(feed_.RunOnce()); }

private:
    static OutboxOptions Options(WebhookSender& sender) {
        OutboxOptions options;
        options.webhooks = true;
        options.away = [&sender] { return sender.Away(); };
        return options;
    }
    Services services_;
    std::unique_ptr<HttpPoster> poster_;
    std::unique_ptr<SecretSource> secrets_;
    WebhookSender sender_;
    OutboxSender outbox_;
    SubscriberFeed feed_;
};

// What the program does by itself when it sees more than usual: a warning with this case.
void WarnOf(const Services& services, CaseId id) {
    const RaiseSurge raise{"0101", PlaceCode{"1101"}, services.clock.Now(), 5, 0.5, 1e-7, {id}};
    Must(OpenDocument<SurgeWarning>(services, SystemPrincipal(), raise, {}, 0,
                                    Deadline::In(std::chrono::seconds(30))));
}

void Obey(const std::string& line, StoryClock& clock, Webhooks& webhooks, const Services& services,
          TopicBoard& topics) {
    if (line == "push") {
        webhooks.Push();
    } else if (line == "feed") {
        webhooks.Feed();
    } else if (line == "topics") {
        Must(TopicLoop(services, topics).RunOnce());
    } else if (line.starts_with("surge ")) {
        WarnOf(services, CaseId{std::stoll(line.substr(6))});
    } else {
        clock.Set(Must(ParseRfc3339(std::string_view(line).substr(line.find(' ') + 1))));
    }
}

void ObeyAll(const Services& services, const std::filesystem::path& directory, StoryClock& clock,
             PeopleLoop& people, TopicBoard& topics) {
    Webhooks webhooks(services, directory);
    for (std::string line; std::getline(std::cin, line);) {
        Obey(line, clock, webhooks, services, topics);
        people.Round();
        std::cout << "ok\n" << std::flush;
    }
}

std::shared_ptr<LanguageModel> ModelAt(const std::string& url, HttpPoster& poster) {
    if (url.empty()) return nullptr;
    return Must(language::MakeChatModel(poster, {.url = url,
                                                 .model = "city-model",
                                                 .key = "story-key",
                                                 .limit = std::chrono::seconds(2),
                                                 .running_max = 2}));
}

std::shared_ptr<const http::Assets> AssetsOf(const std::filesystem::path& web) {
    if (web.empty() || web == "-") return nullptr;
    return std::make_shared<const http::Assets>(Must(http::Assets::Load(web)));
}

void PrintRoutes(const http::Router& router) {
    for (const http::Route* route : router.All()) {
        std::cout << "route " << http::Text(route->method) << " " << route->pattern << "\n";
    }
}

int Serve(const Wanted& wanted) {
    const std::filesystem::path& directory = wanted.directory;
    StoryClock clock;
    StoryCity city(wanted.partner);
    OneWord classifier;
    const auto database =
        wanted.postgres ? Must(testing::TestDatabase::Make(testing::Engine::kPostgres)) : nullptr;
    const auto store =
        database ? Must(database->Open("999900"))
                 : Must(store::OpenSqliteStore((directory / "city.db").string(), "999900"));
    auto secrets =
        Must(crypto::Vault::FromFile(directory / "master.key", crypto::Vault::IfMissing::kCreate));
    const auto credentials = crypto::MakeCredentials(secrets);
    const auto vault = crypto::MakeVault(std::move(secrets));
    const auto signer =
        crypto::MakeTreeSigner(Must(crypto::Signer::LoadOrCreate(directory / "journal.key")));
    const auto tables = exporting::MakeTableMaker(directory);
    const auto printer = print::MakePdfPrinter();
    const auto content = content::MakeContentChecker();
    const Services services{*store, *vault, clock, city, classifier};
    const AccountServices accounts{services, *credentials};
    const HashFunction sha256 = crypto::Sha256;
    MakeUsers(accounts);

    http::LiveHub hub;
    http::Metrics metrics;
    const auto assets = AssetsOf(wanted.web);
    const auto poster = Must(channels::MakeHttpPoster());
    http::ApiServices all{
        services,
        accounts,
        *tables,
        *printer,
        *content,
        *signer,
        sha256,
        hub,
        metrics,
        assets,
        TextOf(wanted.openapi.c_str()),
        {.sign_in = {0.001, 40}, .citizen = {1000, 1000}, .journal = {1000, 1000}}};
    all.language_model = ModelAt(wanted.model, *poster);
    const auto api = std::make_shared<const http::ApiServices>(std::move(all));
    JournalSealer sealer(
        {*store, clock, city, *signer, sha256},
        [&](const std::vector<JournalEntry>& entries) {
            Must(http::PublishSealed(*api, entries, Deadline::In(std::chrono::seconds(30))));
        },
        {}, {.events_per_head = 1});
    http::Router router = Must(http::MakeRouter(api));
    PrintRoutes(router);
    http::Server server(
        {}, std::move(router), http::MakeStages(api),
        Must(http::AccessLog::Open(http::LogFormat::kText, (directory / "server.log").string())),
        metrics);
    PeopleLoop people({services, *api->people},
                      [](const Error& error) { std::cerr << "people: " << error.for_log << "\n"; });
    Must(server.Start());
    FigureCounter figures({*store, clock, city}, {}, {.poll = std::chrono::milliseconds(20)});
    sealer.Start();
    figures.Start();
    std::cout << "listening " << server.Port() << "\nready\n" << std::flush;
    ObeyAll(services, directory, clock, people, *api->topics);
    hub.EndAll();
    server.Stop(std::chrono::seconds(5));
    figures.Stop();
    sealer.Stop();
    return 0;
}

}  // namespace
}  // namespace liandong

int main(int count, char** arguments) {
    if (count < 3) return 2;
    const std::vector<std::string> words(arguments + 1, arguments + count);
    liandong::Wanted wanted{words[0], words[1], words.size() > 2 ? words[2] : ""};
    wanted.postgres = words.size() > 3 && words[3] == "postgres";
    if (words.size() > 4) wanted.partner = words[4];
    if (words.size() > 5) wanted.model = words[5];
    return liandong::Serve(wanted);
}
