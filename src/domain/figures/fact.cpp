#include "domain/figures/fact.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "domain/case/checked_replay.hpp"

namespace liandong {
namespace {

struct HandlingRound {
    AssignmentNo no;
    Clock clock;
};
struct CallbackRound {
    std::optional<Clock> clock;
    int attempts = 0;
    bool reached = false;
};
struct Return {
    AssignmentNo no;
    Instant at;
    std::optional<bool> accepted;
};

// What the case forgets on its way, because its rules do not need it.
struct Past {
    std::vector<HandlingRound> earlier_rounds;
    std::vector<CallbackRound> callbacks;
    std::vector<Return> returns;
    std::optional<CalledBack> last_reached;
    std::optional<AssignmentFinished> last_finish;
    std::optional<Instant> first_sent_at;
    std::optional<Instant> last_finished_at;
    std::optional<Clock> first_dispatch;
    CaseState ended = CaseState::kRegistered;  ///< before it rested in the archive
    int sent_back = 0;
};

// Looks at an event before it is applied.
class Watcher {
public:
    Watcher(Past& past, const Case& before, const Event& event)
        : past_(past), before_(before), event_(event) {}

    void operator()(const CaseDispatched&) const {
        if (!past_.first_sent_at) past_.first_sent_at = event_.at;
        if (!past_.first_dispatch && before_.dispatch) {
            past_.first_dispatch = StopClock(*before_.dispatch, event_.at);
        }
    }
    void operator()(const ReturnRequested& e) const {
        past_.returns.push_back({e.assignment, event_.at, std::nullopt});
    }
    void operator()(const ReturnAccepted& e) const { Rule(e.assignment, true); }
    void operator()(const ReturnRefused& e) const { Rule(e.assignment, false); }
    void operator()(const AssignmentFinished& e) const {
        const Assignment* a = FindAssignment(before_, e.assignment);
        if (a == nullptr || !a->is_lead) return;
        past_.last_finish = e;
        past_.last_finished_at = event_.at;
    }
    void operator()(const AnswerImported&) const { past_.last_finished_at = event_.at; }
    void operator()(const AnswerSentBack&) const { ++past_.sent_back; }
    void operator()(const AnswerAccepted& e) const {
        if (e.callback) past_.callbacks.push_back({});
    }
    void operator()(const CalledBack& e) const {
        if (past_.callbacks.empty()) past_.callbacks.push_back({});
        CallbackRound& round = past_.callbacks.back();
        ++round.attempts;
        round.reached = round.reached || e.reached;
        if (e.reached) past_.last_reached = e;
    }
    void operator()(const CaseRedone& e) const {
        if (const Assignment* a = FindAssignment(before_, e.assignment)) {
            past_.earlier_rounds.push_back({a->no, a->handling});
        }
        past_.last_reached.reset();  // the citizen is asked again
    }
    template <class E>
    void operator()(const E&) const {}

private:
    void Rule(AssignmentNo no, bool accepted) const {
        const auto asked = std::find_if(past_.returns.rbegin(), past_.returns.rend(),
                                        [&](const Return& made) { return made.no == no; });
        if (asked != past_.returns.rend()) asked->accepted = accepted;
    }

    Past& past_;
    const Case& before_;
    const Event& event_;
};

bool IsExcluded(CaseState ended) {
    switch (ended) {
        case CaseState::kVoided:
        case CaseState::kMerged:
        case CaseState::kDeclined:
        case CaseState::kHandedOver: return true;
        case CaseState::kRegistered:
        case CaseState::kAwaitingSupplement:
        case CaseState::kDeclineReview:
        case CaseState::kAnsweredAtDesk:
        case CaseState::kDispatched:
        case CaseState::kHandling:
        case CaseState::kReturnReview:
        case CaseState::kAnswerReview:
        case CaseState::kCallback:
        case CaseState::kFinished:
        case CaseState::kArchived: return false;
    }
    return false;
}

bool IsDecided(const Clock& clock) {
    return clock.outcome == ClockOutcome::kMet || clock.outcome == ClockOutcome::kMissed;
}

class Collector {
public:
    Collector(const Case& c, const Past& past, const City& city)
        : case_(c), past_(past), city_(city) {
        place_ = PlaceOf();
    }

