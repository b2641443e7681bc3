#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "domain/document/document.hpp"

// The errors that app/ports.hpp promises, worded once for both stores.

namespace liandong::store {

[[nodiscard]] Error VersionConflict(CaseId id);
[[nodiscard]] Error DuplicateSource(CaseId existing);
[[nodiscard]] Error DuplicateRequest(CaseId existing);
[[nodiscard]] Error IdempotencyKeyReused();
[[nodiscard]] Error NoSuchCase(CaseId id);
[[nodiscard]] Error NoSuchDocument(DocumentId id);
[[nodiscard]] Error NoSuchAttachment(CaseId id);
[[nodiscard]] Error NoSuchMessage(std::int64_t id);
[[nodiscard]] Error NoSuchTile(std::int32_t level, std::int64_t index);
[[nodiscard]] Error SealedElsewhere(std::int64_t expected, std::int64_t found);
[[nodiscard]] Error LoginTaken();
[[nodiscard]] Error NumberTaken(CaseId by);
[[nodiscard]] Error FedElsewhere(std::int64_t expected);
[[nodiscard]] Error BadPage();
/// The caller's deadline passed before its turn: nothing was written. kUnavailable
/// "deadline_passed".
[[nodiscard]] Error DeadlinePassed(std::string_view while_doing);
/// A bounded queue is full: nothing was written. kBusy "store_busy".
[[nodiscard]] Error StoreBusy(std::string for_log);
/// Kept by another city, or by a newer program: kUnavailable with its own code; trying again is of
/// no use.
[[nodiscard]] Error WrongCity(std::string_view wanted, std::string_view found);
[[nodiscard]] Error NewerDatabase(std::int64_t database_version, std::int64_t program_version);

}  // namespace liandong::store
