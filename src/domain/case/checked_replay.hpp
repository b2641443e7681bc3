#pragma once

#include <vector>

#include "base/result.hpp"
#include "domain/case/decide.hpp"

namespace liandong {

/// `Replay` for a history that somebody may have altered: never stops the process.
/// Errors: kUnavailable "bad_history", whose `for_log` names the first event that cannot follow
/// those before it.
[[nodiscard]] Result<Case> CheckedReplay(const std::vector<Event>& events);
/// `Apply` likewise: one event more. A case of version 0 is none yet, and must be opened.
/// Errors: kUnavailable "bad_history".
[[nodiscard]] Result<Case> CheckedApply(Case c, const Event& event);

}  // namespace liandong