    std::vector<Fact> All() {
        Registered();
        if (IsExcluded(past_.ended)) return std::move(facts_);
        for (const Assignment& a : case_.assignments) OfAssignment(a);
        for (const HandlingRound& round : past_.earlier_rounds) {
            if (const Assignment* a = FindAssignment(case_, round.no)) HandlingDue(*a, round.clock);
        }
        Returns();
        Appeals();
        OfTheLead();
        if (past_.first_dispatch) {
            Due(FactKind::kDispatchDue, *past_.first_dispatch, city_.hotline_unit);
        } else if (case_.dispatch) {
            Due(FactKind::kDispatchDue, *case_.dispatch, city_.hotline_unit);
        }
        Exempt();
        Number();
        return std::move(facts_);
    }

private:
    PlaceCode PlaceOf() const {
        for (const PlaceKind kind : {PlaceKind::kStreet, PlaceKind::kDistrict, PlaceKind::kCity}) {
            if (const Place* place = city_.Enclosing(case_.place, kind)) return place->code;
        }
        return {};
    }

    Fact& Add(FactKind kind, Instant at, UnitCode unit, AssignmentNo no = {}) {
        Fact& fact = facts_.emplace_back();
        fact.kind = kind;
        fact.no = no.value;
        fact.day = DayOf(at, city_.calendar.offset);
        fact.unit = std::move(unit);
        fact.category = case_.category;
        fact.place = place_;
        fact.type = case_.type;
        fact.channel = case_.channel;
        return fact;
    }
    static void Mark(Fact& fact, Measure measure, bool holds) {
        if (holds) fact.marks |= static_cast<std::uint16_t>(1U << BitOf(measure));
    }

    // The lead that counts, or the last that ever was.
    const Assignment* Lead() const {
        if (const Assignment* lead = FindLead(case_)) return lead;
        const auto found = std::find_if(case_.assignments.rbegin(), case_.assignments.rend(),
                                        [](const Assignment& a) { return a.is_lead; });
        return found == case_.assignments.rend() ? nullptr : &*found;
    }
    UnitCode LeadUnit() const {
        const Assignment* lead = Lead();
        return lead == nullptr ? city_.hotline_unit : lead->unit;
    }
    bool IsFinished() const { return past_.ended == CaseState::kFinished && case_.closed_at; }

    void Registered() {
        const bool accepted = !IsExcluded(past_.ended);
        const bool at_desk = past_.ended == CaseState::kAnsweredAtDesk;
        const bool asks = case_.type == RequestType::kConsultation;
        const bool by_grid = case_.channel == Channel::kGrid;
        const Assignment* lead = Lead();
        const bool closed = at_desk || IsFinished();
        const bool due = closed || (lead != nullptr && IsDecided(lead->handling));
        Fact& fact = Add(FactKind::kRegistered, case_.opened_at, LeadUnit());
        Mark(fact, Measure::kAccepted, accepted);
        Mark(fact, Measure::kConsultation, accepted && asks);
        Mark(fact, Measure::kAnsweredAtDesk, at_desk);
        Mark(fact, Measure::kConsultationAtDesk, at_desk && asks);
        Mark(fact, Measure::kOpenedByGrid, accepted && by_grid);
        Mark(fact, Measure::kRepeat,
             accepted && (case_.reopens.has_value() || !case_.merged_children.empty()));
        Mark(fact, Measure::kDueByNow, accepted && due);
        Mark(fact, Measure::kClosedOfDue, accepted && closed);
        Mark(fact, Measure::kAcceptedAndSent, accepted && lead != nullptr);
        if (!accepted) return;
        if (by_grid) Add(FactKind::kGridAction, case_.opened_at, LeadUnit());
        if (case_.reopens) RepeatedSoon(*case_.reopens);
    }

