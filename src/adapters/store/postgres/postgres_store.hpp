#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "app/ports.hpp"

namespace liandong::store {

struct PostgresOptions {
    std::size_t readers_max = 8;   ///< connections besides the writer's, opened when first needed
    std::size_t queue_max = 4096;  ///< waiting writes; more is kBusy
    std::size_t batch_max = 256;   ///< writes in one transaction
    std::size_t batch_bytes_max = 16 << 20;
    std::int32_t numbers_block = 64;  ///< case numbers taken at once; what is left of them when it
                                      ///< stops is lost
    /// How many of the newest cases (documents) a list for many values (a search for words) looks
    /// through before it asks the other indexes.
    std::int64_t newest_cases = 1'000;
    std::int64_t newest_documents = 500;
    /// How long one round trip of the writer may take before the connection counts as lost.
    std::chrono::milliseconds io_timeout{10'000};
};

/// Opens one city's part of a PostgreSQL database (15 or newer, encoding UTF8) and brings the
/// database to this program's schema. `url` is a libpq URL, TLS options included:
/// "postgresql://u@h1,h2/liandong?sslmode=verify-full". Any number of nodes and cities may be open
/// on one database. The threads `ld-pg-writer` and `ld-pg-search` live as long as the store. A
/// server that goes away is found again without help; meanwhile callers get kUnavailable. Errors:
/// kUnavailable — "newer_database", or "unavailable" when the server cannot be reached or is unfit.
[[nodiscard]] Result<std::unique_ptr<Store>> OpenPostgresStore(const std::string& url,
                                                               std::string_view city_code,
                                                               const PostgresOptions& options = {});

}  // namespace liandong::store
