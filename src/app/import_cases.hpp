#pragma once

#include <cstdint>
#include <functional>

#include "app/import_map.hpp"
#include "app/import_source.hpp"
#include "app/services.hpp"

namespace liandong {

struct ImportOptions {
    std::size_t threads = 64;  ///< rows written at once; each waits for its own commit, so many
                               ///< make large batches
    bool dispatch = false;     ///< send on what stays open and has a category
};
inline constexpr std::size_t kImportThreadsMax = 1'024;
inline constexpr std::size_t kImportQueueMax = 4'096;  ///< rows read ahead

struct ImportSummary {
    std::int64_t read = 0;           ///< rows, good and bad
    std::int64_t imported = 0;       ///< cases made now
    std::int64_t already_there = 0;  ///< made by an earlier run, or twice in the file
    std::int64_t rejected = 0;
    std::int64_t ignored = 0;      ///< passed over as the map says
    std::int64_t with_answer = 0;  ///< of those imported or completed now
    std::int64_t without_category = 0;
    std::int64_t bytes_read = 0;
    std::int64_t bytes_all = 0;

    void Add(const ImportSummary& other);
};
/// Called now and then from the thread that reads.
using ImportProgress = std::function<void(const ImportSummary& so_far)>;

/// Brings another system's cases in, through the use case of the desk: each row once, with its own
/// dates, its answer if it has one. Whatever is there already (by the map's name and the row's id)
/// is counted and completed if an earlier run was killed between a case and its answer; so a run
/// may be repeated at any time. Rows that cannot be taken go to `rejects` in the order of the file;
/// the rest go in. Errors: kInvalid "missing_columns"; faults of source, sink and store, after
/// which a repeated run goes on.
[[nodiscard]] Result<ImportSummary> ImportCases(const Services& services, const ImportMap& map,
                                                RecordSource& source, RejectSink& rejects,
                                                const ImportOptions& options,
                                                const ImportProgress& progress = {});

}  // namespace liandong
