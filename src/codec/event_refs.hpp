#pragma once

#include <functional>
#include <string_view>

#include "domain/case/events.hpp"

namespace liandong {

/// Calls `visit(member, ref)` for every sealed text that an event points to ("note", "reply", …).
void ForEachRef(const EventBody& body,
                const std::function<void(std::string_view, const VaultRef&)>& visit);

}  // namespace liandong
