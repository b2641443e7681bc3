#include "server/running_server.hpp"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "adapters/channels/file_phone.hpp"
#include "adapters/channels/file_sender.hpp"
#include "adapters/channels/http_poster.hpp"
#include "adapters/channels/secret_files.hpp"
#include "adapters/channels/sender_set.hpp"
#include "adapters/channels/smtp_sender.hpp"
#include "adapters/content/content_port.hpp"
#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/signer.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "adapters/export/table_port.hpp"
#include "adapters/http/routes/api.hpp"
#include "adapters/http/server.hpp"
#include "adapters/language/chat_model.hpp"
#include "adapters/print/pdf_printer.hpp"
#include "adapters/profile/city_holder.hpp"
#include "adapters/profile/load_profile.hpp"
#include "app/call_on_duty.hpp"
#include "app/climb_ladder.hpp"
#include "app/count_figures.hpp"
#include "app/fire_deadlines.hpp"
#include "app/hot_topics.hpp"
#include "app/knowledge_loop.hpp"
#include "app/people_loop.hpp"
#include "app/quality_lots.hpp"
#include "app/seal_journal.hpp"
#include "app/send_outbox.hpp"
#include "app/send_webhook.hpp"
#include "app/subscriptions.hpp"
#include "app/watch_surges.hpp"
#include "server/openapi_text.hpp"

namespace liandong::server {
namespace {

constexpr std::chrono::seconds kPublishTime{5};
constexpr std::chrono::seconds kTendTime{10};
constexpr Duration kSessionSweep = std::chrono::minutes(10);

Result<void> SplitListen(const std::string& listen, http::ServerConfig& config) {
    const auto colon = listen.rfind(':');
    int port = -1;
    if (colon != std::string::npos) {
        const char* from =
            listen.data() + colon + 1;  // NOLINT(cppcoreguidelines-pro-bounds-pointer-arithmetic)
        const char* end = listen.data() +
                          listen.size();  // NOLINT(cppcoreguidelines-pro-bounds-pointer-arithmetic)
        if (std::from_chars(from, end, port).ptr != end) port = -1;
    }
    if (port < 0 || port > 65'535) {
        return Failure{
            Invalid("bad_listen", "--listen wants ADDRESS:PORT, not \"" + listen + "\".")};
    }
    config.address = listen.substr(0, colon);
    config.port = static_cast<std::uint16_t>(port);
    return {};
}

Result<http::LogFormat> LogFormatOf(const std::string& text) {
    if (text == "text") return http::LogFormat::kText;
    if (text == "json") return http::LogFormat::kJson;
    if (text == "none") return http::LogFormat::kNone;
    return Failure{Invalid("bad_log", "--log is text, json or none, not \"" + text + "\".")};
}

Result<std::unique_ptr<MessageSender>> MakeMailSender(const ServeOptions& options, WallClock& clock,
                                                      const std::string& city_name) {
    if (options.smtp.empty()) {
        std::error_code failed;
        std::filesystem::create_directories(options.mail_directory, failed);
        return channels::MakeFileSender(options.mail_directory,
                                        {options.mail_from, city_name + "12345"}, clock);
    }
    channels::SmtpConfig config;
    config.url = options.smtp;
    config.from = options.mail_from;
    config.from_name = city_name + "12345";
    config.user = options.mail_user;
    config.password_file = options.mail_password_file;
    const bool is_local = options.smtp.starts_with("smtp://127.0.0.1") ||
                          options.smtp.starts_with("smtp://localhost");
    config.start_tls = is_local ? channels::StartTls::kIfOffered : channels::StartTls::kRequired;
    return channels::MakeSmtpSender(std::move(config), clock);
}

/// Null unless the options name one.
Result<std::shared_ptr<LanguageModel>> MakeLanguageModel(const ServeOptions& options,
                                                         HttpPoster& poster) {
    if (options.language_model_url.empty()) return std::shared_ptr<LanguageModel>();
    language::ChatModelOptions chat;
    chat.url = options.language_model_url;
    chat.model = options.language_model;
    if (!options.language_model_key_file.empty()) {
        std::ifstream file(options.language_model_key_file);
        if (!std::getline(file, chat.key) || chat.key.empty()) {
            return Failure{Invalid("bad_key_file", "--language-model-key-file " +
                                                       options.language_model_key_file +
                                                       " cannot be read or is empty.")};
        }
    }
    LD_TRY(auto model, language::MakeChatModel(poster, std::move(chat)));
    return std::shared_ptr<LanguageModel>(std::move(model));
}

/// Changes when the file is written anew; empty without one. A file is written whole by renaming,
/// so its size and time are enough.
std::string FingerprintOf(const std::filesystem::path& file) {
    if (file.empty()) return {};
    std::error_code failed;
    const auto size = std::filesystem::file_size(file, failed);
    if (failed) return {};
    const auto written = std::filesystem::last_write_time(file, failed);
    return std::to_string(size) + "/" + std::to_string(written.time_since_epoch().count());
}

class Running final : public RunningServer {
public:
    Running(ServeOptions options, OpenedCity city, std::shared_ptr<http::AccessLog> log)
        : options_(std::move(options)),
          city_(std::move(city)),
          services_(city_.Use()),
          accounts_(city_.Accounts()),
          log_(std::move(log)),
          profile_(profile::ProfileFingerprint(options_.city.profile)),
          model_(FingerprintOf(options_.city.model)) {}

    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() override { Stop(std::chrono::seconds(5)); }

