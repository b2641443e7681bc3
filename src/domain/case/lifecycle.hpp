#pragma once

#include <span>

#include "domain/case/case.hpp"
#include "domain/case/commands.hpp"

namespace liandong {

/// One allowed move. A pair of state and action may lead to several states: the rules choose.
struct Transition {
    CaseState from;
    CaseAction action;
    CaseState to;
};

/// The whole life of a case on one screen; printed into docs/rules/lifecycle.md.
[[nodiscard]] std::span<const Transition> Transitions();
/// Whether some row allows the action in that state.
[[nodiscard]] bool IsAllowed(CaseState from, CaseAction action);
[[nodiscard]] bool IsAllowed(CaseState from, CaseAction action, CaseState to);

}  // namespace liandong
