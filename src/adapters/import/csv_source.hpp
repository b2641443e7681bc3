#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "app/import_map.hpp"
#include "app/import_source.hpp"

namespace liandong::import {

/// See OpenSource.
[[nodiscard]] Result<std::unique_ptr<RecordSource>> OpenCsv(const std::filesystem::path& file,
                                                            const ImportMap& map,
                                                            std::int64_t bytes_all);
[[nodiscard]] Result<std::unique_ptr<RecordSource>> OpenJsonLines(const std::filesystem::path& file,
                                                                  const ImportMap& map,
                                                                  std::int64_t bytes_all);

}  // namespace liandong::import