    Result<void> Begin() {
        LD_TRY(auto signer, crypto::Signer::LoadOrCreate(city_.Keys() / "journal.key"));
        signer_ = crypto::MakeTreeSigner(std::move(signer));
        LD_TRY(auto mail,
               MakeMailSender(options_, services_.clock, services_.city.Current()->short_name));
        senders_.Add("mail", std::move(mail));
        LD_TRY(AddTelephone());
        LD_TRY(poster_, channels::MakeHttpPoster(options_.link_ca_file));
        secrets_ = channels::MakeSecretFiles(city_.Keys() / "linked");
        auto webhooks = std::make_unique<WebhookSender>(
            WebhookServices{services_, *poster_, *secrets_, crypto::HmacSha256});
        webhook_sender_ = webhooks.get();
        senders_.Add("webhook", std::move(webhooks));
        content_ = content::MakeContentChecker();
        printer_ = print::MakePdfPrinter();
        tables_ = exporting::MakeTableMaker(std::filesystem::temp_directory_path());
        LD_TRY(PrepareHttp());
        StartLoops();
        return http_->Start();
    }

    std::uint16_t Port() const override { return http_->Port(); }
    OpenedCity& City() override { return city_; }

    void Tend() override {
        const std::string profile = profile::ProfileFingerprint(options_.city.profile);
        if (profile != profile_) {
            profile_ = profile;
            TakeProfileOver();
        }
        const std::string model = FingerprintOf(options_.city.model);
        if (model != model_) {
            model_ = model;
            TakeModelOver();
        }
        const Instant now = services_.clock.Now();
        if (now - swept_ < kSessionSweep && now >= swept_) return;
        swept_ = now;
        if (auto done = services_.store.DropExpiredSessions(now, Deadline::In(kTendTime)); !done) {
            Fault("tend", done.error());
        }
    }

    void Stop(std::chrono::milliseconds drain_max) override {
        if (stopped_) return;
        stopped_ = true;
        if (http_) http_->Stop(drain_max);
        if (people_) people_->Stop();
        if (knowledge_) knowledge_->Stop();
        if (feed_) feed_->Stop();
        if (webhooks_) webhooks_->Stop();
        if (outbox_) outbox_->Stop();
        if (topics_) topics_->Stop();
        if (quality_) quality_->Stop();
        if (surges_) surges_->Stop();
        if (figures_) figures_->Stop();
        if (ladder_) ladder_->Stop();
        if (timer_) timer_->Stop();
        // Last, so that the events of the last requests are sealed and signed.
        if (sealer_) sealer_->Stop();
        log_->Flush();
    }

private:
    // Until an exchange is connected, whoever is on call is reached by files that another program
    // fetches.
    Result<void> AddTelephone() {
        const auto directory = std::filesystem::path(options_.mail_directory) / "telephone";
        std::error_code failed;
        std::filesystem::create_directories(directory, failed);
        LD_TRY(telephone_, channels::MakeFilePhone(directory));
        for (const char* channel : {"call", "message"})
            senders_.Add(channel, std::make_unique<DutyPhone>(services_, *telephone_));
        return {};
    }