    // The first case's number tells its day (docs/adr/0003), so no other case need be read.
    void RepeatedSoon(CaseId first) {
        constexpr std::int64_t kNumbersPerDay = 10'000'000;
        constexpr std::chrono::days kWeek{7};
        const std::int64_t digits = first.value / kNumbersPerDay;
        const std::chrono::year_month_day date{
            std::chrono::year{static_cast<int>(digits / 10'000)},
            std::chrono::month{static_cast<unsigned>(digits / 100 % 100)},
            std::chrono::day{static_cast<unsigned>(digits % 100)}};
        if (!date.ok()) return;
        const Day day{std::chrono::local_days{date}};
        const Day today = DayOf(case_.opened_at, city_.calendar.offset);
        if (today < day || today - day > kWeek) return;
        Add(FactKind::kRepeatedSoon, case_.opened_at, LeadUnit()).day = day;
    }

    void OfAssignment(const Assignment& a) {
        Fact& sent = Add(FactKind::kDispatched, a.sent_at, a.unit, a.no);
        const bool moved =
            a.state == AssignmentState::kReturned || a.state == AssignmentState::kWithdrawn;
        Mark(sent, Measure::kReturnedByUnit, a.return_count > 0);
        Mark(sent, Measure::kNeverMoved, !moved);
        Mark(sent, Measure::kExtended, std::ranges::any_of(a.extensions, [](const Extension& e) {
                 return e.granted.value_or(false);
             }));
        Due(FactKind::kAcknowledgeDue, a.acknowledge, a.unit, a.no);
        if (a.contact) Due(FactKind::kContactDue, *a.contact, a.unit, a.no);
        HandlingDue(a, a.handling);
    }

    Fact* Due(FactKind kind, const Clock& clock, const UnitCode& unit, AssignmentNo no = {}) {
        if (!IsDecided(clock)) return nullptr;
        Fact& fact = Add(kind, clock.due_at, unit, no);
        Mark(fact, MeasureOf(kind, 1), clock.outcome == ClockOutcome::kMet);
        return &fact;
    }

    void HandlingDue(const Assignment& a, const Clock& clock) {
        Fact* fact = Due(FactKind::kHandlingDue, clock, a.unit, a.no);
        if (fact == nullptr) return;
        const bool missed = clock.outcome == ClockOutcome::kMissed;
        Mark(*fact, Measure::kOverdue, missed);
        Mark(*fact, Measure::kOverdueOpen, missed && !clock.stopped_at && IsOpen(a.state));
    }

    void Returns() {
        for (const Return& made : past_.returns) {
            const Assignment* a = FindAssignment(case_, made.no);
            if (a == nullptr) continue;
            Mark(Add(FactKind::kReturned, made.at, a->unit, a->no), Measure::kReturnRefused,
                 made.accepted == false);
        }
    }

    void Appeals() {
        for (const Appeal& appeal : case_.appeals) {
            const Assignment* a = FindAssignment(case_, appeal.assignment);
            if (a == nullptr) continue;
            Fact& fact = Add(FactKind::kAppealed, appeal.asked_at, a->unit, a->no);
            Mark(fact, Measure::kAppealRuled, appeal.upheld.has_value());
            Mark(fact, Measure::kAppealUpheld, appeal.upheld.value_or(false));
        }
    }

    // An unreasonable request is held against nobody; an upheld appeal frees one part, and what is
    // said of the case as a whole when it is the lead's.
    void Exempt() {
        const Assignment* lead = Lead();
        for (const Appeal& appeal : case_.appeals) {
            if (!appeal.upheld.value_or(false)) continue;
            const bool whole = appeal.kind == AppealKind::kUnreasonableRequest;
            const bool of_lead = lead != nullptr && lead->no == appeal.assignment;
            for (Fact& fact : facts_) {
                if (fact.kind == FactKind::kAppealed) continue;
                const bool is_of_it = fact.no == appeal.assignment.value;
                fact.exempt = fact.exempt || whole || is_of_it || (of_lead && fact.no == 0);
            }
        }
    }

    void OfTheLead() {
        const UnitCode unit = LeadUnit();
        for (const CallbackRound& round : past_.callbacks) {
            if (!round.clock || !IsDecided(*round.clock)) continue;
            Fact& fact = Add(FactKind::kCallbackDue, round.clock->due_at, unit);
            Mark(fact, Measure::kCallbackMade, round.attempts > 0);
            Mark(fact, Measure::kCallbackReached, round.reached);
        }
        if (!IsFinished() || Lead() == nullptr) return;
        Closed(unit);
        if (past_.first_sent_at && past_.last_finished_at) Handled(unit);
    }

    void Closed(const UnitCode& unit) {
        Fact& fact = Add(FactKind::kClosed, *case_.closed_at, unit);
        Mark(fact, Measure::kFinishedOnce, case_.redo_count == 0 && past_.sent_back == 0);
        Mark(fact, Measure::kRedone, case_.redo_count > 0);
        Mark(fact, Measure::kReturnedOrRedone, case_.redo_count > 0 || case_.return_count > 0);
        Mark(fact, Measure::kBeforeComplaint, case_.channel == Channel::kGrid);
        if (!past_.last_reached) return;
        const CalledBack& said = *past_.last_reached;
        const auto rated = [&](Satisfaction how) { return said.satisfied == how; };
        Mark(fact, Measure::kReached, true);
        Mark(fact, Measure::kContacted, said.unit_contacted.value_or(false));
        Mark(fact, Measure::kSolved, said.solved == Verdict::kYes);
        Mark(fact, Measure::kPartlySolved, said.solved == Verdict::kPartly);
        Mark(fact, Measure::kRated, said.satisfied && !rated(Satisfaction::kNoRating));
        Mark(fact, Measure::kSatisfied, rated(Satisfaction::kSatisfied));
        Mark(fact, Measure::kBasicallySatisfied, rated(Satisfaction::kBasicallySatisfied));
        Mark(fact, Measure::kFalselyFinished,
             past_.last_finish && past_.last_finish->solved == Verdict::kYes &&
                 said.solved == Verdict::kNo);
    }

    void Handled(const UnitCode& unit) {
        const Duration took =
            WorkingTimeBetween(*past_.first_sent_at, *past_.last_finished_at, city_.calendar);
        Fact& fact = Add(FactKind::kHandled, *past_.last_finished_at, unit);
        fact.amount = std::chrono::duration_cast<std::chrono::minutes>(took).count();
        const auto bound = std::ranges::lower_bound(kHandledBoundsMinutes, fact.amount);
        Mark(fact, HandledBucket(static_cast<int>(bound - kHandledBoundsMinutes.begin())), true);
    }

    // Facts of one kind and assignment are told apart by their round, in the order of their days.
    void Number() {
        std::ranges::sort(facts_, {}, [](const Fact& fact) {
            return std::tuple(fact.kind, fact.no, fact.day, fact.marks, fact.amount);
        });
        for (std::size_t i = 1; i < facts_.size(); ++i) {
            const Fact& before = facts_[i - 1];
            if (facts_[i].kind == before.kind && facts_[i].no == before.no) {
                facts_[i].round = before.round + 1;
            }
        }
    }

    const Case& case_;
    const Past& past_;
    const City& city_;
    PlaceCode place_;
    std::vector<Fact> facts_;
};

}  // namespace

Result<std::vector<Fact>> FactsOf(const std::vector<Event>& events, const City& city) {
    Past past;
    Case c;
    for (const Event& event : events) {
        std::visit(Watcher(past, c, event), event.body);
        LD_TRY(c, CheckedApply(std::move(c), event));
        if (!past.callbacks.empty() && c.callback) past.callbacks.back().clock = c.callback;
        if (c.state != CaseState::kArchived) past.ended = c.state;
    }
    return Collector(c, past, city).All();
}

}  // namespace liandong
