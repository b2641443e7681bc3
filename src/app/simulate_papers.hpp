#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/services.hpp"
#include "app/simulate_random.hpp"
#include "domain/match/match_index.hpp"

// What stands beside a simulated case: the papers that the ladder opens by itself, and the people
// who are asked to mediate. Opened, moved and missed through the use cases that the city has.

namespace liandong {

/// The clock of one simulated matter: whatever happens, happens when its life says.
class MatterClock final : public WallClock {
public:
    Instant Now() override { return now_; }
    void Set(Instant now) { now_ = now; }

private:
    Instant now_;
};

/// One paper beside a simulated case.
struct LivePaper {
    DocumentId id;
    DocumentKind kind = DocumentKind::kSupervisionOrder;
    std::string state;
    std::optional<Instant> due_at;  ///< when time itself looks at it
    std::optional<Instant> act_at;  ///< when somebody does the next thing with it
    std::int32_t acts = 0;
};
struct CasePapers {
    CaseId about;
    std::vector<LivePaper> papers;
    std::map<DocumentKind, std::int64_t> opened;
    std::map<std::string, std::int64_t> refused;  ///< "supervision_order: wrong_state"

    [[nodiscard]] std::optional<Instant> NextTime() const;
};

/// Moves papers through one matter's time; not from two threads at once.
class PaperLife {
public:
    /// `services` run on `clock`; all of them outlive this. `people` are those of `city`.
    PaperLife(const Services& services, MatterClock& clock, const City& city,
              std::shared_ptr<const MatchIndex> people);

    /// What the ladder makes of an event of that kind in the case. Errors: faults of the store.
    [[nodiscard]] Result<void> Follow(CasePapers& papers, SeededRandom& random,
                                      std::string_view kind, Instant at);
    /// Asks the best person there is for the case; nothing when nobody fits. Errors: likewise.
    [[nodiscard]] Result<void> Offer(CasePapers& papers, SeededRandom& random, const Case& about,
                                     Instant at);
    /// Whatever comes first: a deadline, or what somebody does. Errors: likewise.
    [[nodiscard]] Result<void> Advance(CasePapers& papers, SeededRandom& random);
    /// Whether the profile names people for such a case.
    [[nodiscard]] bool NeedsPeople(const Case& about, Instant at) const;

private:
    [[nodiscard]] Result<void> Refresh(CasePapers& papers, SeededRandom& random, Instant at);
    [[nodiscard]] Result<void> Fire(CasePapers& papers, SeededRandom& random, DocumentId id);
    [[nodiscard]] Result<void> Act(CasePapers& papers, SeededRandom& random, DocumentId id);
    /// The next thing that somebody does; the head of the paper after it.
    [[nodiscard]] Result<DocumentHead> Move(const CasePapers& papers, const LivePaper& paper,
                                            SeededRandom& random);
    [[nodiscard]] Result<DocumentHead> MoveOrder(const LivePaper& paper, SeededRandom& random);
    [[nodiscard]] Result<DocumentHead> MoveConference(const LivePaper& paper, SeededRandom& random);
    [[nodiscard]] Result<DocumentHead> MoveRaise(const LivePaper& paper);
    [[nodiscard]] Result<DocumentHead> MoveReferral(const LivePaper& paper, SeededRandom& random);
    [[nodiscard]] Result<DocumentHead> MoveOffer(const CasePapers& papers, const LivePaper& paper,
                                                 SeededRandom& random);
    [[nodiscard]] Result<DocumentHead> MoveMediation(const LivePaper& paper, SeededRandom& random);
    [[nodiscard]] std::optional<Instant> PlanAct(const LivePaper& paper, SeededRandom& random,
                                                 Instant from) const;
    [[nodiscard]] std::optional<Match> NextPerson(const Case& about,
                                                  const std::vector<std::string>& asked) const;
    [[nodiscard]] Instant After(Instant from, std::int64_t working_minutes) const;

    const Services& services_;
    MatterClock& clock_;
    const City& city_;
    std::shared_ptr<const MatchIndex> people_;  // shared with the other matters of the simulation
    std::vector<Standing> nobody_busy_;
};

}  // namespace liandong