    Result<void> PrepareHttp() {
        std::shared_ptr<const http::Assets> web;
        if (std::filesystem::is_directory(options_.web)) {
            LD_TRY(auto assets, http::Assets::Load(options_.web));
            web = std::make_shared<const http::Assets>(std::move(assets));
        }
        LD_TRY(auto language_model, MakeLanguageModel(options_, *poster_));
        http::ApiServices api{services_,
                              accounts_,
                              *tables_,
                              *printer_,
                              *content_,
                              *signer_,
                              crypto::Sha256,
                              hub_,
                              metrics_,
                              std::move(web),
                              std::string(OpenApiText())};
        api.language_model = std::move(language_model);
        api_ = std::make_shared<const http::ApiServices>(std::move(api));
        LD_TRY(auto router, http::MakeRouter(api_));
        http::ServerConfig config;
        LD_TRY(SplitListen(options_.listen, config));
        config.worker_threads = options_.workers;
        config.trusted_proxies = options_.trusted_proxies;
        if (!options_.tls_certificate.empty()) {
            config.tls = http::TlsFiles{options_.tls_certificate, options_.tls_key};
        }
        http_ = std::make_unique<http::Server>(std::move(config), std::move(router),
                                               http::MakeStages(api_), log_, metrics_);
        return {};
    }

    void StartLoops() {
        const auto fault = [this](const char* where) {
            return [this, where](const Error& e) { Fault(where, e); };
        };
        sealer_ = std::make_unique<JournalSealer>(
            SealerServices{services_.store, services_.clock, services_.city, *signer_,
                           crypto::Sha256},
            [this](const std::vector<JournalEntry>& entries) {
                auto told = http::PublishSealed(*api_, entries, Deadline::In(kPublishTime));
                if (!told) Fault("live", told.error());
                ladder_->Wake();
                surges_->Wake();
            },
            fault("ld-sealer"));
        timer_ = std::make_unique<DeadlineTimer>(services_, fault("ld-timer"));
        ladder_ = std::make_unique<LadderLoop>(services_, fault("ld-ladder"));
        outbox_ = std::make_unique<OutboxSender>(
            OutboxServices{services_.store, senders_, services_.clock}, fault("ld-outbox"));
        figures_ = std::make_unique<FigureCounter>(
            FiguresServices{services_.store, services_.clock, services_.city}, fault("ld-figures"));
        people_ = std::make_unique<PeopleLoop>(PeopleServices{services_, *api_->people},
                                               fault("ld-people"));
        knowledge_ = std::make_unique<KnowledgeLoop>(KnowledgeServices{services_, *api_->articles},
                                                     fault("ld-knowledge"));
        OutboxOptions webhooks;
        webhooks.webhooks = true;
        webhooks.away = [this] { return webhook_sender_->Away(); };
        webhooks_ = std::make_unique<OutboxSender>(
            OutboxServices{services_.store, senders_, services_.clock}, fault("ld-webhooks"),
            webhooks);
        feed_ = std::make_unique<SubscriberFeed>(services_, fault("ld-feed"));
        surges_ = std::make_unique<SurgeLoop>(services_, fault("ld-surges"));
        topics_ = std::make_unique<TopicLoop>(services_, *api_->topics, fault("ld-topics"));
        quality_ = std::make_unique<QualityLoop>(services_, HashFunction{crypto::Sha256},
                                                 fault("ld-quality"));
        WatchLoops();
        people_->Start();
        knowledge_->Start();
        sealer_->Start();
        timer_->Start();
        ladder_->Start();
        outbox_->Start();
        figures_->Start();
        webhooks_->Start();
        feed_->Start();
        surges_->Start();
        topics_->Start();
        quality_->Start();
    }

