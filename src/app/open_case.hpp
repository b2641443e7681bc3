#pragma once

#include <optional>
#include <string>

#include "app/services.hpp"

namespace liandong {

/// A new matter, from the desk, a form, another system or an import.
struct OpenCaseRequest {
    OpenCase command;
    /// Send it on at once when its category is known: as the catalogue says, in the same
    /// transaction.
    bool dispatch = false;
    std::optional<IdempotencyKey> idempotency;
    /// When it happened, for imported history; empty: now.
    std::optional<Instant> at;
    /// A number of the store's, taken before by somebody who plans ahead; empty: the next one.
    std::optional<CaseId> id;
    /// Of a car that stands in the way: its owner is asked, in the same transaction.
    std::optional<SealedText> plate;
};
struct OpenedCase {
    Case state;
    bool is_replay = false;      ///< the idempotency key, or the source's own number, had made it
                                 ///< already
    std::vector<Guess> guesses;  ///< of the classifier, when nobody named a category
};

/// Guesses at or above this probability are taken without asking a person.
inline constexpr double kGuessTaken = 0.6;

/// Errors: the refusals of DecideOpen; kInvalid "idempotency_key_reused", "bad_idempotency_key".
[[nodiscard]] Result<OpenedCase> OpenNewCase(const Services& services, const Principal& who,
                                             OpenCaseRequest request, Deadline deadline);

/// A new case for the same person and matter as an ended one, linked to it.
/// Errors: kNotFound; kRejected "wrong_state" while the old one is open, "erased" when nothing is
/// left to copy.
[[nodiscard]] Result<OpenedCase> ReopenCase(
    const Services& services, const Principal& who, CaseId old, const std::string& reason,
    Deadline deadline, std::optional<IdempotencyKey> idempotency = std::nullopt);

/// Everything about a new case but the commit; for use cases that write more in the same
/// transaction.
struct PreparedCase {
    CaseChange change;
    std::vector<Guess> guesses;
};
[[nodiscard]] Result<PreparedCase> PrepareCase(const Services& services, const City& city,
                                               const Principal& who, OpenCaseRequest request,
                                               Deadline deadline);

/// The case that an earlier request with the same key opened, if there was one.
/// Errors: kInvalid "idempotency_key_reused", "bad_idempotency_key".
[[nodiscard]] Result<std::optional<OpenedCase>> FindEarlier(
    const Services& services, const std::optional<IdempotencyKey>& key, Deadline deadline);
/// Writes a prepared case; when it was there already, by its key or its source's number, the answer
/// is that one.
[[nodiscard]] Result<OpenedCase> CommitOpened(const Services& services, PreparedCase prepared,
                                              const std::optional<IdempotencyKey>& key,
                                              Deadline deadline);

}  // namespace liandong
