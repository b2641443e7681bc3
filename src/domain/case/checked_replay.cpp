#include "domain/case/checked_replay.hpp"

#include <algorithm>
#include <string>

#include "base/check.hpp"

namespace liandong {
namespace {

bool HasAssignment(const Case& c, AssignmentNo no) {
    return std::ranges::any_of(c.assignments, [&](const Assignment& a) { return a.no == no; });
}

/// Whether everything that the event speaks of is there: what Apply takes for granted.
class Fits {
public:
    explicit Fits(const Case& c) : case_(c) {}

    bool operator()(const CaseOpened&) const { return case_.version == 0; }
    bool operator()(const Reminded&) const {
        return true;
    }  // of no assignment when it concerns the whole case
    // Of no assignment when it concerns the case that the system brought.
    bool operator()(const PushSent& e) const { return IsNoneOrHas(e.assignment); }
    bool operator()(const ReceiptTaken& e) const { return IsNoneOrHas(e.assignment); }
    bool operator()(const PushRefused& e) const { return IsNoneOrHas(e.assignment); }
    bool operator()(const ReminderSent& e) const {
        return IsOfCase(e.clock) || HasAssignment(case_, e.assignment);
    }
    bool operator()(const ClockMissed& e) const {
        return IsOfCase(e.clock) || HasAssignment(case_, e.assignment);
    }
    bool operator()(const ExtensionGranted& e) const { return HasExtension(e.assignment); }
    bool operator()(const ExtensionRefused& e) const { return HasExtension(e.assignment); }
    bool operator()(const PassedDown& e) const {
        return HasAssignment(case_, e.assignment) && !HasAssignment(case_, e.child.no);
    }
    bool operator()(const UnitAdded& e) const { return !HasAssignment(case_, e.added.no); }
    bool operator()(const DisputeOpened& e) const {
        return std::ranges::all_of(e.positions, [&](const DisputePosition& position) {
            return HasAssignment(case_, position.assignment);
        });
    }
    template <class E>
    bool operator()(const E& event) const {
        if constexpr (requires { event.assignment; }) return HasAssignment(case_, event.assignment);
        if constexpr (requires { event.resumed; }) {
            return std::ranges::all_of(
                event.resumed, [&](const Assignment& a) { return HasAssignment(case_, a.no); });
        }
        return true;
    }

private:
    [[nodiscard]] bool IsNoneOrHas(AssignmentNo no) const {
        return no.value == 0 || HasAssignment(case_, no);
    }
    [[nodiscard]] bool HasExtension(AssignmentNo no) const {
        return std::ranges::any_of(case_.assignments, [&](const Assignment& a) {
            return a.no == no && !a.extensions.empty();
        });
    }

    const Case& case_;
};

Error BadHistory(std::int32_t seq, std::string why) {
    Error error = Unavailable("event " + std::to_string(seq) + ": " + std::move(why));
    error.code = "bad_history";
    return error;
}

}  // namespace

Result<Case> CheckedApply(Case c, const Event& event) {
    if (c.version == 0 && !std::holds_alternative<CaseOpened>(event.body)) {
        return Failure{BadHistory(1, "the case does not begin with its opening")};
    }
    if (event.seq != c.version + 1) return Failure{BadHistory(c.version + 1, "is missing")};
    if (!std::visit(Fits(c), event.body)) {
        return Failure{BadHistory(
            event.seq, std::string(KindOf(event.body)) + " cannot follow what is before it")};
    }
    return Apply(std::move(c), event);
}

Result<Case> CheckedReplay(const std::vector<Event>& events) {
    if (events.empty()) return Failure{BadHistory(1, "there is none")};
    Case c;
    for (const Event& event : events) {
        LD_TRY(c, CheckedApply(std::move(c), event));
    }
    return c;
}

Case Replay(const std::vector<Event>& events) {
    LD_CHECK(!events.empty() && std::holds_alternative<CaseOpened>(events.front().body));
    Case c;
    for (const Event& event : events) c = Apply(std::move(c), event);
    return c;
}

}  // namespace liandong
