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
    /// The next number that is not above `most`; what lies between is passed over for good.
    [[nodiscard]] virtual Result<std::optional<std::int64_t>> NextAtMost(std::int64_t most) = 0;
    [[nodiscard]] Result<std::optional<std::int64_t>> Next() { return NextAtMost(INT64_MAX); }
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

/// What a list walks along, and which of the streams are part of it.
struct LeadingStream {
    std::unique_ptr<CaseStream> stream;
    std::vector<bool> leads;
};
/// Tries the front of every stream and takes the one that is likely the shortest: the one that ends
/// first, else the one whose first numbers reach back furthest. Others that are about as rare join
/// it: numbers that all of them have are far fewer, and cost less to find than to read their cases.
/// What was tried is given out again.
[[nodiscard]] Result<LeadingStream> Rarest(std::vector<std::unique_ptr<CaseStream>> streams);

}  // namespace liandong::sqlite
