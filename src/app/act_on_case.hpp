#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/services.hpp"

namespace liandong {

/// One command on one case.
struct ActRequest {
    CaseId id;
    Command command;
    std::optional<std::int32_t> if_version;  ///< the version the person saw; empty: whatever it is
                                             ///< now
    std::optional<Instant> at;               ///< when it happened, for imported history; empty: now
    std::vector<Blob> blobs;                 ///< written with an Attach
};

/// Load, decide, write: the way of almost every command.
/// Errors: kNotFound "no_such_case" (also when the person may not see it); kStale
/// "version_conflict" when `if_version` is not the case's; the refusals of Decide. Without
/// `if_version` a lost race is tried again.
[[nodiscard]] Result<Case> ActOnCase(const Services& services, const Principal& who,
                                     const ActRequest& request, Deadline deadline);

/// The case, if this person may see it. Errors: kNotFound "no_such_case".
[[nodiscard]] Result<StoredCase> LoadVisible(const Services& services, const Principal& who,
                                             CaseId id, Deadline deadline);

/// Caller and narrative in the clear. The caller of this function answers for masking and for
/// recording who looked.
struct CaseTexts {
    Caller caller;
    Narrative narrative;
};
[[nodiscard]] Result<CaseTexts> ReadTexts(const Services& services, const StoredCase& stored,
                                          Deadline deadline);
/// Any sealed text of a case.
[[nodiscard]] Result<std::string> ReadText(const Services& services, const StoredCase& stored,
                                           const VaultRef& ref, Deadline deadline);

}  // namespace liandong
