#include "app/simulate_life.hpp"

#include <algorithm>
#include <utility>

#include "app/merge_cases.hpp"

namespace liandong {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kPatience{60};
// A life that the rules refuse this often has met a fault of ours; it stays where it is and is
// counted.
constexpr std::int32_t kRefusalsMax = 6;

bool IsRefusal(const Error& error) {
    return error.kind == ErrorKind::kRejected || error.kind == ErrorKind::kForbidden ||
           error.kind == ErrorKind::kInvalid;
}

// An event at which the ladder looks at a case, whatever else it is.
constexpr std::string_view kLook = "supervision_called";

// What an act may have left in the journal that the ladder follows; "" for what is nothing to it.
std::string_view TellingKind(const Command& command) {
    if (std::holds_alternative<Return>(command)) return "return_requested";
    if (const auto* ruling = std::get_if<RuleReturn>(&command))
        return ruling->accept ? "" : "return_refused";
    if (std::holds_alternative<RuleDispute>(command)) return "dispute_ruled";
    if (const auto* callback = std::get_if<Callback>(&command)) return callback->redo ? kLook : "";
    return "";
}

// A case that has ended ends its climb, if it has one.
std::string_view KindAfter(const Case& after, const CasePapers& papers, std::string_view kind) {
    if (IsOpen(after.state)) return kind;
    return papers.papers.empty() ? "" : "case_finished";
}

}  // namespace

void SimulationReport::Add(const SimulationReport& other) {
    cases += other.cases;
    events += other.events;
    commits += other.commits;
    deadlines_fired += other.deadlines_fired;
    for (const auto& [what, count] : other.refused) refused[what] += count;
    still_open += other.still_open;
    for (const auto& [state, count] : other.states) states[state] += count;
    for (const auto& [action, count] : other.acts) acts[action] += count;
    for (const auto& [kind, count] : other.papers) papers[kind] += count;
}

MatterLife::MatterLife(const Services& services, const City& city,
                       std::shared_ptr<const MatchIndex> people, std::uint64_t seed, Instant until)
    : services_{services.store, services.vault, clock_, services.city, services.classifier},
      city_(city),
      papers_(services_, clock_, city, std::move(people)),
      seed_(seed),
      until_(until) {}

Result<SimulationReport> MatterLife::Run(const Matter& matter, bool only_dispatch) {
    report_ = {};
    std::vector<Life> lives;
    for (const PlannedCase& planned : matter.cases) {
        if (planned.at > until_) continue;
        Life life;
        life.plan = &planned;
        life.random = SeededRandom(seed_ ^ 0x11FEULL, planned.number);
        life.last = planned.at;
        lives.push_back(std::move(life));
    }
    if (only_dispatch) {
        for (Life& life : lives) {
            LD_TRY(Open(life));
        }
    } else {
        for (;;) {
            Life* first = nullptr;
            std::optional<Instant> first_at;
            for (Life& life : lives) {
                const auto at = NextTime(life);
                if (at && *at <= until_ && (!first_at || *at < *first_at)) {
                    first = &life;
                    first_at = at;
                }
            }
            if (first == nullptr) break;
            LD_TRY(Advance(*first, lives));
        }
    }
    for (const Life& life : lives) {
        ++report_.cases;
        report_.events += life.state.version;
        ++report_.states[life.state.state];
        if (IsOpen(life.state.state)) ++report_.still_open;
        for (const auto& [kind, count] : life.papers.opened) report_.papers[kind] += count;
        for (const auto& [what, count] : life.papers.refused) report_.refused[what] += count;
    }
    return report_;
}

const DueRow* MatterLife::FirstDue(const Life& life) {
    const auto first = std::ranges::min_element(life.due, {}, &DueRow::due_at);
    return first == life.due.end() ? nullptr : &*first;
}

std::optional<Instant> MatterLife::NextTime(const Life& life) {
    if (!life.opened) return life.plan->at;
    const DueRow* due = FirstDue(life);
    std::optional<Instant> at;
    if (life.next) at = life.next->at;
    if (due != nullptr && (!at || due->due_at <= *at)) at = std::max(due->due_at, life.last);
    const auto beside = [&](const std::optional<Instant>& when) {
        if (when && (!at || *when < *at)) at = when;
    };
    beside(life.papers.NextTime());
    beside(life.offer_at);
    return at;
}

Result<void> MatterLife::Advance(Life& life, std::vector<Life>& lives) {
    const auto at = NextTime(life);
    const auto beside = life.papers.NextTime();
    if (!life.opened) {
        LD_TRY(Open(life));
    } else if ((beside && beside == at) || (life.offer_at && life.offer_at == at)) {
        LD_TRY(AdvancePapers(life, *at));
    } else if (const DueRow* due = FirstDue(life);
               due != nullptr && (!life.next || due->due_at <= life.next->at)) {
        LD_TRY(Fire(life, DueRow{*due}));
    } else {
        const Step step = *std::exchange(life.next, std::nullopt);
        LD_TRY(Act(life, lives, step));
    }
    if (!life.next && !life.over) {
        life.next = Plan(life, lives);
        if (life.next) life.next->at = std::max(life.next->at, life.last);
    }
    return {};
}

void MatterLife::Changed(Life& life, Case after, Instant at) {
    life.state = std::move(after);
    life.last = at;
    life.due = DeadlinesOf(life.state, city_);
}

