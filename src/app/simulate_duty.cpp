#include "app/simulate_duty.hpp"

#include <algorithm>
#include <utility>

#include "app/case_scope.hpp"
#include "app/duty_shifts.hpp"
#include "app/simulate_texts.hpp"
#include "domain/document/duty_slot.hpp"

namespace liandong {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kPatience{60};
constexpr int kDaysAhead = 6;
constexpr std::size_t kCallbacksMax = 12;

Deadline Soon() { return Deadline::In(kPatience); }

bool IsRefusal(const Error& error) {
    return error.kind == ErrorKind::kRejected || error.kind == ErrorKind::kForbidden ||
           error.kind == ErrorKind::kInvalid;
}

class DutyWeek {
public:
    DutyWeek(const Services& services, const City& city, std::uint64_t seed, Instant until)
        : services_{services.store, services.vault, clock_, services.city, services.classifier},
          city_(city),
          random_(seed, 0xD077ULL),
          until_(until) {}

    Result<SimulationReport> Run() {
        const Day today = DayOf(until_ - Duration{1s}, city_.calendar.offset);
        LD_TRY(PlanSlots(today));
        std::vector<const Unit*> districts;
        for (const Place& place : city_.places) {
            const Unit* unit =
                place.kind == PlaceKind::kDistrict ? city_.UnitOfPlace(place.code) : nullptr;
            if (unit != nullptr) districts.push_back(unit);
        }
        for (int ahead = 0; ahead <= kDaysAhead && !districts.empty(); ++ahead) {
            const Unit& unit = *districts[static_cast<std::size_t>(ahead) % districts.size()];
            LD_TRY(LiveShift(unit, today + std::chrono::days{ahead}));
        }
        return report_;
    }

private:
    [[nodiscard]] Principal Planner() const {
        Principal who;
        who.actor = {ActorKind::kUser, "supervisor", city_.hotline_unit};
        who.city_permissions = {"plan_duty", "edit_duty", "view", "open"};
        return who;
    }
    // As the demo's accounts are called.
    [[nodiscard]] static std::string LeaderOf(const Unit& unit) {
        std::string login = "leader." + unit.code.value;
        std::ranges::transform(login, login.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        });
        return login;
    }

    // Two on call for each district and for whoever takes what nobody else does, day and night.
    Result<void> PlanSlots(Day today) {
        const Instant from = StartOf(today, city_.calendar.offset);
        clock_.Set(from);
        std::vector<UnitCode> units{city_.fallback_unit};
        for (const Place& place : city_.places) {
            const Unit* unit =
                place.kind == PlaceKind::kDistrict ? city_.UnitOfPlace(place.code) : nullptr;
            if (unit != nullptr) units.push_back(unit->code);
        }
        for (const UnitCode& unit : units) {
            for (std::int32_t order = 1; order <= 2; ++order) {
                const Caller person = InventCaller(random_.Next(), city_);
                PlanSlot slot;
                slot.unit = unit;
                slot.name = {person.name, {}};
                slot.phone = {person.phone, {}};
                slot.order = order;
                slot.from = from;
                slot.to = from + std::chrono::days{kDaysAhead + 1};
                LD_TRY(Note(OpenDocument<DutySlot>(services_, Planner(), slot, {}, 0, Soon()),
                            DocumentKind::kDutySlot));
            }
        }
        return {};
    }

    Result<void> LiveShift(const Unit& unit, Day day) {
        const Instant midnight = StartOf(day, city_.calendar.offset);
        const Instant planned_at = std::min(until_, midnight - 48h);
        clock_.Set(planned_at);
        auto planned = OpenDocument<DutyShift>(
            services_, Planner(),
            PlanShift{unit.code, LeaderOf(unit), false, midnight + 9h, midnight + 12h}, {}, 0,
            Soon());
        LD_TRY(Note(planned, DocumentKind::kDutyShift));
        if (!planned) return {};
        const DutyShift& shift = *planned;
        if (shift.prepare_at > until_) return {};
        clock_.Set(shift.prepare_at);
        LD_TRY(Settle(FireShift(services_, shift.id, Soon())));
        if (shift.from + 5min > until_) return {};
        return Sit(unit, shift);
    }

    Result<void> Sit(const Unit& unit, const DutyShift& shift) {
        Principal leader;
        leader.actor = {ActorKind::kUser, LeaderOf(unit), unit.code};
        leader.unit_permissions = {"view", "instruct", "callback"};
        LD_TRY(Act(leader, shift, SignIn{}, shift.from + 5min));
        LD_TRY(CallBack(unit, shift));
        LD_TRY(Act(leader, shift, NoteShift{{"已阅交接班日记，逾期件逐件过问。", {}}},
                   shift.from + 20min));
        LD_TRY(Act(leader, shift,
                   InstructInShift{{}, unit.code, shift.to + 48h, {"三日内回头看一遍。", {}}},
                   shift.from + 100min));
        return Act(leader, shift, HandOverShift{{"本班事项已交接。", {}}}, shift.to);
    }

    // 谁的事项谁处理谁回访: citizens of this leader's own cases, one by one, an agent beside.
    Result<void> CallBack(const Unit& unit, const DutyShift& shift) {
        CaseFilter filter;
        filter.states = {CaseState::kCallback};
        filter.units = UnitsWithin(city_, unit.code);
        LD_TRY(const auto found,
               services_.store.ListCases(filter, Page{std::nullopt, 200}, Soon()));
        Instant at = shift.from + 25min;
        std::size_t called = 0;
        for (const CaseRow& row : found.items) {
            if (called == kCallbacksMax || at >= shift.to || at > until_) break;
            LD_TRY(const auto stored, services_.store.Load(row.id, Soon()));
            const auto& clock = stored.state.callback;
            if (stored.state.callback_attempts > 0 || !clock || clock->started_at >= at) continue;
            Callback callback;
            callback.reached = random_.Chance(850);
            if (callback.reached) {
                callback.solved = Verdict::kYes;
                callback.satisfied = random_.Chance(850) ? Satisfaction::kSatisfied
                                                         : Satisfaction::kBasicallySatisfied;
            }
            clock_.Set(at);
            LD_TRY(
                Settle(CallBackInShift(services_, Planner(), shift.id, row.id, callback, Soon())));
            at += random_.Between(Duration{3min}, Duration{8min});
            ++called;
        }
        return {};
    }

    Result<void> Act(const Principal& who, const DutyShift& shift, ShiftCommand command,
                     Instant at) {
        if (at > until_) return {};
        clock_.Set(at);
        return Settle(ActOnDocument<DutyShift>(services_, who,
                                               {shift.id, std::move(command), {}, {}}, Soon()));
    }

    template <class Done>
    Result<void> Settle(const Done& done) {
        if (done) {
            ++report_.commits;
            return {};
        }
        if (!IsRefusal(done.error())) return Failure{done.error()};
        ++report_.refused["duty: " + done.error().code];
        return {};
    }
    template <class Done>
    Result<void> Note(const Done& done, DocumentKind kind) {
        if (done) ++report_.papers[kind];
        return Settle(done);
    }

    MatterClock clock_;
    Services services_;
    const City& city_;
    SeededRandom random_;
    Instant until_;
    SimulationReport report_;
};

}  // namespace

Result<SimulationReport> SimulateDuty(const Services& services, std::uint64_t seed, Instant until) {
    const auto city = services.city.Current();
    return DutyWeek(services, *city, seed, until).Run();
}

}  // namespace liandong
