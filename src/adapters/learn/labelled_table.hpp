#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/train_classifier.hpp"
#include "base/result.hpp"

namespace liandong {

/// Which columns of a table to read. Names are compared without regard to case and blanks.
struct TableColumns {
    /// Those that the table has: the first is the subject, the others are the body; a single one is
    /// the body. A table that has none of them is read by its only column besides the label.
    std::vector<std::string> text;
    /// The first that the table has; empty: no label is wanted.
    std::vector<std::string> label;
};

struct TableRow {
    LabelledMessage message;
    /// Why the record could not be read, as "line:column: what; what would be right"; the message
    /// is empty then.
    std::string fault;
};

/// Calls `take` for every record of a CSV file, in order, until it says false.
/// Errors: kUnavailable when the file cannot be read; kInvalid "no_header", "unknown_column".
[[nodiscard]] Result<void> ReadTable(const std::filesystem::path& path, const TableColumns& columns,
                                     const std::function<bool(TableRow)>& take);

}  // namespace liandong
