#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "adapters/profile/fault.hpp"
#include "app/ports.hpp"
#include "base/guarded.hpp"

namespace liandong::profile {

/// The city as it is now. A request takes the pointer once and keeps its city to the end, whatever
/// is loaded meanwhile.
class CityHolder final : public CitySource {
public:
    explicit CityHolder(std::shared_ptr<const City> city);

    std::shared_ptr<const City> Current() override;
    /// Reads the folder and swaps the city in; with any fault the old one stays, and the faults
    /// come back. The city's own code cannot change while the server runs: cases are numbered under
    /// it.
    std::vector<ProfileFault> Reload(const std::filesystem::path& directory);

private:
    Guarded<std::shared_ptr<const City>> city_;  ///< shared with the requests that run
};

}  // namespace liandong::profile
