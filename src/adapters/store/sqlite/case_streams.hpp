#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "adapters/store/rows.hpp"
#include "adapters/store/sqlite/db.hpp"
#include "app/ports.hpp"

namespace liandong::sqlite {

/// Numbers of cases that fulfil one condition, newest first. Reads in small steps, so that whoever
/// needs fifty of five million pays for fifty.
class CaseStream {
public:
    virtual ~CaseStream() = default;
    [[nodiscard]] virtual Result<std::optional<std::int64_t>> Next() = 0;
};

using store::NumberRange;

/// One stream per condition that has an index; at least one (all cases) when none has. Conditions
/// with several values (a district's communities) merge one index scan per value.
[[nodiscard]] Result<std::vector<std::unique_ptr<CaseStream>>> StreamsOf(Db& db,
                                                                         const CaseFilter& filter,
                                                                         NumberRange range);

/// Documents that match an FTS5 expression.
[[nodiscard]] std::unique_ptr<CaseStream> SearchStream(Db& db, std::string expression,
                                                       NumberRange range);

/// Tries the front of every stream and leaves the one that is likely the shortest: the one that
/// ends first, else the one whose first numbers reach back furthest. What was tried is given out
/// again. `index` tells which it was.
[[nodiscard]] Result<std::unique_ptr<CaseStream>> Rarest(
    std::vector<std::unique_ptr<CaseStream>> streams, std::size_t& index);

}  // namespace liandong::sqlite
