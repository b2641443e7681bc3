#pragma once

#include "app/services.hpp"

// Somebody took a case on in person, a mediator, an expert: their unit may have no part in it.

namespace liandong {

/// `who`, as far as this case goes. Whoever accepted an offer of it, or keeps the record of a
/// mediation about it, may see it and add files to it, if their roles let them do so for their own
/// unit; until the task and the record have ended. Everybody else is as they were. What is hidden
/// or masked stays so: only "view" and "attach" are given.
/// Shape:  one indexed question, and only for accounts of people in the city's list of staff.
/// Errors: those of the store.
[[nodiscard]] Result<Principal> OnTask(const Services& services, const Principal& who, CaseId about,
                                       Deadline deadline);

}  // namespace liandong
