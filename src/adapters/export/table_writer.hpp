#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace liandong::exporting {

/// monostate is an empty cell. Text is UTF-8; what a person or another system wrote must come as
/// text, never as a number: only text is defused.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double, Instant, Day>;

struct Column {
    std::string title;
    double width = 12;  ///< in characters of the sheet's font; a Chinese one needs two
};

struct TableOptions {
    std::string sheet_name = "数据";  ///< XLSX only; 1 .. 31 characters, none of []:*?/\ .
    UtcOffset offset{};               ///< an Instant is written as the city's local time
    std::filesystem::path temp_directory = "/tmp";
};

/// The bytes of a finished table, in a file without a name that is gone with this object.
class TableBytes {
public:
    TableBytes(int descriptor, std::int64_t size) : descriptor_(descriptor), size_(size) {}
    TableBytes(TableBytes&& other) noexcept;
    TableBytes& operator=(TableBytes&& other) noexcept;
    ~TableBytes();

    [[nodiscard]] std::int64_t Size() const { return size_; }
    /// The next bytes, up to `out.size()`; 0 at the end. Errors: kUnavailable.
    [[nodiscard]] Result<std::size_t> Read(std::span<char> out);

private:
    int descriptor_;
    std::int64_t size_;
    std::int64_t at_ = 0;
};

/// Writes a table row by row in bounded memory, whatever its length: the rows go to a file in
/// `temp_directory` that has no name (CSV) or loses it in Finish (XLSX). One thread at a time; an
/// unfinished table leaves nothing behind.
class TableWriter {
public:
    virtual ~TableWriter() = default;
    /// `cells` as many as columns, or fewer: the rest is empty.
    /// Errors: kInvalid "too_many_cells", "bad_text" (not UTF-8, or a NUL), "too_many_rows";
    /// kUnavailable when the disk says no.
    [[nodiscard]] virtual Result<void> Row(std::span<const Cell> cells) = 0;
    /// Once; nothing may be called afterwards. Errors: kUnavailable.
    [[nodiscard]] virtual Result<TableBytes> Finish() = 0;
    /// "text/csv; charset=utf-8"
    [[nodiscard]] virtual std::string_view MediaType() const = 0;
};

/// RFC 4180 with \r\n, and a byte order mark so that Excel opens Chinese. Text that a spreadsheet
/// would take for a formula (= + - @, their full-width forms, TAB, CR or LF in front) gets a
/// leading apostrophe; numbers do not. Instants as "2026-03-02 09:00:00", days as "2026-03-02".
[[nodiscard]] Result<std::unique_ptr<TableWriter>> MakeCsvWriter(const std::vector<Column>& columns,
                                                                 const TableOptions& options);

/// One sheet with a bold, frozen header and a filter; instants and days are real dates; text is
/// text and never a formula. At most 1,048,575 rows. Text beyond 32,767 characters, Excel's limit,
/// is cut and ends in "…（已截断）"; whole numbers beyond 15 digits are written as text, because
/// Excel would round them.
[[nodiscard]] Result<std::unique_ptr<TableWriter>> MakeXlsxWriter(
    const std::vector<Column>& columns, const TableOptions& options);

}  // namespace liandong::exporting
