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

/// The same, at the version the person saw. Errors: kStale "version_conflict" with args "version".
[[nodiscard]] Result<StoredCase> LoadAt(const Services& services, const Principal& who, CaseId id,
                                        std::optional<std::int32_t> if_version, Deadline deadline);

/// What `command` changes of a case that was loaded: sealed, decided and built, not yet written.
/// For use cases that change several cases at once. `at` empty: now. Errors: the refusals of
/// Decide.
[[nodiscard]] Result<CaseChange> DecideChange(const Services& services, const City& city,
                                              const Principal& who, const StoredCase& found,
                                              Command command, std::optional<CaseState> other_state,
                                              std::optional<Instant> at,
                                              const Precedent* precedent = nullptr);

/// Lost races are rare and short; after this many there is something else wrong, and the caller is
/// told.
inline constexpr int kRaceTriesMax = 8;

/// `once()` again as long as somebody else was faster, unless the person said which version they
/// meant.
template <class Once>
auto RetryLostRace(std::optional<std::int32_t> if_version, Once once) {
    for (int tries = 1;; ++tries) {
        auto done = once();
        const bool lost_race = !done && done.error().kind == ErrorKind::kStale && !if_version;
        if (!lost_race || tries == kRaceTriesMax) return done;
    }
}

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
