#include "domain/case/guards.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/case/lifecycle.hpp"

namespace liandong {
namespace {

using enum CaseAction;

constexpr std::string_view kEverything = "*";

bool Holds(const std::set<std::string, std::less<>>& permissions, std::string_view permission) {
    return permissions.contains(kEverything) || permissions.contains(permission);
}

bool IsAssignmentState(CaseAction action, AssignmentState state) {
    switch (action) {
        case kAcknowledge: return state == AssignmentState::kSent;
        case kPassDown:
        case kPause:
        case kResume:
        case kFinish: return state == AssignmentState::kHandling;
        case kRuleReturn: return state == AssignmentState::kReturnReview;
        case kContact:
        case kReturn:
        case kRequestExtension:
            return state == AssignmentState::kSent || state == AssignmentState::kHandling;
        case kReleaseUnit:
        case kRuleExtension: return IsOpen(state);
        default: return true;
    }
}

bool HasPendingExtension(const Assignment& a) {
    return !a.extensions.empty() && !a.extensions.back().granted.has_value();
}

// One at a time, and what was upheld need not be asked again.
std::optional<RefusalCode> GuardAppeal(const Case& c, const Assignment& a) {
    const bool is_settled = std::ranges::any_of(c.appeals, [&](const Appeal& appeal) {
        return appeal.assignment == a.no && appeal.upheld.value_or(true);
    });
    if (is_settled) return RefusalCode::kAlreadyDone;
    constexpr std::ptrdiff_t kAppealsMax = 5;
    const auto made = std::ranges::count(c.appeals, a.no, &Appeal::assignment);
    return made < kAppealsMax ? std::nullopt : std::optional(RefusalCode::kTooMany);
}

std::optional<RefusalCode> GuardAssignment(const Case& c, const Assignment& a, CaseAction action,
                                           const Facts& facts) {
    if (!IsAssignmentState(action, a.state)) return RefusalCode::kAssignmentWrongState;
    const ClockPolicy& policy = PolicyOf(c, facts);
    switch (action) {
        case kPause:
            if (c.urgent) return RefusalCode::kUrgentNeverPauses;
            if (IsPaused(a.handling)) return RefusalCode::kAlreadyPaused;
            return IsRunning(a.handling) ? std::nullopt : std::optional(RefusalCode::kAlreadyDone);
        case kResume:
            return IsPaused(a.handling) ? std::nullopt : std::optional(RefusalCode::kNotPaused);
        case kReturn:
            if (a.return_until && facts.now > *a.return_until) return RefusalCode::kReturnTooLate;
            return c.dispute && IsOpen(*c.dispute) ? std::optional(RefusalCode::kDisputeOpen)
                                                   : std::nullopt;
        case kRequestExtension:
            if (!IsRunning(a.handling) || facts.now > a.handling.due_at)
                return RefusalCode::kExtensionTooLate;
            if (HasPendingExtension(a)) return RefusalCode::kExtensionPending;
            if (std::ssize(a.extensions) >= policy.extension_count)
                return RefusalCode::kExtensionsUsedUp;
            return std::nullopt;
        case kReleaseUnit: return a.is_lead ? std::optional(RefusalCode::kIsLead) : std::nullopt;
        case kRuleExtension:
            return HasPendingExtension(a) ? std::nullopt
                                          : std::optional(RefusalCode::kNoExtensionPending);
        case kRequestAppeal: return GuardAppeal(c, a);
        case kRuleAppeal:
            if (FindOpenAppeal(c, a.no) == nullptr) return RefusalCode::kAlreadyDone;
            // Nobody rules on an appeal of their own unit.
            if (!facts.who.actor.unit.value.empty() &&
                facts.city.IsWithin(facts.who.actor.unit, a.unit)) {
                return RefusalCode::kNotYours;
            }
            return std::nullopt;
        default: return std::nullopt;
    }
}

// A person whose rights are bound to a unit may act on a case in which that unit has, or had, a
// part.
bool IsTheirs(const Case& c, std::string_view permission, const Facts& facts) {
    return Holds(facts.who.city_permissions, permission) ||
           std::ranges::any_of(c.assignments, [&](const Assignment& a) {
               return MayFor(facts.who, permission, a.unit, facts.city);
           });
}

// Whose consent counts: of what was passed down, the one who passed it; a unit does not release
// itself.
UnitCode OwnerOf(const Case& c, const Assignment& a, CaseAction action) {
    if (action != kReleaseUnit) return a.unit;
    const Assignment* parent = a.parent ? FindAssignment(c, *a.parent) : nullptr;
    return parent == nullptr ? UnitCode{} : parent->unit;
}

std::optional<RefusalCode> GuardDispute(const Case& c) {
    if (!c.dispute) return RefusalCode::kNoDispute;
    // Two people may rule at once: the second is told that it was done.
    return IsOpen(*c.dispute) ? std::nullopt : std::optional(RefusalCode::kAlreadyDone);
}

std::int64_t AssistingAtWork(const Case& c) {
    return std::ranges::count_if(c.assignments,
                                 [](const Assignment& a) { return !a.is_lead && IsOpen(a.state); });
}

std::optional<RefusalCode> GuardCounts(const Case& c, CaseAction action, const Facts& facts) {
    const Limits& limits = facts.city.limits;
    if (action == kAttach && std::ssize(c.attachments) >= limits.attachments_per_case_max)
        return RefusalCode::kTooMany;
    if (action == kAskSupplement && c.supplement_count >= limits.supplement_count_max)
        return RefusalCode::kTooMany;
    if (action == kAdoptChild && std::ssize(c.merged_children) >= limits.merged_children_max) {
        return RefusalCode::kTooMany;
    }
    if ((action == kAddUnit || action == kPassDown) && AssistingAtWork(c) >= limits.assisting_max)
        return RefusalCode::kTooMany;
    if (action == kErase && c.erased) return RefusalCode::kAlreadyDone;
    if (action == kRuleDispute) return GuardDispute(c);
    return GuardHandOver(c, action, facts);
}

bool NeedsVault(CaseAction action) {
    return action != kFireDeadline && action != kArchive && action != kReleaseChild &&
           action != kErase && action != kLinkDocument && action != kRecordLink;
}

}  // namespace

bool IsNamed(const Principal& who, std::string_view person) {
    return !person.empty() && (person == who.actor.id || person == who.staff);
}

bool MayAnywhere(const Principal& who, std::string_view permission) {
    return Holds(who.city_permissions, permission) || Holds(who.unit_permissions, permission);
}

bool MayFor(const Principal& who, std::string_view permission, const UnitCode& unit,
            const City& city) {
    if (Holds(who.city_permissions, permission)) return true;
    return Holds(who.unit_permissions, permission) && city.IsWithin(unit, who.actor.unit);
}

bool MayView(const Principal& who, const Case& c, const City& city) {
    if (Holds(who.city_permissions, "view")) return true;
    // Whoever called for help from the street sees what comes of it, whichever units came.
    const bool is_own = c.channel == Channel::kGrid && c.opened_by.kind == ActorKind::kUser &&
                        c.opened_by.id == who.actor.id;
    if (is_own && Holds(who.unit_permissions, "view")) return true;
    return std::ranges::any_of(
        c.assignments, [&](const Assignment& a) { return MayFor(who, "view", a.unit, city); });
}

Principal SystemPrincipal() {
    return {Actor{ActorKind::kSystem, "timer", {}}, {std::string(kEverything)}, {}};
}

std::string_view PermissionOf(CaseAction action) {
    switch (action) {
        case kUnmerge:
        case kAdoptChild:
        case kReleaseChild: return Code(kMerge);
        case kRecordSplit: return "split";
        case kResume: return Code(kPause);
        case kImportAnswer: return "import";
        case kSendCallbackLink: return Code(kCallBack);
        default: return Code(action);
    }
}

bool IsOfAssignment(CaseAction action) {
    switch (action) {
        case kAcknowledge:
        case kContact:
        case kReturn:
        case kRuleReturn:
        case kRequestExtension:
        case kRuleExtension:
        case kPause:
        case kResume:
        case kPassDown:
        case kReleaseUnit:
        case kFinish:
        case kRequestAppeal:
        case kRuleAppeal: return true;
        default: return false;
    }
}

std::optional<RefusalCode> Guard(const Case& c, CaseAction action, AssignmentNo no,
                                 const Facts& facts) {
    const std::string_view permission = PermissionOf(action);
    if (!IsAllowed(c.state, action)) return RefusalCode::kWrongState;
    if (!MayAnywhere(facts.who, permission)) return RefusalCode::kNotPermitted;
    if (IsOfAssignment(action)) {
        const Assignment* a = FindAssignment(c, no);
        if (a == nullptr) return RefusalCode::kNoSuchAssignment;
        if (!MayFor(facts.who, permission, OwnerOf(c, *a, action), facts.city))
            return RefusalCode::kNotYours;
        if (const auto refused = GuardAssignment(c, *a, action, facts)) return refused;
    } else if (!IsTheirs(c, permission, facts)) {
        return RefusalCode::kNotYours;
    }
    // A matter that no unit ever had (handed over, imported with its answer) has nobody to redo it.
    if (action == kRedo && FindLead(c) == nullptr) return RefusalCode::kNoSuchAssignment;
    if (const auto refused = GuardCounts(c, action, facts)) return refused;
    if (c.erased && NeedsVault(action)) return RefusalCode::kErased;
    return std::nullopt;
}

Result<void, Refusal> CheckText(std::string_view text) {
    if (!IsUtf8(text) || text.find('\0') != std::string_view::npos)
        return Refuse(RefusalCode::kBadText);
    return {};
}

Result<void, Refusal> CheckWord(std::string_view word) {
    constexpr std::size_t kWordCodePointsMax = 500;
    LD_TRY(CheckText(word));
    if (CountCodePoints(word) > kWordCodePointsMax) return Refuse(RefusalCode::kTextTooLong);
    return {};
}

Result<void, Refusal> AllowText(const SealedText& text, const Facts& facts) {
    LD_TRY(CheckText(text.plain));
    const auto most = static_cast<std::size_t>(facts.city.limits.text_code_points_max);
    if (CountCodePoints(text.plain) > most) return Refuse(RefusalCode::kTextTooLong);
    return {};
}

Result<void, Refusal> NeedText(const SealedText& text, const Facts& facts) {
    if (Trim(text.plain).empty()) return Refuse(RefusalCode::kTextRequired);
    return AllowText(text, facts);
}

const ClockPolicy& PolicyOf(const Case& c, const Facts& facts) {
    return facts.city.ClocksFor(c.type, c.urgent, c.category);
}

Result<Clock, Refusal> Begin(ClockKind kind, Limit limit, const Facts& facts) {
    auto clock = StartClock(kind, facts.now, limit, facts.city.calendar);
    if (!clock) return Refuse(RefusalCode::kCalendarTooShort);
    return *std::move(clock);
}

Result<Clock, Refusal> BeginArchive(const Facts& facts) {
    const std::int64_t minutes = std::int64_t{facts.city.limits.archive_after_days} * 24 * 60;
    return Begin(ClockKind::kArchive, {std::max<std::int64_t>(minutes, 1), LimitUnit::kMinutes},
                 facts);
}

Result<Clock, Refusal> BeginDispatch(const Case& c, const Facts& facts) {
    return Begin(ClockKind::kDispatch, PolicyOf(c, facts).dispatch, facts);
}

Result<Clock, Refusal> Resume(Clock clock, const Facts& facts) {
    if (!IsPaused(clock)) return clock;
    auto resumed = ResumeClock(std::move(clock), facts.now, facts.city.calendar);
    if (!resumed) return Refuse(RefusalCode::kCalendarTooShort);
    return *std::move(resumed);
}

CaseState StateByLead(const std::vector<Assignment>& assignments) {
    const auto lead =
        std::ranges::find_if(assignments, [](const Assignment& a) { return a.is_lead; });
    if (lead == assignments.end()) return CaseState::kRegistered;
    return lead->state == AssignmentState::kSent ? CaseState::kDispatched : CaseState::kHandling;
}

}  // namespace liandong
