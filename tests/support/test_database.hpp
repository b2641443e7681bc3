#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "app/ports.hpp"

// Real databases for tests of the use cases: a fresh SQLite file, or a fresh database on the server
// that LIANDONG_TEST_POSTGRES names. Gone with the object.

namespace liandong::testing {

enum class Engine : std::uint8_t { kSqlite = 1, kPostgres = 2 };
[[nodiscard]] std::string_view NameOfEngine(Engine engine);

struct StoreLimits {
    std::int64_t pages_max = 0;  ///< SQLite: limit of the file in pages
};

class TestDatabase {
public:
    /// Errors: kUnavailable, with what to do about it in `for_caller`, when there is no such
    /// server.
    [[nodiscard]] static Result<std::unique_ptr<TestDatabase>> Make(Engine engine);
    virtual ~TestDatabase() = default;

    /// Opens it for one city; may be called again after the store before was closed.
    [[nodiscard]] virtual Result<std::unique_ptr<Store>> Open(std::string_view city_code,
                                                              const StoreLimits& limits) = 0;
    [[nodiscard]] Result<std::unique_ptr<Store>> Open(std::string_view city_code) {
        return Open(city_code, {});
    }
    /// "sqlite:/path" or a libpq URL: for another process.
    [[nodiscard]] virtual std::string Address() const = 0;
};

/// Opens what Address() of another process names.
[[nodiscard]] Result<std::unique_ptr<Store>> OpenAt(const std::string& address,
                                                    std::string_view city_code);
/// Runs one statement on a PostgreSQL server; "" or what went wrong.
[[nodiscard]] std::string RunOnPostgres(const std::string& url, const std::string& sql);

}  // namespace liandong::testing
