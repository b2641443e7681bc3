#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/act_on_case.hpp"
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
    std::map<CaseState, std::int64_t> states;  ///< at the end
    std::map<CaseAction, std::int64_t> acts;   ///< by people

    void Add(const SimulationReport& other);
};

/// Lives one matter through to `until`, through the use cases alone.
class MatterLife {
public:
    MatterLife(const Services& services, const City& city, std::uint64_t seed, Instant until);

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
    };
    struct Life {
        const PlannedCase* plan = nullptr;
        SeededRandom random{0};
        Case state;
        bool opened = false;
        bool over = false;  ///< nobody will do anything more; time still may
        bool merge_tried = false;
        bool sent_back = false;
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
    [[nodiscard]] std::optional<Instant> NextTime(const Life& life) const;
    [[nodiscard]] static const DueRow* FirstDue(const Life& life);

    [[nodiscard]] std::optional<Step> Plan(Life& life, const std::vector<Life>& lives);
    [[nodiscard]] std::optional<Step> PlanAtDesk(Life& life, const std::vector<Life>& lives);
    [[nodiscard]] std::optional<Step> PlanDispatch(Life& life);
    [[nodiscard]] std::optional<Step> PlanUnits(Life& life);
    [[nodiscard]] Step PlanPart(Life& life, const Assignment& a, Intent& intent);
    [[nodiscard]] Step PlanFinish(Life& life, const Assignment& a, const Intent& intent);
    [[nodiscard]] Step PlanReview(Life& life);
    [[nodiscard]] Step PlanCallback(Life& life);
    [[nodiscard]] Intent DrawIntent(Life& life, const Assignment& a) const;

    [[nodiscard]] Instant After(const Life& life, Instant from, std::int64_t minutes) const;
    [[nodiscard]] Instant Fraction(const Clock& clock, std::int64_t permille) const;
    [[nodiscard]] Principal Staff(Life& life, const char* role, std::size_t count) const;
    [[nodiscard]] SealedText Write(Life& life, int kind) const;

    const Services& services_;
    const City& city_;
    std::uint64_t seed_;
    Instant until_;
    SimulationReport report_;
};

}  // namespace liandong
