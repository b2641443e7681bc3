#pragma once

#include <filesystem>
#include <memory>

#include "app/import_map.hpp"
#include "app/import_source.hpp"

namespace liandong::import {

/// A file as records: RFC 4180 or one JSON object a line, in the encoding and with the delimiter of
/// the map. A byte that is not of that encoding, a NUL, and a field beyond 1 MiB make their row
/// bad, with line and column, and no other. Errors: kNotFound "no_such_file"; kInvalid "bad_header"
/// when the first row of a CSV cannot be read.
[[nodiscard]] Result<std::unique_ptr<RecordSource>> OpenSource(const std::filesystem::path& file,
                                                               const ImportMap& map);

/// Rows not taken, as RFC 4180: line, column, reason, and the row itself as one field, byte for
/// byte (GB18030 as UTF-8). The file is made anew, and only when there is something to write.
/// Errors of Write: kUnavailable.
[[nodiscard]] std::unique_ptr<RejectSink> MakeRejectsFile(std::filesystem::path file);

}  // namespace liandong::import
