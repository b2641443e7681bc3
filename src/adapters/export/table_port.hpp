#pragma once

#include <filesystem>
#include <memory>

#include "app/tables.hpp"

namespace liandong::exporting {

/// The port over the writers; unfinished tables lie in `temp_directory`.
[[nodiscard]] std::unique_ptr<TableMaker> MakeTableMaker(std::filesystem::path temp_directory);

}  // namespace liandong::exporting
