#pragma once

#include <cstdint>

#include "app/simulate_life.hpp"

namespace liandong {

/// The leaders of the districts at the hotline's desk: whoever is on duty on the last day of the
/// simulation finds the package of the evening before, signs in, calls citizens back, orders and
/// hands over; the week after it is planned. Units on call for urgent cases have their line of the
/// roster for that week. Earlier days have none: a package tells what is, and what was is gone.
/// Shape: a few hundred writes, one after the other. Errors: faults of the store.
[[nodiscard]] Result<SimulationReport> SimulateDuty(const Services& services, std::uint64_t seed,
                                                    Instant until);

}  // namespace liandong
