#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/city/city.hpp"

// Who stands on which cell of the grid. The cells are those of the civil-affairs grid; the
// professions (urban management, public order …) are laid over them.

namespace liandong {

/// Grid workers by cell: everybody whose place holds the cell's community. Immutable; any thread.
class GridStaff {
public:
    /// Shares the city: whoever asks may hold this longer than a profile lasts.
    explicit GridStaff(std::shared_ptr<const City> city);

    [[nodiscard]] const City& OfCity() const { return *city_; }
    /// Indexes into City::staff; the nearest first (community, street, district, city), then by
    /// code. `cell` belongs to this city's grid.
    [[nodiscard]] std::span<const std::size_t> Of(const GridCell& cell) const;
    /// The profession a grid worker belongs to, or nullptr.
    [[nodiscard]] const GridLine* LineOf(const StaffMember& person) const;

private:
    std::shared_ptr<const City> city_;  // shared with the CitySource
    std::unordered_map<PlaceCode, std::vector<std::size_t>> by_community_;
};

struct LineCoverage {
    std::string line;  ///< code of a GridLine; empty: whoever it is
    std::string name;
    std::int32_t people = 0;         ///< that stand on at least one of the cells
    std::int32_t cells_covered = 0;  ///< with at least one of them
    std::int32_t pairs = 0;          ///< of a cell and a person; pairs / cells is people per cell
};
struct Coverage {
    std::int32_t cells = 0;
    LineCoverage all;
    std::vector<LineCoverage> lines;         ///< in the order of City::grid_lines
    std::vector<std::string> without_staff;  ///< cells with nobody, by code
};
/// The cells within a place (everywhere when it is empty) and the people on them; only those at
/// work at `at`, when it is given.
/// Shape:  pure; O(cells × people of a cell).
[[nodiscard]] Coverage CoverageOf(const GridStaff& grid, const PlaceCode& within,
                                  std::optional<Instant> at);

}  // namespace liandong
