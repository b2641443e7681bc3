#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/profile/fault.hpp"
#include "base/named.hpp"

// Official polygons of the civil-affairs grid become a profile's grid.geojson.

namespace liandong::profile {

/// What the numbers of the official file mean. CGCS2000 and WGS-84 differ by centimetres and are
/// taken as the same.
enum class Datum : std::uint8_t { kWgs84 = 1, kCgcs2000 = 2, kGcj02 = 3 };

struct GridImportOptions {
    Datum datum = Datum::kCgcs2000;
    std::string code_member = "code";  ///< properties of a feature
    std::string name_member = "name";
    std::string community_member = "community";  ///< holds the code of a place, or its name
    std::string street_member;                   ///< likewise; tells communities of one name apart
};

struct GridImport {
    std::string text;  ///< of the new grid.geojson
    std::int64_t features = 0;
    std::int64_t cells = 0;
    std::int64_t split = 0;         ///< features of several areas, now several cells
    std::int64_t closed = 0;        ///< rings whose first point was not repeated
    std::int64_t points_twice = 0;  ///< points left out because they stood there twice
    std::int64_t holes = 0;         ///< inner rings left out
    std::vector<std::string> communities_without_cells;  ///< "460105001001 秀华社区"
    /// What is wrong: of the official file (named `official`), then of the grid that it became.
    std::vector<ProfileFault> faults;
};

/// Shape: reads the profile's places and checks the grid as the profile's check does: rings that
/// cross themselves, overlaps, unknown communities. Writes nothing.
[[nodiscard]] GridImport ImportGrid(const std::filesystem::path& profile, std::string_view official,
                                    const GridImportOptions& options);

}  // namespace liandong::profile