    void WatchLoops() {
        const auto watch = [this](const char* name, const char* help, auto read) {
            metrics_.Watch(name, help, [read] { return static_cast<double>(read()); });
        };
        watch("liandong_events_sealed_total", "Events this node sealed.",
              [this] { return sealer_->Stats().events; });
        watch("liandong_tree_heads_signed_total", "Heads this node signed.",
              [this] { return sealer_->Stats().heads; });
        watch("liandong_deadlines_fired_total", "Deadlines fired.",
              [this] { return timer_->Stats().fired; });
        watch("liandong_rungs_climbed_total", "Rungs of the ladder climbed by themselves.",
              [this] { return ladder_->Stats().climbed; });
        watch("liandong_surges_raised_total", "Surge warnings raised.",
              [this] { return surges_->Stats().raised; });
        watch("liandong_messages_sent_total", "Messages sent.",
              [this] { return outbox_->Stats().sent; });
        watch("liandong_messages_failed_total", "Attempts that failed.",
              [this] { return outbox_->Stats().failed; });
        watch("liandong_figures_events_total", "Events this node counted into figures.",
              [this] { return figures_->Stats().events; });
        watch("liandong_messages_dead_total", "Messages given up.",
              [this] { return outbox_->Stats().dead; });
        watch("liandong_webhooks_sent_total", "Webhooks taken by their receivers.",
              [this] { return webhooks_->Stats().sent; });
        watch("liandong_webhooks_failed_total", "Attempts that failed.",
              [this] { return webhooks_->Stats().failed; });
        watch("liandong_webhooks_dead_total", "Webhooks refused or given up.",
              [this] { return webhooks_->Stats().dead; });
    }

    void TakeProfileOver() {
        const auto faults = city_.Holder().Reload(options_.city.profile);
        if (faults.empty()) {
            log_->Note("profile taken over, version " + services_.city.Current()->version);
            knowledge_->Wake();
            return;
        }
        std::ostringstream text;
        profile::PrintFaults(text, options_.city.profile.string(), faults);
        log_->Note("the changed profile has faults, the old one stays:\n" + text.str());
    }

    void TakeModelOver() {
        const auto taken = city_.TakeModel(options_.city.model);
        if (taken) {
            log_->Note("model taken over: " + options_.city.model.string());
        } else {
            log_->Note("the changed model cannot be used, the old one stays: " +
                       taken.error().for_log);
        }
    }

    void Fault(const char* where, const Error& error) { log_->Fault("-", where, error); }

    ServeOptions options_;
    OpenedCity city_;
    Services services_;
    AccountServices accounts_;
    std::shared_ptr<http::AccessLog> log_;  // shared with the HTTP server's pipeline
    std::string profile_;                   ///< how the folder looked when it was last read
    std::string model_;                     ///< likewise the file
    Instant swept_{};
    bool stopped_ = false;
    http::Metrics metrics_;
    http::LiveHub hub_;
    std::unique_ptr<PhoneGateway> telephone_;
    std::unique_ptr<HttpPoster> poster_;
    std::unique_ptr<SecretSource> secrets_;
    WebhookSender* webhook_sender_ = nullptr;  ///< one of `senders_`
    channels::SenderSet senders_;
    std::unique_ptr<TreeSigner> signer_;
    std::unique_ptr<ContentChecker> content_;
    std::unique_ptr<TableMaker> tables_;
    std::unique_ptr<DocumentPrinter> printer_;
    std::shared_ptr<const http::ApiServices> api_;  // shared with every route
    std::unique_ptr<JournalSealer> sealer_;
    std::unique_ptr<DeadlineTimer> timer_;
    std::unique_ptr<LadderLoop> ladder_;
    std::unique_ptr<OutboxSender> outbox_;
    std::unique_ptr<FigureCounter> figures_;
    std::unique_ptr<PeopleLoop> people_;
    std::unique_ptr<KnowledgeLoop> knowledge_;
    std::unique_ptr<OutboxSender> webhooks_;
    std::unique_ptr<SubscriberFeed> feed_;
    std::unique_ptr<SurgeLoop> surges_;
    std::unique_ptr<TopicLoop> topics_;
    std::unique_ptr<QualityLoop> quality_;
    std::unique_ptr<http::Server> http_;  // last: it stops before what its handlers use
};

}  // namespace

Result<std::unique_ptr<RunningServer>> RunningServer::Start(const ServeOptions& options) {
    LD_TRY(const http::LogFormat format, LogFormatOf(options.log));
    LD_TRY(auto log, http::AccessLog::Open(format, ""));
    LD_TRY(auto city, OpenedCity::Open(options.city));
    auto running = std::make_unique<Running>(options, std::move(city), std::move(log));
    LD_TRY(running->Begin());
    return std::unique_ptr<RunningServer>(std::move(running));
}

}  // namespace liandong::server
