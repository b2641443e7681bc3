#include "app/fire_deadlines.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "app/act_on_case.hpp"
#include "app/case_change.hpp"
#include "app/fire_documents.hpp"

namespace liandong {
namespace {

constexpr std::chrono::seconds kRoundLimit{30};
constexpr std::chrono::minutes kRest{1};
/// What the rules refuse although it is due (a calendar that ends too early) is asked again after
/// this.
constexpr std::chrono::minutes kAskAgain{10};
constexpr std::size_t kRestingMax = 10'000;

}  // namespace

DeadlineTimer::DeadlineTimer(const Services& services, OnFault on_fault, TimerOptions options)
    : services_(services), on_fault_(std::move(on_fault)), options_(options) {}

Result<std::size_t> DeadlineTimer::RunOnce(Instant now) {
    const Deadline deadline = Deadline::In(kRoundLimit);
    // A rest that ends far away was begun before the clock was set back.
    std::erase_if(resting_, [&](const auto& rest) {
        return rest.second <= now || rest.second > now + kRest;
    });
    const auto limit = options_.rows_max + static_cast<std::int32_t>(resting_.size());
    LD_TRY(const auto rows, services_.store.DueDeadlines(now, limit, deadline));
    std::vector<DueCase> waiting;
    for (const DueCase& due : rows) {
        if (!resting_.contains(due.case_id)) waiting.push_back(due);
    }
    std::size_t handled = 0;
    while (!waiting.empty() && !deadline.Passed()) {
        std::vector<DueCase> together;
        std::vector<DueCase> later;  // a second row of a case is decided by what the first one left
        std::set<CaseId> cases;
        for (const DueCase& due : waiting) {
            const bool fits =
                together.size() < kDeadlinesPerCommit && !resting_.contains(due.case_id);
            (fits && cases.insert(due.case_id).second ? together : later).push_back(due);
        }
        HandleAll(together, now, deadline);
        handled += together.size();
        std::erase_if(later, [&](const DueCase& due) { return resting_.contains(due.case_id); });
        waiting = std::move(later);
    }
    LD_TRY(const std::size_t documents,
           FireDocuments(services_, now, options_.rows_max,
                         [this](const Error& error) { Report(error); }));
    fired_ += static_cast<std::int64_t>(documents);
    return handled + documents;
}

void DeadlineTimer::HandleAll(const std::vector<DueCase>& due, Instant now, Deadline deadline) {
    const auto left = FireTogether(due, deadline);
    // Somebody was faster with one of them, or the store is in trouble: each for itself tells.
    for (const DueCase& one : left ? *left : due) {
        if (deadline.Passed()) return;
        Handle(one, now, deadline);
    }
}

Result<std::vector<DueCase>> DeadlineTimer::FireTogether(const std::vector<DueCase>& due,
                                                         Deadline deadline) {
    if (due.size() < 2) return due;
    std::vector<CaseId> ids;
    for (const DueCase& one : due) ids.push_back(one.case_id);
    LD_TRY(const auto cases, services_.store.LoadAll(ids, deadline));
    const auto city = services_.city.Current();
    ChangeSet changes;
    std::vector<DueCase> left;
    for (const DueCase& one : due) {
        const auto found = std::ranges::lower_bound(
            cases, one.case_id, {}, [](const StoredCase& stored) { return stored.state.id; });
        // A merged case asks after another one; a refusal has its own answer.
        const bool is_alone = found == cases.end() || found->state.id != one.case_id ||
                              found->state.merged_into.has_value();
        if (is_alone) {
            left.push_back(one);
            continue;
        }
        auto change =
            DecideChange(services_, *city, SystemPrincipal(), *found,
                         FireDeadline{one.due.clock, one.due.assignment, one.due.percent}, {}, {});
        if (change) {
            changes.cases.push_back(*std::move(change));
        } else {
            left.push_back(one);
        }
    }
    if (changes.cases.empty()) return left;
    LD_TRY(services_.store.Commit(changes, deadline));
    fired_ += static_cast<std::int64_t>(changes.cases.size());
    return left;
}

void DeadlineTimer::Handle(const DueCase& due, Instant now, Deadline deadline) {
    const ActRequest request{
        due.case_id, FireDeadline{due.due.clock, due.due.assignment, due.due.percent}, {}, {}, {}};
    const auto done = ActOnCase(services_, SystemPrincipal(), request, deadline);
    if (done) {
        ++fired_;
        return;
    }
    if (!IsFinal(done.error().kind)) {
        Rest(due.case_id, now);
        return Report(done.error());
    }
    const auto refreshed = Refresh(due, done.error(), now, deadline);
    // Stale: somebody changed the case meanwhile and wrote its deadlines anew.
    if (refreshed || refreshed.error().kind == ErrorKind::kStale) return;
    Rest(due.case_id, now);
    Report(refreshed.error());
}

Result<void> DeadlineTimer::Refresh(const DueCase& due, const Error& refusal, Instant now,
                                    Deadline deadline) {
    LD_TRY(const auto found, services_.store.Load(due.case_id, deadline));
    const auto city = services_.city.Current();
    ChangeSet changes;
    changes.cases.push_back(
        MakeChange(found.state, due.case_id, {}, SystemPrincipal().actor, now, now, *city));
    if (refusal.code != Code(RefusalCode::kNotBeforeDeadline)) {
        for (DueRow& row : changes.cases.front().deadlines) {
            const bool is_refused_one = row.clock == due.due.clock &&
                                        row.assignment == due.due.assignment &&
                                        row.percent == due.due.percent;
            if (is_refused_one && row.due_at <= now) row.due_at = now + kAskAgain;
        }
    }
    LD_TRY(services_.store.Commit(changes, deadline));
    ++refreshed_;
    return {};
}

void DeadlineTimer::Rest(CaseId id, Instant now) {
    if (resting_.size() < kRestingMax) resting_[id] = now + kRest;
}

void DeadlineTimer::Report(const Error& error) {
    ++faults_;
    if (on_fault_) on_fault_(error);
}

Duration DeadlineTimer::Round() {
    const Instant now = services_.clock.Now();
    const auto handled = RunOnce(now);
    if (!handled) {
        Report(handled.error());
        return options_.poll_max;
    }
    if (std::cmp_greater_equal(*handled, options_.rows_max)) return Duration::zero();
    const auto next = services_.store.NextDeadline(Deadline::In(kRoundLimit));
    if (!next || !*next) return options_.poll_max;
    const Duration wait = **next - services_.clock.Now();
    // Something due that rests must not keep this thread turning; what fired just now may have made
    // a row due.
    if (wait <= Duration::zero() && *handled == 0) return options_.poll_max;
    return std::clamp(wait, Duration::zero(), options_.poll_max);
}

void DeadlineTimer::Start() {
    loop_.Start("ld-timer", [this] { return Round(); }, on_fault_);
}

void DeadlineTimer::Stop() { loop_.Stop(); }

}  // namespace liandong
