#pragma once

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include "adapters/crypto/sha256.hpp"
#include "adapters/crypto/tree_signer.hpp"
#include "app/climb_ladder.hpp"
#include "app/fire_deadlines.hpp"
#include "app/verify_journal.hpp"
#include "background/world.hpp"
#include "domain/document/discipline_referral.hpp"
#include "domain/document/duty_shift.hpp"
#include "domain/document/joint_conference.hpp"
#include "domain/document/raise.hpp"
#include "domain/document/supervision_order.hpp"

namespace liandong::testing {

/// A city whose timer, sealer and ladder run when the story says that time passes.
class LadderStory : public BackgroundStory {
protected:
    void SetUp() override {
        BackgroundStory::SetUp();
        timer_ = std::make_unique<DeadlineTimer>(world().services);
        ladder_ = std::make_unique<LadderLoop>(world().services);
        ASSERT_TRUE(ladder_->RunOnce());  // begins here
    }

    /// Everything that happens by itself, until nothing does.
    void Settle() {
        for (int rounds = 0; rounds < 40; ++rounds) {
            const auto fired = timer_->RunOnce(world().clock.Now());
            ASSERT_TRUE(fired) << fired.error().for_log;
            world().Seal();
            const auto read = ladder_->RunOnce();
            ASSERT_TRUE(read) << read.error().for_log;
            if (*fired == 0 && *read == 0) return;
        }
        FAIL() << "the city never comes to rest";
    }
    void Until(const char* city_time) {
        world().clock.Set(At(city_time));
        Settle();
    }

    template <class D, class C>
    D Do(DocumentId id, const C& command, const Principal& who = Everybody()) {
        const auto after = ActOnDocument<D>(world().services, who, {id, command, {}, {}}, Soon());
        EXPECT_TRUE(after) << after.error().code << ": " << after.error().for_log;
        return after ? *after : D{};
    }
    template <class D, class C>
    std::string Refused(DocumentId id, const C& command, const Principal& who = Everybody()) {
        return CodeOf(ActOnDocument<D>(world().services, who, {id, command, {}, {}}, Soon()));
    }
    template <class D>
    D Read(DocumentId id) {
        const auto found = LoadDocumentAs<D>(world().services, Everybody(), id, Soon());
        EXPECT_TRUE(found) << found.error().for_log;
        return found ? found->first : D{};
    }
    Climb ClimbOf(CaseId about) {
        const auto climb = FindClimb(world().services, about, Soon());
        EXPECT_TRUE(climb) << climb.error().code;
        return climb ? *climb : Climb{};
    }
    /// "2 redo_count" for each rung.
    std::vector<std::string> Rungs(CaseId about) {
        std::vector<std::string> rungs;
        for (const ClimbedRung& rung : ClimbOf(about).rungs)
            rungs.push_back(std::to_string(rung.level) + " " + rung.trigger);
        return rungs;
    }
    DocumentId PaperOn(CaseId about, std::int32_t level) {
        for (const ClimbedRung& rung : ClimbOf(about).rungs) {
            if (rung.level == level) return rung.paper;
        }
        ADD_FAILURE() << "no rung " << level;
        return {};
    }
    long Count(CaseId id, const std::string& kind) {
        const auto kinds = world().Kinds(id);
        return std::count(kinds.begin(), kinds.end(), kind);
    }
    std::vector<std::string> Faults() {
        world().Seal();
        const auto verifier = *crypto::MakeTreeVerifier(world().signer->PublicKeyPem());
        VerifyOptions options;
        options.hash = &crypto::Sha256;
        options.city = "460100";
        options.verifier = verifier.get();
        options.vault = world().vault.get();
        return VerifyJournal(*world().store, options).faults;
    }

    static Principal Person(const std::string& id, const std::string& unit,
                            std::vector<std::string> city, std::vector<std::string> own = {}) {
        Principal who{Actor{ActorKind::kUser, id, UnitCode{unit}}, {}, {}};
        for (std::string& permission : city) who.city_permissions.insert(std::move(permission));
        for (std::string& permission : own) who.unit_permissions.insert(std::move(permission));
        return who;
    }
    static Principal Supervisor() {
        return Person("supervisor", "H", {"supervise", "view", "plan_duty"});
    }
    static Principal Inspector() { return Person("inspector", "ROOT", {"discipline", "view"}); }
    static Principal HeadOfUnit(const std::string& unit) {
        return Person("head-" + unit, unit, {}, {"sign", "finish", "view", "acknowledge"});
    }

    std::unique_ptr<DeadlineTimer> timer_;
    std::unique_ptr<LadderLoop> ladder_;
};

}  // namespace liandong::testing
