#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "app/services.hpp"
#include "domain/testing/small_city.hpp"

// What the use cases need besides a store: a clock that is set by hand, a city that can be swapped,
// a real vault.

namespace liandong::testing {

class HandClock final : public WallClock {
public:
    Instant Now() override {
        const std::scoped_lock lock(mutex_);
        return now_;
    }
    void Set(Instant now) {
        const std::scoped_lock lock(mutex_);
        now_ = now;
    }

private:
    std::mutex mutex_;
    Instant now_ = At("2026-03-02T09:00");
};

class CityBox final : public CitySource {
public:
    explicit CityBox(City city) { Set(std::move(city)); }
    std::shared_ptr<const City> Current() override {
        const std::scoped_lock lock(mutex_);
        return city_;
    }
    void Set(City city) {
        city.BuildIndex();
        const std::scoped_lock lock(mutex_);
        city_ = std::make_shared<const City>(std::move(city));
    }

private:
    std::mutex mutex_;
    std::shared_ptr<const City> city_;
};

/// Never dares to guess: what stories need is said by people.
class SilentClassifier final : public Classifier {
public:
    std::vector<Guess> Classify(const City&, std::string_view) override { return {}; }
};

/// A vault under a master key that is always the same, so that another process can open what one
/// sealed.
[[nodiscard]] std::unique_ptr<Vault> MakeTestVault();
/// Signs links and tokens with a key that is always the same.
[[nodiscard]] std::unique_ptr<Credentials> MakeTestCredentials();
/// The journal's key, likewise always the same.
[[nodiscard]] std::unique_ptr<TreeSigner> MakeTestSigner();
/// Verifies the whole journal, signatures and vault included: "" or what is wrong, line by line.
[[nodiscard]] std::string WhatIsWrongWithJournal(Store& store);
/// The journal's hash.
[[nodiscard]] HashFunction TestHash();

struct World {
    explicit World(Store& opened, City city = SmallCity())
        : store(opened), cities(std::move(city)) {}

    Services Use() { return {store, *vault, clock, cities, classifier}; }

    Store& store;
    HandClock clock;
    CityBox cities;
    SilentClassifier classifier;
    std::unique_ptr<Vault> vault = MakeTestVault();
};

[[nodiscard]] inline Deadline Soon() { return Deadline::In(std::chrono::seconds(60)); }

/// Fires every deadline that is due by the world's clock, by the actor `system`. Returns how many
/// were decided; an error names the first that could not be.
[[nodiscard]] Result<int> FireDue(World& world);

/// The stored history as the rules read it. Errors: kUnavailable "unreadable_payload".
[[nodiscard]] Result<std::vector<Event>> ReadHistory(Store& store, CaseId id);

/// Everything that must be true of a stored case, whatever happened before: its events fold to its
/// state, their numbers have no gap, its vault opens, its deadlines stand. Empty, or what is wrong.
[[nodiscard]] std::string WhatIsWrongWith(World& world, CaseId id);

/// A command that is complete for every rule behind the guards, for that assignment where it
/// concerns one.
[[nodiscard]] Command SampleCommand(CaseAction action, AssignmentNo no,
                                    CaseId other = CaseId{202603020000999});

}  // namespace liandong::testing
