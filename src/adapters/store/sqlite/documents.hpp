#pragma once

#include "adapters/store/sqlite/db.hpp"
#include "app/ports.hpp"

namespace liandong::sqlite {

/// The document's row and its links; events, vault rows and messages are written as those of cases
/// are. Errors: kStale "version_conflict", kBug.
[[nodiscard]] Result<void> WriteDocument(Db& db, const DocumentChange& change);

}  // namespace liandong::sqlite
