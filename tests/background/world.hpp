#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/act_on_case.hpp"
#include "app/merge_cases.hpp"
#include "app/open_case.hpp"
#include "app/prove_events.hpp"
#include "app/seal_journal.hpp"
#include "domain/testing/small_city.hpp"
#include "store_contract/contract.hpp"

namespace liandong::testing {

/// A clock that moves when the story says so.
class StoryClock final : public WallClock {
public:
    Instant Now() override { return FromMillis(millis_); }
    void Set(Instant at) { millis_ = ToMillis(at); }
    void Move(Duration by) { millis_ += by.count(); }

private:
    std::atomic<long long> millis_ = ToMillis(At("2026-03-02T09:00"));
};

/// The small city under the code that the test stores were made for.
class StoryCity final : public CitySource {
public:
    explicit StoryCity(std::int32_t archive_after_days = 30);
    std::shared_ptr<const City> Current() override { return city_; }

private:
    std::shared_ptr<const City> city_;
};

class NoGuess final : public Classifier {
public:
    std::vector<Guess> Classify(const City&, std::string_view) override { return {}; }
};

/// One small city on a real store, with real keys and a clock of its own.
class World {
public:
    /// On an opened store; `key_seed` keeps keys the same over a restart.
    explicit World(std::unique_ptr<Store> opened, unsigned char key_seed = 7);

    CaseId Open(const std::string& title = "路灯不亮", bool dispatch = true,
                const std::string& category = "010101") const;
    /// Expects success.
    Case Act(CaseId id, const Command& command) const;
    [[nodiscard]] Case Load(CaseId id) const;
    [[nodiscard]] std::vector<std::string> Kinds(CaseId id) const;
    /// A case of one of several lives, from the shortest to one with redo, callback and
    /// archive-to-be.
    CaseId Live(int number);
    /// Seals everything and signs.
    void Seal();
    std::unique_ptr<JournalSealer> MakeSealer(JournalSealer::OnSealed on_sealed = {},
                                              SealerOptions options = {});
    [[nodiscard]] SealerServices ForSealer();
    [[nodiscard]] ProofServices ForProofs() const;

    std::unique_ptr<Store> store;
    std::unique_ptr<Vault> vault;
    std::unique_ptr<TreeSigner> signer;
    StoryClock clock;
    StoryCity city;
    NoGuess classifier;
    Services services;
};

class BackgroundStory : public ::testing::Test {
protected:
    void SetUp() override {
        factory_ = MakeStoreFactory();
        ASSERT_NE(factory_, nullptr);
        auto opened = factory_->Open();
        ASSERT_TRUE(opened) << opened.error().for_log;
        world_ = std::make_unique<World>(*std::move(opened));
    }
    World& world() { return *world_; }

    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<World> world_;
};

struct Ran {
    int exit = -1;
    std::string output;
};
/// Runs tools/check_proof.py on these documents.
[[nodiscard]] Ran CheckProofFile(const std::string& public_key_pem, const std::string& proof,
                                 const std::string& kept_head = "");

}  // namespace liandong::testing
