#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/case/case.hpp"

namespace liandong::sqlite {

/// The state of a case as it is kept beside the lists: its JSON, compressed to about a quarter. It
/// is the biggest row of a case and of no use to anybody without its events, which stay plain text.
[[nodiscard]] std::string PackState(const Case& state);

/// Also reads the plain JSON that databases before migration 0007 hold.
/// Errors: kUnavailable with the argument case_id when it was altered or is another case's.
[[nodiscard]] Result<Case> UnpackState(CaseId id, std::string_view packed);

/// The JSON inside.
[[nodiscard]] Result<std::string> UnpackText(std::string_view packed);

}  // namespace liandong::sqlite
