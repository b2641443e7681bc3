#pragma once

#include "app/act_on_document.hpp"
#include "domain/document/mediation.hpp"

namespace liandong {

/// A record of a mediation is opened, also by a mediator whose unit has no part in the case, once
/// they have accepted an offer of it. Errors: kNotFound "no_such_case"; the refusals of
/// OpenMediation.
[[nodiscard]] Result<Mediation> OpenRecord(const Services& services, const Principal& who,
                                           const OpenMediation& command, Deadline deadline);

/// The two sides agreed, and the paper that says so is attached to the case.
/// Errors: kNotFound "no_such_document", "no_such_attachment" (the case has no such file); the
/// refusals of AgreeMediation.
[[nodiscard]] Result<Mediation> AgreeOnPaper(const Services& services, const Principal& who,
                                             const DocumentRequest<Mediation>& request,
                                             Deadline deadline);

}  // namespace liandong
