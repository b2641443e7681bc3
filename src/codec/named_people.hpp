#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace liandong {

/// Whom a document's state names: every account and code of staff in it, each once. Shape: reads
/// the members `person`, `mediator`, `leader`, `user`, `signatory` and those that end in `_by`, at
/// any depth. Text that is no JSON names nobody.
[[nodiscard]] std::vector<std::string> PeopleNamedIn(std::string_view body);

}  // namespace liandong
