#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "adapters/crypto/vault.hpp"
#include "adapters/profile/city_holder.hpp"
#include "adapters/profile/load_profile.hpp"
#include "adapters/store/sqlite/sqlite_store.hpp"
#include "app/services.hpp"
#include "base/check.hpp"

namespace liandong::testing {

/// The clock of a story: a day after everything in it.
class PinnedClock final : public WallClock {
public:
    Instant Now() override { return *ParseRfc3339("2026-12-01T00:00:00+08:00"); }
};
class NoClassifier final : public Classifier {
public:
    std::vector<Guess> Classify(const City&, std::string_view) override { return {}; }
};

inline std::shared_ptr<const City> Haikou() {
    static const auto loaded = profile::LoadProfile("profiles/haikou");
    LD_CHECK(loaded.city != nullptr);
    return loaded.city;
}

/// A store in a file, with everything that a use case needs.
class OpenStore {
public:
    explicit OpenStore(const std::filesystem::path& file,
                       const std::shared_ptr<const City>& city = Haikou())
        : city_(city), vault_(crypto::MakeVault(crypto::Vault::FromKey(Master()))) {
        auto opened = store::OpenSqliteStore(file.string(), city->code);
        LD_CHECK(opened.has_value());
        store_ = *std::move(opened);
    }

    Services Use() { return {*store_, *vault_, clock_, city_, classifier_}; }
    Store& store() { return *store_; }

private:
    // The same key each time, so that a second process reads what the first one wrote.
    static crypto::SecretKey Master() {
        crypto::SecretKey key;
        for (unsigned char& byte : key.Bytes()) byte = 7;
        return key;
    }

    PinnedClock clock_;
    NoClassifier classifier_;
    profile::CityHolder city_;
    std::unique_ptr<Vault> vault_;
    std::unique_ptr<Store> store_;
};

}  // namespace liandong::testing
