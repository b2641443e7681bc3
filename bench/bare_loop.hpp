#pragma once

#include <cstdint>
#include <string>

namespace liandong::bench {

struct BareResult {
    std::int64_t cases = 0;
    std::int64_t rows = 0;
    double seconds = 0;
};

/// Writes the rows that the requests of `from` wrote, all read and encoded beforehand, into the new
/// database `to`: one connection, prepared statements, `batch` cases a transaction, each durable
/// before the next begins. At most `cases_max` of the newest cases. The journal's sealing, the
/// messages' sending and the sessions are left out: a request does not wait for them. Ends the
/// program when a statement fails.
[[nodiscard]] BareResult BareSqlite(const std::string& from, const std::string& to,
                                    std::int64_t batch, std::int64_t cases_max);
[[nodiscard]] BareResult BarePostgres(const std::string& from, const std::string& to,
                                      std::int64_t batch, std::int64_t cases_max);

[[noreturn]] void Stop(const std::string& why);

}  // namespace liandong::bench
