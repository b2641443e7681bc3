#pragma once

#include <filesystem>
#include <vector>

#include "adapters/profile/fault.hpp"
#include "app/import_map.hpp"

namespace liandong::profile {

/// Reads a map of profiles/maps/ (its README.md says what may stand there).
/// Errors: kInvalid "bad_import_map"; `for_caller` holds every fault as "file:line:column: what;
/// instead", one a line.
[[nodiscard]] Result<ImportMap> LoadImportMap(const std::filesystem::path& path);

/// Codes in the map's tables and defaults that this city does not know.
[[nodiscard]] std::vector<ProfileFault> CheckImportMap(const ImportMap& map, const City& city);

}  // namespace liandong::profile
