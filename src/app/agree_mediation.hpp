#pragma once

#include "app/act_on_document.hpp"
#include "domain/document/mediation.hpp"

namespace liandong {

/// The two sides agreed, and the paper that says so is attached to the case.
/// Errors: kNotFound "no_such_document", "no_such_attachment" (the case has no such file); the
/// refusals of AgreeMediation.
[[nodiscard]] Result<Mediation> AgreeOnPaper(const Services& services, const Principal& who,
                                             const DocumentRequest<Mediation>& request,
                                             Deadline deadline);

}  // namespace liandong
