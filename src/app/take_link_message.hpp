#pragma once

#include <optional>
#include <string>

#include "app/services.hpp"

namespace liandong {

/// What a linked system says to us. A member that its kind does not use is passed over.
struct LinkMessage {
    LinkMessageKind kind = LinkMessageKind::kReceipt;
    std::optional<CaseId> case_id;  ///< our number
    std::string number;             ///< theirs; one of the two is needed, `open` and `receipt` need
                                    ///< theirs
    AssignmentNo assignment;        ///< 0: the part of the case that is theirs
    // open
    RequestType type = RequestType::kComplaint;
    std::string category;  ///< their code or ours
    PlaceCode place;
    std::optional<GeoPoint> point;
    std::optional<bool> urgent;
    std::optional<bool> secret;
    Caller caller;
    Narrative narrative;
    // refuse
    std::string code;
    std::string note;  ///< also of contact
    // contact; finish with caller_contacted
    ContactMethod method = ContactMethod::kPhone;
    bool reached = false;
    std::optional<Instant> contacted_at;
    // return
    std::string basis;
    UnitCode proposed_unit;
    // finish
    Verdict substantiated = Verdict::kYes;
    Verdict solved = Verdict::kYes;
    bool beyond_duty = false;
    bool caller_contacted = false;
    std::string done;
    std::string reply;
    std::string overrule;
};

struct LinkTaken {
    Case state;
    AssignmentNo assignment;
    bool is_replay = false;  ///< this message, or for `open` this number, was taken before
};

/// Takes a message of the linked system that asks. `key` is their id of it: said twice, it counts
/// once. A system speaks for the assignments that it serves or was given a number for, with the
/// rights that `accepts` of the profile gives it; a finish acknowledges what was not yet. What is
/// refused for good is kept in the list of inbound messages; what fails for now (kBusy,
/// kUnavailable, kStale) is not, and comes again. Errors: kForbidden "no_such_system",
/// "not_agreed"; kInvalid "number_required", "idempotency_key_reused"; kNotFound "no_such_case" for
/// a number of ours that is not theirs to see, or another city's; kRejected "number_mismatch" when
/// the two numbers are of different cases, "number_taken"; the refusals of the rules.
[[nodiscard]] Result<LinkTaken> TakeLinkMessage(const Services& services, const Principal& who,
                                                const LinkMessage& message,
                                                const IdempotencyKey& key, Deadline deadline);

/// A message that could not even be read, for the list of refusals.
[[nodiscard]] Result<void> NoteUnreadable(const Services& services, const Principal& who,
                                          const IdempotencyKey& key, const Error& error,
                                          Deadline deadline);

}  // namespace liandong
