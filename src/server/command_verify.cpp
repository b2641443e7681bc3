#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include <CLI/CLI.hpp>

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/signer.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "adapters/crypto/vault.hpp"
#include "app/verify_journal.hpp"
#include "codec/proof_codec.hpp"
#include "server/commands.hpp"
#include "server/open_city.hpp"

namespace liandong::server {
namespace {

struct VerifyArguments {
    std::string store = "sqlite:var/liandong.db";
    std::string city;
    std::string public_key;
    std::string head;
    std::string keys;
    bool quiet = false;
};

Result<std::string> ReadFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) return Failure{Unavailable("cannot read " + path)};
    return text.str();
}

// What the options name, loaded; everything is optional, and the report says what was therefore not
// checked.
struct Witnesses {
    std::unique_ptr<TreeVerifier> verifier;
    std::unique_ptr<Vault> vault;
    std::optional<SignedTreeHead> kept;
};

Result<Witnesses> LoadWitnesses(const VerifyArguments& arguments) {
    Witnesses witnesses;
    const std::filesystem::path keys = arguments.keys;
    if (!arguments.public_key.empty()) {
        LD_TRY(const std::string pem, ReadFile(arguments.public_key));
        LD_TRY(witnesses.verifier, crypto::MakeTreeVerifier(pem));
    } else if (!keys.empty()) {
        LD_TRY(const auto signer, crypto::Signer::Load(keys / "journal.key"));
        LD_TRY(witnesses.verifier, crypto::MakeTreeVerifier(signer.Public().Pem()));
    }
    if (!keys.empty()) {
        LD_TRY(auto vault,
               crypto::Vault::FromFile(keys / "master.key", crypto::Vault::IfMissing::kFail));
        witnesses.vault = crypto::MakeVault(std::move(vault));
    }
    if (!arguments.head.empty()) {
        LD_TRY(const std::string text, ReadFile(arguments.head));
        LD_TRY(witnesses.kept, DecodeTreeHead(text));
    }
    return witnesses;
}

void ShowProgress(const VerifyProgress& progress) {
    std::cerr << '\r' << progress.phase << ' ' << progress.done;
    if (progress.of > 0) std::cerr << " of " << progress.of;
    std::cerr << "          " << std::flush;
}

int Verify(const VerifyArguments& arguments) {
    auto witnesses = LoadWitnesses(arguments);
    if (!witnesses) return Complain(witnesses.error()), 2;
    // Opening would make an empty database, and an empty one proves nothing.
    const std::string_view file =
        std::string_view(arguments.store).substr(arguments.store.find(':') + 1);
    if (arguments.store.starts_with("sqlite:") && !std::filesystem::exists(file)) {
        return Complain(Unavailable("there is no database " + std::string(file))), 2;
    }
    auto store = OpenStore(arguments.store, arguments.city);
    if (!store) return Complain(store.error()), 2;
    VerifyOptions options;
    options.hash = crypto::Sha256;
    options.city = arguments.city;
    options.verifier = witnesses->verifier.get();
    options.vault = witnesses->vault.get();
    options.kept = witnesses->kept;
    if (!arguments.quiet) options.progress = ShowProgress;
    const VerifyReport report = VerifyJournal(**store, options);
    if (!arguments.quiet) std::cerr << '\n';
    for (const std::string& fault : report.faults) std::cout << fault << '\n';
    if (report.more_faults) std::cout << "… and more\n";
    for (const std::string& note : report.notes) std::cout << "note: " << note << '\n';
    std::cout << report.events << " events of " << report.cases << " cases in the log, "
              << report.heads << " signed heads; " << report.unsigned_events
              << " under no head yet, " << report.unsealed << " not sealed yet\n";
    switch (report.Outcome()) {
        case VerifyOutcome::kProved: std::cout << "proved\n"; return 0;
        case VerifyOutcome::kAltered: std::cout << "ALTERED: see above\n"; return 1;
        case VerifyOutcome::kUnreadable: Complain(*report.unreadable); return 2;
    }
    return 2;
}

}  // namespace

void AddVerifyCommand(CLI::App& app, int& exit_code) {
    const auto arguments = std::make_shared<VerifyArguments>();  // shared with the callback, which
                                                                 // outlives this
    CLI::App* verify =
        app.add_subcommand("verify", "Proves every event, or names each place that was altered.");
    verify->add_option("--store", arguments->store, "sqlite:FILE or postgresql://…")
        ->capture_default_str();
    verify->add_option("--city", arguments->city, "Code of the city (needed for PostgreSQL)");
    verify->add_option("--public-key", arguments->public_key,
                       "PEM file: the key that heads must be signed with");
    verify->add_option("--head", arguments->head, "A signed head that somebody has kept (JSON)");
    verify->add_option("--keys", arguments->keys,
                       "Folder of master.key and journal.key: also opens what is sealed");
    verify->add_flag("--quiet", arguments->quiet, "No progress");
    verify->footer("Exit 0: every event proved; 1: altered, each place named; 2: unreadable.");
    verify->callback([arguments, &exit_code] { exit_code = Verify(*arguments); });
}

}  // namespace liandong::server