Result<void> MatterLife::Reload(Life& life, Instant at) {
    LD_TRY(auto stored, services_.store.Load(life.state.id, Deadline::In(kPatience)));
    if (stored.state.version != life.state.version)
        Changed(life, std::move(stored.state), std::max(life.last, at));
    return {};
}

Result<void> MatterLife::AdvancePapers(Life& life, Instant at) {
    if (life.offer_at == at) {
        life.offer_at.reset();
        LD_TRY(papers_.Offer(life.papers, life.random, life.state, at));
    } else {
        LD_TRY(papers_.Advance(life.papers, life.random));
    }
    return Reload(life, at);
}

// What the ladder follows in the running city, it is told here at once, in the matter's own time.
Result<void> MatterLife::Follow(Life& life, std::string_view kind) {
    if (kind.empty()) return {};
    LD_TRY(papers_.Follow(life.papers, life.random, kind, life.last));
    return Reload(life, life.last);
}

Result<void> MatterLife::Open(Life& life) {
    clock_.Set(life.plan->at);
    LD_TRY(auto opened,
           OpenNewCase(services_, Opener(life), life.plan->request, Deadline::In(kPatience)));
    ++report_.commits;
    life.opened = true;
    const Category* category = city_.FindCategory(opened.state.category);
    life.category_name = category == nullptr ? "" : category->name;
    Changed(life, std::move(opened.state), life.plan->at);
    life.papers.about = life.state.id;
    const bool is_media = life.state.channel == Channel::kMedia && !life.plan->request.dispatch;
    return is_media ? Follow(life, kLook) : Result<void>{};
}

Result<void> MatterLife::Fire(Life& life, const DueRow& row) {
    const Instant at = std::max(row.due_at, life.last);
    clock_.Set(at);
    ActRequest request{
        life.state.id, FireDeadline{row.clock, row.assignment, row.percent}, {}, at, {}};
    auto done = ActOnCase(services_, SystemPrincipal(), request, Deadline::In(kPatience));
    if (!done && !IsRefusal(done.error())) return Failure{std::move(done).error()};
    if (!done) {
        ++report_.refused["fire_deadline: " + done.error().code];
        std::erase(life.due, row);
        return {};
    }
    ++report_.commits;
    ++report_.deadlines_fired;
    // What somebody was about to do stands, unless time itself has moved the case.
    const bool moved = done->state != life.state.state;
    Changed(life, *std::move(done), at);
    if (moved) life.next.reset();
    const bool is_reminder = row.percent < 100;
    return Follow(life, is_reminder ? "" : KindAfter(life.state, life.papers, "clock_missed"));
}

Result<void> MatterLife::Act(Life& life, std::vector<Life>& lives, const Step& step) {
    const Deadline deadline = Deadline::In(kPatience);
    clock_.Set(step.at);
    const auto* merge = std::get_if<Merge>(&step.command);
    auto done = merge != nullptr
                    ? MergeCases(services_, step.who, life.state.id, *merge, std::nullopt, deadline,
                                 step.at)
                    : ActOnCase(services_, step.who, {life.state.id, step.command, {}, step.at, {}},
                                deadline);
    if (!done && !IsRefusal(done.error())) return Failure{std::move(done).error()};
    if (!done) {
        ++report_.refused[std::string(Code(ActionOf(step.command))) + ": " + done.error().code];
        life.last = step.at;
        life.over = ++life.refusals >= kRefusalsMax;
        return {};
    }
    ++report_.commits;
    ++report_.acts[ActionOf(step.command)];
    Changed(life, *std::move(done), step.at);
    LD_TRY(Follow(life, KindAfter(life.state, life.papers, TellingKind(step.command))));
    if (merge == nullptr) return {};
    for (Life& other : lives) {
        if (other.state.id != merge->into) continue;
        LD_TRY(auto parent, services_.store.Load(merge->into, deadline));
        Changed(other, std::move(parent.state), std::max(other.last, step.at));
        if (other.next) other.next->at = std::max(other.next->at, step.at);
        LD_TRY(Follow(other, "child_merged"));
    }
    return {};
}

Instant MatterLife::After(const Life& life, Instant from, std::int64_t minutes) const {
    const Duration length = std::chrono::minutes{minutes};
    if (life.state.urgent) return from + length;
    const auto at = liandong::Advance(from, length, LimitUnit::kWorkingMinutes, city_.calendar);
    return at ? *at : from + length;
}

Instant MatterLife::Fraction(const Clock& clock, std::int64_t permille) const {
    const Duration length = LengthOf(clock.limit, city_.calendar) * permille / 1000;
    const auto at = liandong::Advance(clock.started_at, length, clock.limit.unit, city_.calendar);
    return at ? *at : clock.started_at + length;
}

Principal MatterLife::Staff(Life& life, const char* role, std::size_t count) const {
    Principal who;
    who.actor = {ActorKind::kUser,
                 std::string(role) + "-" + std::to_string(1 + life.random.Below(count)),
                 city_.hotline_unit};
    who.city_permissions = {"open",           "amend",          "dispatch",       "withdraw",
                            "answer_at_desk", "decline",        "hand_over",      "rule_decline",
                            "rule_hand_over", "ask_supplement", "supplement",     "rule_return",
                            "review",         "callback",       "rule_extension", "redo",
                            "merge",          "void",           "note",           "remind",
                            "view",           "add_unit",       "rule_dispute",   "rule_appeal"};
    return who;
}

}  // namespace liandong
