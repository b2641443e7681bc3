#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// What the importer asks of the world: records to read, a place for those it cannot take.

namespace liandong {

/// Why a row is not taken, and where in its file.
struct ImportFault {
    std::int64_t line = 1;
    std::int64_t column = 1;
    std::string reason;  ///< "what is wrong; what would be right"
};

/// One row of a foreign table, good or bad.
struct ImportRecord {
    struct Value {
        std::string text;
        std::int64_t line = 1;
        std::int64_t column = 1;
    };
    std::int64_t row = 0;       ///< from 1, the header not counted
    std::int64_t line = 1;      ///< where it begins
    std::vector<Value> values;  ///< in the order of the source's columns; empty when there is a
                                ///< fault
    std::optional<std::vector<std::string>> names;  ///< of this record's values, where every record
                                                    ///< has its own
    std::string raw;                                ///< its bytes as they stand in the file
    std::optional<ImportFault> fault;
};

/// One thread reads.
class RecordSource {
public:
    virtual ~RecordSource() = default;
    /// The names of the columns; empty where every record has its own.
    [[nodiscard]] virtual const std::vector<std::string>& Header() const = 0;
    /// The next record, or empty at the end. A bad record is a value; errors are kUnavailable
    /// alone.
    virtual Result<std::optional<ImportRecord>> Next() = 0;
    /// Bytes taken so far and of the whole, for the remaining time.
    [[nodiscard]] virtual std::int64_t BytesRead() const = 0;
    [[nodiscard]] virtual std::int64_t BytesAll() const = 0;
};

/// One thread writes, in the order of the rows.
class RejectSink {
public:
    virtual ~RejectSink() = default;
    virtual Result<void> Write(const ImportFault& fault, std::string_view raw) = 0;
};

}  // namespace liandong
