#pragma once

#include <string>

#include "app/act_on_document.hpp"
#include "domain/document/climb.hpp"

namespace liandong {

/// What is written when a rung is climbed, but for the climb itself.
struct RungPaper {
    DocumentId paper;   ///< 0 for a reminder, which has no paper of its own
    ChangeSet changes;  ///< the paper, the line in the case, the message to the unit
};

/// The paper that stands on `next.rung`, about one case: an order to its lead, a conference of its
/// units, a raise to the rung's leader, a proposed referral; or a reminder to the lead. `words` go
/// into it; empty: the rung's own. Errors: the refusals of the paper's Decide.
[[nodiscard]] Result<RungPaper> PrepareRungPaper(const Services& services, const Principal& who,
                                                 const StoredCase& about, const NextRung& next,
                                                 DocumentId climb, const std::string& words,
                                                 Deadline deadline);

}  // namespace liandong
