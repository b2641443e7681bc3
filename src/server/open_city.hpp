#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/accounts.hpp"
#include "app/services.hpp"

// What every subcommand needs: the profile, the store, the keys. The only folder that picks
// adapters.

namespace CLI {
class App;
}

namespace liandong {
class CityClassifier;
}
namespace liandong::profile {
class CityHolder;
}

namespace liandong::server {

struct CityOptions {
    std::filesystem::path profile = "profiles/haikou";
    /// "sqlite:FILE" or "postgresql://…".
    std::string store = "sqlite:var/liandong.db";
    /// Holds master.key and journal.key; empty: "keys" beside the SQLite file, else "var/keys".
    std::filesystem::path keys;
    /// Of `liandong train`, with category codes as labels; empty: the profile's words alone.
    std::filesystem::path model;
};
/// --profile, --store and --keys.
void AddCityOptions(CLI::App& command, CityOptions& options);

/// A city, opened. Everything in it lives as long as it does.
class OpenedCity {
public:
    /// Errors: kInvalid "bad_profile" (every fault is in for_caller, one a line), "bad_store_url";
    /// kUnavailable for a database or a key that cannot be read, or a master key that is not the
    /// one this database was made with.
    [[nodiscard]] static Result<OpenedCity> Open(const CityOptions& options);

    OpenedCity(OpenedCity&&) noexcept;
    OpenedCity& operator=(OpenedCity&&) = delete;
    OpenedCity(const OpenedCity&) = delete;
    OpenedCity& operator=(const OpenedCity&) = delete;
    ~OpenedCity();

    [[nodiscard]] Services Use();
    [[nodiscard]] AccountServices Accounts();
    [[nodiscard]] profile::CityHolder& Holder() { return *city_; }
    [[nodiscard]] const std::filesystem::path& Keys() const { return keys_; }
    [[nodiscard]] WallClock& Time() { return *clock_; }
    /// Reads a model file and classifies with it from now on; with an error the old one stays.
    /// Errors: those of ReadModel; kInvalid "other_labels".
    [[nodiscard]] Result<void> TakeModel(const std::filesystem::path& file);

private:
    OpenedCity();

    std::filesystem::path keys_;
    std::unique_ptr<WallClock> clock_;
    std::unique_ptr<profile::CityHolder> city_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<Vault> vault_;
    std::unique_ptr<Credentials> credentials_;
    std::unique_ptr<CityClassifier> classifier_;
};

/// Opens the store alone, for commands that need no profile.
[[nodiscard]] Result<std::unique_ptr<Store>> OpenStore(const std::string& url,
                                                       const std::string& city_code);

/// Says on standard error what went wrong and gives the exit code: 1 refused or found wanting, 2
/// could not run.
int Complain(const Error& error);

}  // namespace liandong::server
