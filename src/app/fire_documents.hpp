#pragma once

#include <functional>

#include "app/services.hpp"

namespace liandong {

/// Lets every document whose `due_at` has come meet its deadline, as the actor `system`, by the
/// same rules as everybody's commands; returns how many were handled. One document's trouble does
/// not keep the others waiting: `on_fault` hears of it. Errors: the store's when they cannot be
/// read.
[[nodiscard]] Result<std::size_t> FireDocuments(const Services& services, Instant now,
                                                std::int32_t limit,
                                                const std::function<void(const Error&)>& on_fault);

}  // namespace liandong
