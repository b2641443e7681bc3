#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/act_on_case.hpp"
#include "app/simulate_papers.hpp"
#include "app/simulate_plan.hpp"

namespace liandong {

/// What happened in a simulation, counted.
struct SimulationReport {
    std::int64_t cases = 0;
    std::int64_t events = 0;  ///< in the journal
    std::int64_t commits = 0;
    std::int64_t deadlines_fired = 0;
    std::map<std::string, std::int64_t> refused;  ///< "finish: wrong_state"; the life then goes
                                                  ///< another way
    std::int64_t still_open = 0;
    std::map<CaseState, std::int64_t> states;     ///< at the end
    std::map<CaseAction, std::int64_t> acts;      ///< by people
    std::map<DocumentKind, std::int64_t> papers;  ///< opened beside the cases

    void Add(const SimulationReport& other);
};

/// Lives one matter through to `until`, through the use cases alone.
class MatterLife {
public:
    /// `people` are those of `city`.
    MatterLife(const Services& services, const City& city, std::shared_ptr<const MatchIndex> people,
               std::uint64_t seed, Instant until);
    ~MatterLife() = default;
    MatterLife(const MatterLife&) = delete;
    MatterLife& operator=(const MatterLife&) = delete;

    /// `only_dispatch`: every case is opened and sent in one step and then left.
    /// Errors: faults of the store; refusals of a planned opening are faults of the plan and come
    /// back too.
    [[nodiscard]] Result<SimulationReport> Run(const Matter& matter, bool only_dispatch);

private:
    struct Step {
        Instant at;
        Principal who;
        Command command;
    };
    /// When one unit will do what with its part; drawn when it gets it.
    struct Intent {
        Instant drawn_for;  ///< start of the handling clock it was drawn for
        Instant acknowledge_at;
        Instant contact_at;
        Instant finish_at;
        std::optional<Instant> return_at;
        std::optional<Instant> extend_at;
        std::optional<Instant> pause_at;
        std::optional<Instant> pass_down_at;
        std::optional<Instant> add_unit_at;
        bool waits = true;  ///< the lead's answer, for those of the others
    };
    struct Life {
        const PlannedCase* plan = nullptr;
        SeededRandom random{0};
        Case state;
        bool opened = false;
        bool over = false;  ///< nobody will do anything more; time still may
        bool merge_tried = false;
        bool sent_back = false;
        bool link_tried = false;
        bool appeal_tried = false;
        bool offer_tried = false;
        std::optional<Instant> offer_at;  ///< when a mediator is looked for
        std::optional<Instant> ruling_at;
        CasePapers papers;
        std::int32_t refusals = 0;
        Instant last;  ///< of the last event
        std::map<std::int32_t, Intent> intents;
        std::optional<Step> next;
        std::vector<DueRow> due;
        std::string category_name;
    };

    Result<void> Advance(Life& life, std::vector<Life>& lives);
    Result<void> Open(Life& life);
    Result<void> Act(Life& life, std::vector<Life>& lives, const Step& step);
    Result<void> Fire(Life& life, const DueRow& row);
    void Changed(Life& life, Case after, Instant at);
    Result<void> AdvancePapers(Life& life, Instant at);
    Result<void> Follow(Life& life, std::string_view kind);
    /// The case as the store has it now, after something beside it may have left its line there.
    Result<void> Reload(Life& life, Instant at);
    [[nodiscard]] static std::optional<Instant> NextTime(const Life& life);
    [[nodiscard]] static const DueRow* FirstDue(const Life& life);

    [[nodiscard]] std::optional<Step> Plan(Life& life, const std::vector<Life>& lives);
    [[nodiscard]] std::optional<Step> PlanAtDesk(Life& life, const std::vector<Life>& lives);
    [[nodiscard]] std::optional<Step> PlanDispatch(Life& life);
    [[nodiscard]] std::optional<Step> PlanUnits(Life& life);
    [[nodiscard]] Step PlanPart(Life& life, const Assignment& a, Intent& intent);
    [[nodiscard]] static Step PlanFinish(Life& life, const Assignment& a, const Intent& intent);
    [[nodiscard]] Step PlanReview(Life& life);
    [[nodiscard]] Step PlanCallback(Life& life);
    [[nodiscard]] std::optional<Step> PlanAppeal(Life& life);
    [[nodiscard]] std::optional<Step> PlanRuling(Life& life);
    [[nodiscard]] std::optional<Step> PlanLinkage(Life& life, const Assignment& a, Intent& intent);
    [[nodiscard]] std::optional<Step> PlanLink(Life& life);
    [[nodiscard]] Dispatch PlanMobilisation(Life& life) const;
    [[nodiscard]] Intent DrawIntent(Life& life, const Assignment& a) const;
    void DrawLinkage(Life& life, const Assignment& a, Intent& intent) const;
    [[nodiscard]] bool MayBeGiven(const Life& life, const UnitCode& unit) const;
    [[nodiscard]] std::optional<UnitCode> AnotherBureau(Life& life) const;
    [[nodiscard]] std::string ArticleFor(const Life& life) const;
    [[nodiscard]] Principal Opener(Life& life) const;

    [[nodiscard]] Instant After(const Life& life, Instant from, std::int64_t minutes) const;
    [[nodiscard]] Instant Fraction(const Clock& clock, std::int64_t permille) const;
    [[nodiscard]] Principal Staff(Life& life, const char* role, std::size_t count) const;
    [[nodiscard]] static SealedText Write(Life& life, int kind);

    MatterClock clock_;
    Services services_;  ///< the store and the vault of all, the time of this matter
    const City& city_;
    PaperLife papers_;
    std::uint64_t seed_;
    Instant until_;
    SimulationReport report_;
};

}  // namespace liandong
