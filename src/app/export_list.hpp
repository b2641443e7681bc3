#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/search_cases.hpp"
#include "app/tables.hpp"

namespace liandong {

inline constexpr std::int64_t kExportRowsMax = 1'000'000;

struct ExportedTable {
    std::unique_ptr<TableFile> file;
    std::string media_type;
    std::int64_t rows = 0;
};

/// That something left the building is an event, in a stream of its own.
/// Errors: kForbidden "not_permitted" without "export"; those of the store.
[[nodiscard]] Result<void> RecordExport(const Services& services, const Principal& who,
                                        std::string_view list, std::string_view format,
                                        std::int64_t rows, Deadline deadline);

/// What a list shows, as a table. That it left the building, and how much of it, is an event
/// written before the first byte goes out.
/// Errors: kForbidden "not_permitted" without "export"; kInvalid "too_many_rows" beyond
/// kExportRowsMax; those of the lists.
[[nodiscard]] Result<ExportedTable> ExportCases(const Services& services, TableMaker& tables,
                                                const Principal& who, const CaseQuestion& question,
                                                TableFormat format, Deadline deadline);
[[nodiscard]] Result<ExportedTable> ExportWork(const Services& services, TableMaker& tables,
                                               const Principal& who, const WorkQuestion& question,
                                               TableFormat format, Deadline deadline);
[[nodiscard]] Result<ExportedTable> ExportSearch(const Services& services, TableMaker& tables,
                                                 const Principal& who, const std::string& text,
                                                 std::optional<SearchIn> in,
                                                 const CaseQuestion& question, TableFormat format,
                                                 Deadline deadline);

}  // namespace liandong
