#pragma once

#include <array>
#include <cstdint>

#include "base/named.hpp"

namespace liandong {

/// What kind of thing happened, or fell due, on a day. Numbers are stored and never reused.
enum class FactKind : std::uint8_t {
    kRegistered = 1,      ///< a case came in; day: opened
    kDispatched = 2,      ///< a unit got a part; day: sent
    kAcknowledgeDue = 3,  ///< an acknowledgement was due and is decided; day: due
    kHandlingDue = 4,     ///< an answer was due (each round by itself) and is decided; day: due
    kClosed = 5,          ///< a dispatched case was finished; day: closed; of the lead
    kCallbackDue = 6,     ///< the citizen was to be asked, and it is decided; day: due; of the lead
    kReturned = 7,        ///< a unit said "not ours"; day: said
    kAppealed = 8,        ///< a unit appealed; day: appealed
    kSupervised = 9,      ///< a supervision order was closed or fell due; day: of that
    kGridAction = 10,     ///< a grid worker opened or handled something; day: of that
    kRepeatedSoon = 11,   ///< the same matter again within a week; day: of the first case
    kHandled = 12,        ///< from first dispatch to finish; day: finished; amount: working minutes
    kKnowledgeDue = 13,   ///< an article's update fell due; day: due
    kDispatchDue = 14,    ///< the agent's own clock is decided; day: due; of the hotline
    kContactDue = 15,     ///< the first contact was due and is decided; day: due
};

/// What is counted: the fact itself, or one of its marks. The number is kind × 16 + bit, stored and
/// never reused; bit 0 is the fact itself, bit 15 the sum of its amounts.
enum class Measure : std::uint16_t {
    kRegistered = 16,
    kAccepted = 17,  ///< registered and not excluded
    kConsultation = 18,
    kAnsweredAtDesk = 19,
    kConsultationAtDesk = 20,
    kOpenedByGrid = 21,
    kRepeat = 22,    ///< reopened, or others were merged into it
    kDueByNow = 23,  ///< of the accepted: closed, or its answer fell due
    kClosedOfDue = 24,
    kAcceptedAndSent = 25,

    kDispatched = 32,
    kReturnedByUnit = 33,
    kNeverMoved = 34,  ///< never given back for good, never taken back
    kExtended = 35,

    kAcknowledgeDue = 48,
    kAcknowledgedInTime = 49,

    kHandlingDue = 64,
    kFinishedInTime = 65,
    kOverdue = 66,  ///< finished late or still open
    kOverdueOpen = 67,

    kClosed = 80,
    kFinishedOnce = 81,  ///< no redo, no answer sent back
    kRedone = 82,
    kReturnedOrRedone = 83,  ///< a part was returned, or it was redone
    kReached = 84,           ///< the last callback reached the citizen
    kContacted = 85,         ///< who says that the unit was in touch
    kSolved = 86,
    kPartlySolved = 87,
    kRated = 88,
    kSatisfied = 89,
    kBasicallySatisfied = 90,
    kFalselyFinished = 91,  ///< "solved", said the unit; "not solved", says the citizen
    kBeforeComplaint = 92,  ///< found by the grid before anybody complained

    kCallbackDue = 96,
    kCallbackMade = 97,
    kCallbackReached = 98,

    kReturned = 112,
    kReturnRefused = 113,

    kAppealed = 128,
    kAppealRuled = 129,
    kAppealUpheld = 130,

    kSupervised = 144,
    kSupervisedSolved = 145,

    kGridAction = 160,
    kRepeatedSoon = 176,

    kHandled = 192,
    kHandledMinutes = 207,

    kKnowledgeDue = 208,
    kKnowledgeInTime = 209,

    kDispatchDue = 224,
    kDispatchedInTime = 225,

    kContactDue = 240,
    kContactedInTime = 241,
};

/// How long handling took falls into one of these; upper bounds in working minutes, the last is
/// open. Mark 1 + n of kHandled is bucket n.
inline constexpr std::array<std::int64_t, 13> kHandledBoundsMinutes{
    60, 120, 240, 480, 720, 960, 1'440, 1'920, 2'400, 3'360, 4'800, 7'200, 12'000};
inline constexpr int kHandledBuckets = static_cast<int>(kHandledBoundsMinutes.size()) + 1;

inline constexpr int kAmountBit = 15;

[[nodiscard]] constexpr FactKind KindOf(Measure measure) {
    return static_cast<FactKind>(static_cast<std::uint16_t>(measure) / 16);
}
[[nodiscard]] constexpr int BitOf(Measure measure) {
    return static_cast<int>(static_cast<std::uint16_t>(measure) % 16);
}
[[nodiscard]] constexpr Measure MeasureOf(FactKind kind, int bit) {
    return static_cast<Measure>(static_cast<int>(kind) * 16 + bit);
}
[[nodiscard]] constexpr Measure HandledBucket(int bucket) {
    return MeasureOf(FactKind::kHandled, 1 + bucket);
}

}  // namespace liandong
