#pragma once

#include <optional>
#include <string>
#include <variant>

#include "app/cell_index.hpp"
#include "app/import_map.hpp"
#include "app/import_source.hpp"
#include "app/open_case.hpp"

namespace liandong {

/// What one row says, in our words.
struct ImportedRow {
    OpenCaseRequest open;
    struct Answer {
        std::string text;
        Instant at;
    };
    std::optional<Answer> answer;
};
/// The map says that rows of this status are passed over.
struct IgnoredRow {};
using RowReading = std::variant<ImportedRow, IgnoredRow, ImportFault>;

/// Reads a row by the map: texts, time, codes, point and place. Pure.
/// `header` names the values of records that do not name them themselves. A time after `now` is a
/// fault.
[[nodiscard]] RowReading ReadImportRow(const ImportRecord& record,
                                       const std::vector<std::string>& header, const ImportMap& map,
                                       const City& city, const CellIndex& cells, Instant now);

/// A refusal of the rules about this row, as a person who repairs the file wants to read it.
[[nodiscard]] ImportFault ExplainRefusal(const Error& error, const ImportRecord& record,
                                         const std::vector<std::string>& header,
                                         const ImportMap& map, const City& city);

}  // namespace liandong
