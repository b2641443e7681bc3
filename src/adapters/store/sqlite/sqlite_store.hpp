#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "app/ports.hpp"

namespace liandong::store {

struct SqliteOptions {
    std::size_t readers_max = 4;        ///< connections for reading, opened when first needed
    std::size_t queue_max = 4096;       ///< waiting writes; more is kBusy
    std::size_t batch_max = 256;        ///< writes in one transaction
    std::int64_t pages_max = 0;         ///< limit of the file in 4 KiB pages; 0: the disk's
    std::int64_t wal_pages_max = 4096;  ///< the write-ahead log is copied back beyond this many
                                        ///< pages
    std::int32_t writer_cache_mib = 64;
    std::int32_t reader_cache_mib = 16;
};

/// Opens or makes the database of one city and brings it to this program's schema. One process
/// writes at a time; others may read. The threads `ld-writer` and `ld-checkpoint` live as long as
/// the store. Errors: kUnavailable — "wrong_city", "newer_database", or "unavailable" when the file
/// cannot be read or written.
[[nodiscard]] Result<std::unique_ptr<Store>> OpenSqliteStore(const std::string& path,
                                                             std::string_view city_code,
                                                             const SqliteOptions& options = {});

}  // namespace liandong::store
