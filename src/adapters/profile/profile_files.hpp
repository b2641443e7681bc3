#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "adapters/profile/fault.hpp"

namespace liandong::profile {

/// The files of one city as bytes, by name relative to the folder ("units.csv",
/// "knowledge/gas-leak.md"). All well-formed UTF-8. A file that is missing or unreadable was
/// reported and has no entry.
struct ProfileFiles {
    std::map<std::string, std::string, std::less<>> bytes;

    /// nullptr when it was missing or unreadable.
    [[nodiscard]] const std::string* Find(std::string_view name) const;
};

/// Reads them all. Limits: 8 MiB a file, grid.geojson 256 MiB, 10'000 articles of knowledge.
[[nodiscard]] ProfileFiles ReadProfileFiles(const std::filesystem::path& directory,
                                            FaultList& faults);

/// The first 16 hex digits of the SHA-256 over name, length and content of each file, in the order
/// of the names.
[[nodiscard]] std::string VersionOf(const ProfileFiles& files);

struct ProfileResult;
/// The same from bytes in memory; `faults` are those found so far.
[[nodiscard]] ProfileResult LoadProfile(const ProfileFiles& files, FaultList faults);

}  // namespace liandong::profile
