#include "server/open_city.hpp"

#include <iostream>
#include <sstream>

#include <CLI/CLI.hpp>

#include "adapters/crypto/account_credentials.hpp"
#include "adapters/crypto/vault.hpp"
#include "adapters/learn/model_file.hpp"
#include "adapters/profile/city_holder.hpp"
#include "adapters/profile/load_profile.hpp"
#include "adapters/store/postgres/postgres_store.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "app/city_classifier.hpp"
#include "app/vault_key_check.hpp"
#include "server/system_clock.hpp"

namespace liandong::server {
namespace {

constexpr std::string_view kSqlite = "sqlite:";
constexpr std::string_view kPostgres = "postgresql://";
constexpr std::chrono::seconds kOpenTime{30};

std::filesystem::path KeysOf(const CityOptions& options) {
    if (!options.keys.empty()) return options.keys;
    if (!options.store.starts_with(kSqlite)) return "var/keys";
    return std::filesystem::path(options.store.substr(kSqlite.size())).parent_path() / "keys";
}

Result<void> MakeDirectory(const std::filesystem::path& directory) {
    std::error_code failed;
    if (!directory.empty()) std::filesystem::create_directories(directory, failed);
    if (failed)
        return Failure{Unavailable("making " + directory.string() + ": " + failed.message())};
    return {};
}

Result<std::shared_ptr<const City>> LoadCity(const std::filesystem::path& directory) {
    profile::ProfileResult loaded = profile::LoadProfile(directory);
    if (loaded.city) return std::move(loaded.city);
    std::ostringstream faults;
    profile::PrintFaults(faults, directory.string(), loaded.faults);
    return Failure{Invalid("bad_profile", "The profile has faults:\n" + faults.str())};
}

}  // namespace

void AddCityOptions(CLI::App& command, CityOptions& options) {
    command.add_option("--profile", options.profile, "The city's folder")->capture_default_str();
    command.add_option("--store", options.store, "sqlite:FILE or postgresql://…")
        ->capture_default_str();
    command.add_option("--keys", options.keys,
                       "Folder of master.key and journal.key (default: keys/ beside the store)");
}

Result<std::unique_ptr<Store>> OpenStore(const std::string& url, const std::string& city_code) {
    if (url.starts_with(kPostgres) || url.starts_with("postgres://"))
        return store::OpenPostgresStore(url, city_code);
    if (!url.starts_with(kSqlite) || url.size() == kSqlite.size()) {
        return Failure{Invalid("bad_store_url",
                               "A store is sqlite:FILE or postgresql://…, not \"" + url + "\".")};
    }
    const std::string path = url.substr(kSqlite.size());
    LD_TRY(MakeDirectory(std::filesystem::path(path).parent_path()));
    return store::OpenSqliteStore(path, city_code);
}

OpenedCity::OpenedCity() = default;
OpenedCity::OpenedCity(OpenedCity&&) noexcept = default;
OpenedCity::~OpenedCity() = default;

Result<OpenedCity> OpenedCity::Open(const CityOptions& options) {
    OpenedCity opened;
    LD_TRY(auto city, LoadCity(options.profile));
    LD_TRY(opened.store_, OpenStore(options.store, city->code));
    opened.keys_ = KeysOf(options);
    LD_TRY(MakeDirectory(opened.keys_));
    // A database that has a key already would be unreadable under a new one: then a missing file is
    // a fault.
    const Deadline deadline = Deadline::In(kOpenTime);
    LD_TRY(const auto key_check, opened.store_->Meta("vault_key_check", deadline));
    const auto if_missing =
        key_check ? crypto::Vault::IfMissing::kFail : crypto::Vault::IfMissing::kCreate;
    LD_TRY(auto vault, crypto::Vault::FromFile(opened.keys_ / "master.key", if_missing));
    LD_TRY(CheckVaultKey(*opened.store_, vault.KeyCheck(), deadline));
    opened.credentials_ = crypto::MakeCredentials(vault);
    opened.vault_ = crypto::MakeVault(std::move(vault));
    opened.clock_ = std::make_unique<SystemClock>();
    opened.city_ = std::make_unique<profile::CityHolder>(std::move(city));
    opened.classifier_ = std::make_unique<CityClassifier>();
    if (!options.model.empty()) {
        LD_TRY(opened.TakeModel(options.model));
    }
    return opened;
}

Result<void> OpenedCity::TakeModel(const std::filesystem::path& file) {
    auto trained = ReadModel(file);
    if (!trained) return Failure{std::move(trained).error().Within(file.string())};
    return classifier_->Take(*city_->Current(),
                             std::make_shared<const LinearModel>(std::move(trained->model)));
}

Services OpenedCity::Use() { return {*store_, *vault_, *clock_, *city_, *classifier_}; }
AccountServices OpenedCity::Accounts() { return {Use(), *credentials_}; }

int Complain(const Error& error) {
    std::cerr << "liandong: " << error.for_caller << '\n';
    if (error.for_log != error.for_caller) std::cerr << "liandong: " << error.for_log << '\n';
    const bool is_refused = error.kind == ErrorKind::kInvalid ||
                            error.kind == ErrorKind::kRejected ||
                            error.kind == ErrorKind::kNotFound;
    return is_refused ? 1 : 2;
}

}  // namespace liandong::server
