#pragma once

#include <span>
#include <string_view>

#include "adapters/store/migration.hpp"
#include "adapters/store/sqlite/db.hpp"

namespace liandong::sqlite {

/// The numbered files of store/sql/sqlite, part of the program.
[[nodiscard]] std::span<const store::Migration> Migrations();

/// Runs what the database has not seen yet, each migration in a transaction of its own.
/// Errors: kUnavailable "newer_database" when the database knows more than the program.
[[nodiscard]] Result<void> Migrate(Db& db, std::span<const store::Migration> migrations);

/// Writes the city's code into a new database, compares it with an old one's.
/// Errors: kUnavailable "wrong_city".
[[nodiscard]] Result<void> ClaimCity(Db& db, std::string_view city_code);

}  // namespace liandong::sqlite
