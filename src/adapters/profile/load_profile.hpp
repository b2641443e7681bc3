#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "adapters/profile/fault.hpp"
#include "domain/city/city.hpp"

namespace liandong::profile {

struct ProfileResult {
    std::shared_ptr<const City> city;  ///< shared with every request that began under it; null if
                                       ///< there is any fault
    std::vector<ProfileFault> faults;  ///< by file and place
};

/// Reads a city's folder (profiles/README.md says what each file holds) and finds every fault at
/// once: one bad row does not hide the next, and a file that cannot be read does not make every
/// reference to it a fault. Shape: reads all files once; 30 ms for a large city. Errors: only as
/// faults.
[[nodiscard]] ProfileResult LoadProfile(const std::filesystem::path& directory);

/// Changes when a file of the profile is written, added or removed; reads names, sizes and times
/// only.
[[nodiscard]] std::string ProfileFingerprint(const std::filesystem::path& directory);

}  // namespace liandong::profile
