#pragma once

#include "adapters/http/message.hpp"
#include "app/open_case.hpp"

namespace liandong::http {

/// What whoever opened a case is told: 201, or 200 when it was there already.
[[nodiscard]] Response OpenedReply(const OpenedCase& opened, const City& city);

}  // namespace liandong::http
