#pragma once

#include <string_view>

#include "adapters/http/message.hpp"
#include "app/export_list.hpp"

namespace liandong::http {

/// A finished table as "NAME.xlsx", read while it is sent: memory stays at one piece.
[[nodiscard]] Response FileReply(ExportedTable table, std::string_view name, TableFormat format);

}  // namespace liandong::http
