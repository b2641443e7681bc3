#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/profile/fault.hpp"

namespace liandong::profile {

using Words = std::set<std::string, std::less<>>;

struct Cell {
    std::string text;
    Spot at;
};
/// A list inside a cell, each item with its own place.
using CellList = std::vector<Cell>;

struct Row {
    std::vector<Cell> cells;
};

/// A CSV file whose header and widths are right. Bad records are reported and left out; `whole`
/// then is false, and nobody may conclude from a code's absence that it does not exist.
struct Table {
    std::string file;
    std::vector<std::string> columns;
    std::vector<Row> rows;
    bool whole = true;
};

/// Shape: UTF-8, header row with exactly `columns` in this order, no blanks around values, at most
/// kRowsMax rows.
[[nodiscard]] Table ReadTable(std::string_view file, std::string_view bytes,
                              std::initializer_list<std::string_view> columns, FaultList& faults);

/// Reads the cells of a table by shape; what is wrong goes into the fault list and reads as a
/// default.
class CellReader {
public:
    CellReader(const Table& table, FaultList& faults) : table_(table), faults_(faults) {}

    void Fault(const Cell& cell, std::string what, std::string instead) const;
    void Unknown(const Cell& cell, std::string_view kind, const Words& known,
                 std::string_view from) const;
    /// The cell's text; a fault when it is empty.
    const std::string& Filled(const Cell& cell, std::string_view column) const;
    /// 1 to 32 of 0-9 A-Z a-z - _, and not in `seen`, which it joins.
    const std::string& NewCode(const Cell& cell, Words& seen) const;
    void Choice(const Cell& cell, std::string_view column, const Words& words) const;
    [[nodiscard]] bool Truth(const Cell& cell, std::string_view column) const;
    [[nodiscard]] std::int64_t Integer(const Cell& cell, std::string_view column,
                                       std::int64_t least, std::int64_t most) const;
    /// Items between '|'; an empty cell has none. Empty and repeated items are faults.
    [[nodiscard]] CellList List(const Cell& cell) const;

private:
    const Table& table_;
    FaultList& faults_;
};

[[nodiscard]] bool IsCode(std::string_view text);
inline constexpr std::string_view kCodeShape = "write 1 to 32 of 0-9 A-Z a-z - _";

}  // namespace liandong::profile
