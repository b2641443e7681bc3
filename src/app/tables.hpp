#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/named.hpp"
#include "base/result.hpp"

// Lists that leave the building as a file. The writers are an adapter; use cases fill them row by
// row.

namespace liandong {

enum class TableFormat : std::uint8_t { kCsv = 1, kXlsx = 2 };
template <>
inline constexpr auto kNames<TableFormat> = std::to_array<Named<TableFormat>>({
    {TableFormat::kCsv, "csv", "CSV"},
    {TableFormat::kXlsx, "xlsx", "Excel"},
});

/// monostate is an empty cell; what a person wrote comes as text and is never taken for a formula.
using TableCell = std::variant<std::monostate, std::string, std::int64_t, double, Instant, Day>;

struct TableColumn {
    std::string title;
    double width = 12;  ///< in characters; a Chinese one needs two
};

/// The bytes of a finished table.
class TableFile {
public:
    virtual ~TableFile() = default;
    [[nodiscard]] virtual std::int64_t Size() const = 0;
    /// The next bytes, up to `out.size()`; 0 at the end. Errors: kUnavailable.
    [[nodiscard]] virtual Result<std::size_t> Read(std::span<char> out) = 0;
};

/// A table being written, in bounded memory. One thread at a time.
class TableSink {
public:
    virtual ~TableSink() = default;
    /// Errors: kInvalid "too_many_rows", "bad_text"; kUnavailable when the disk says no.
    [[nodiscard]] virtual Result<void> Row(std::span<const TableCell> cells) = 0;
    /// Once, at the end.
    [[nodiscard]] virtual Result<std::unique_ptr<TableFile>> Finish() = 0;
    [[nodiscard]] virtual std::string_view MediaType() const = 0;
};

class TableMaker {
public:
    virtual ~TableMaker() = default;
    [[nodiscard]] virtual Result<std::unique_ptr<TableSink>> Make(
        TableFormat format, const std::vector<TableColumn>& columns, UtcOffset offset) = 0;
};

}  // namespace liandong
