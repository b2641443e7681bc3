#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ports.hpp"

// From events to everything that must be written with them. Used by every use case that changes a
// case.

namespace liandong {

/// Seals personal data and free text of one decision into rows of the case's vault.
class Sealer {
public:
    /// `version` is the case's before the decision: row numbers of one decision start at (version +
    /// 1) × 16.
    Sealer(Vault& vault, CaseId id, std::string key, std::int32_t version);

    /// Fills `ref` of every sealed member. Errors: those of Vault::Seal.
    Result<void> Seal(Command& command);
    Result<void> Seal(OpenCase& command);
    Result<VaultRef> Seal(std::string_view plaintext);

    [[nodiscard]] std::vector<VaultRow> TakeRows() { return std::move(rows_); }

private:
    Vault& vault_;
    CaseId id_;
    std::string key_;
    std::int32_t next_row_;
    std::vector<VaultRow> rows_;
};

/// Everything that `bodies` change of `before` (a default Case when it is new): the case after
/// them, journal entries, deadlines and the messages to the units concerned. Vault rows and search
/// document are the caller's.
[[nodiscard]] CaseChange MakeChange(const Case& before, CaseId id,
                                    const std::vector<EventBody>& bodies, const Actor& actor,
                                    Instant at, Instant recorded_at, const City& city);

/// One event outside any case, in a stream of its own.
[[nodiscard]] JournalEntry MakeRecord(CaseId stream, const EventBody& body, const Actor& actor,
                                      Instant at, const City& city);

/// What the full-text index holds of this case.
[[nodiscard]] SearchDocument MakeSearchDocument(const Caller& caller, const Narrative& narrative,
                                                const Case& c, const City& city, Vault& vault);

}  // namespace liandong
