#pragma once

#include "domain/case/decide.hpp"

// A city small enough to read, for tests of the rules. Its working day is 08:30–12:00 and
// 14:30–17:30.

namespace liandong::testing {

/// Units: H hotline, A and B departments, D a district with street S below it. Categories: 010101
/// street light, 010102 gas smell (urgent, 2 hours), 010103 car in the way (urgent), 020101
/// consultation. Places: 1 city, 11 district, 1101 street.
[[nodiscard]] City SmallCity();

/// May do everything everywhere.
[[nodiscard]] Principal Everybody();
/// Works in one unit: acknowledge, contact, return, request_extension, pause, finish, note, view,
/// pass_down, release_unit.
[[nodiscard]] Principal OfficerOf(const std::string& unit);
/// The desk: open, amend, dispatch and what else an agent needs, city-wide.
[[nodiscard]] Principal Agent();

[[nodiscard]] Instant At(const char* city_time);  ///< "2026-03-02T09:00" in the city's own time
[[nodiscard]] SealedText Text(const std::string& plain);

}  // namespace liandong::testing
