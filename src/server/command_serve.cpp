#include <chrono>
#include <csignal>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "server/commands.hpp"
#include "server/demo.hpp"
#include "server/running_server.hpp"

namespace liandong::server {
namespace {

constexpr std::chrono::seconds kDrain{10};

// Blocked in every thread, so that the main thread alone takes them, between two rounds of tending.
sigset_t BlockSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

int Serve(const ServeOptions& options) {
    const sigset_t signals = BlockSignals();
    std::signal(SIGPIPE, SIG_IGN);
    if (options.demo) {
        auto city = OpenedCity::Open(options.city);
        if (!city) return Complain(city.error());
        if (auto planted = PlantDemo(*city, std::cerr); !planted) return Complain(planted.error());
    }
    auto server = RunningServer::Start(options);
    if (!server) return Complain(server.error());
    const auto address = options.listen.substr(0, options.listen.rfind(':'));
    std::cout << "Liandong serves " << (*server)->City().Use().city.Current()->name << " from "
              << (*server)->City().Use().store.Describe() << " on http"
              << (options.tls_certificate.empty() ? "" : "s") << "://"
              << (address == "127.0.0.1" ? "localhost" : address) << ':' << (*server)->Port()
              << '\n';
    if (options.demo) PrintDemoUsers((*server)->City(), std::cout);
    std::cout << std::flush;
    const timespec round{1, 0};
    while (sigtimedwait(&signals, nullptr, &round) < 0) (*server)->Tend();
    std::cout << "Stopping.\n" << std::flush;
    (*server)->Stop(kDrain);
    return 0;
}

}  // namespace

void AddServeCommand(CLI::App& app, int& exit_code) {
    const auto options = std::make_shared<ServeOptions>();  // shared with the callback, which
                                                            // outlives this function
    CLI::App* serve =
        app.add_subcommand("serve", "Serves a city over HTTP until it is told to stop.");
    AddCityOptions(*serve, options->city);
    serve->add_option("--model", options->city.model,
                      "Classifier of `liandong train`; a newer file is taken over while serving");
    serve->add_option("--listen", options->listen, "ADDRESS:PORT; port 0 takes a free one")
        ->capture_default_str();
    serve->add_flag("--demo", options->demo,
                    "Plants invented people and cases into an empty store");
    serve->add_option("--web", options->web, "Folder of the built web client")
        ->capture_default_str();
    serve->add_option("--smtp", options->smtp,
                      "Mail server, smtp://HOST:PORT or smtps://HOST:PORT (default: files)");
    serve
        ->add_option("--mail-directory", options->mail_directory,
                     "Where messages become files without --smtp")
        ->capture_default_str();
    serve->add_option("--mail-from", options->mail_from, "Sender's address")->capture_default_str();
    serve->add_option("--mail-user", options->mail_user, "Signs in to the mail server");
    serve->add_option("--mail-password-file", options->mail_password_file, "Holds that password");
    serve->add_option("--link-ca-file", options->link_ca_file,
                      "PEM file with the authorities of linked systems (default: the machine's)");
    CLI::Option* model_url = serve->add_option(
        "--language-model-url", options->language_model_url,
        "Chat completions of a model on the city's own network, for drafts (default: none)");
    CLI::Option* model_name =
        serve->add_option("--language-model", options->language_model, "What it is called there");
    model_url->needs(model_name);
    serve
        ->add_option("--language-model-key-file", options->language_model_key_file,
                     "Holds its bearer token")
        ->needs(model_url);
    CLI::Option* key = serve->add_option("--tls-key", options->tls_key, "PEM file");
    serve->add_option("--tls-certificate", options->tls_certificate, "PEM file; turns HTTPS on")
        ->needs(key);
    serve->add_option("--trusted-proxy", options->trusted_proxies,
                      "Address whose X-Forwarded-For is believed");
    serve->add_option("--log", options->log, "text, json or none")->capture_default_str();
    serve->add_option("--workers", options->workers, "Requests handled at once")
        ->capture_default_str()
        ->check(CLI::Range(1, 1024));
    serve->callback([options, &exit_code] { exit_code = Serve(*options); });
}

}  // namespace liandong::server
