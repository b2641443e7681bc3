#pragma once

#include <cstdint>
#include <string>

#include "app/ports.hpp"

namespace liandong::crash {

inline constexpr int kThreads = 6;
inline constexpr const char* kCityCode = "999900";

/// Works on the store until it is killed: opens cases, acts on them, each thread from its own seed,
/// and writes one line `case version state` to `out` (a pipe) after each success, never before.
[[noreturn]] void Work(const std::string& address, std::uint64_t seed, int out);

}  // namespace liandong::crash
