#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/http/message.hpp"
#include "adapters/http/routes/api.hpp"
#include "app/ports.hpp"

// What routes read of a request besides its body.

namespace liandong::http {

inline constexpr std::string_view kSessionCookie = "liandong_session";

/// Who asks. Only behind a permission other than "public".
[[nodiscard]] const Identity& Asker(const Request& request);
[[nodiscard]] inline const Principal& Who(const Request& request) {
    return Asker(request).principal;
}
/// The user who asks. Errors: kForbidden "people_only" for a linked system.
[[nodiscard]] Result<User> AskingUser(const Request& request);

/// {id} as a case number. Errors: kNotFound "no_such_case", for what is no number is no case
/// either.
[[nodiscard]] Result<CaseId> CaseIdOf(const Request& request);
/// If-Match: "12". Errors: kInvalid "bad_if_match".
[[nodiscard]] Result<std::optional<std::int32_t>> IfMatch(const Request& request);
[[nodiscard]] std::string VersionTag(std::int32_t version);
/// ?after and ?limit. Errors: kInvalid "bad_query".
[[nodiscard]] Result<Page> PageFrom(const Request& request);
/// Idempotency-Key, 1 .. 128 visible characters; required of linked systems.
/// Errors: kInvalid "bad_idempotency_key", "idempotency_key_required".
[[nodiscard]] Result<std::optional<IdempotencyKey>> IdempotencyOf(const ApiServices& api,
                                                                  const Request& request);

// Query parameters; empty or missing gives nothing. Errors: kInvalid "bad_query" with args "name".
[[nodiscard]] Error BadQuery(std::string_view name, std::string problem);
[[nodiscard]] Result<std::optional<bool>> FlagIn(const Request& request, std::string_view name);
[[nodiscard]] Result<std::optional<Instant>> TimeIn(const Request& request, std::string_view name);
[[nodiscard]] Result<std::optional<std::int64_t>> NumberIn(const Request& request,
                                                           std::string_view name);

template <class E>
[[nodiscard]] Result<E> CodeFrom(std::string_view name, std::string_view text) {
    if (const auto found = FromCode<E>(text)) return *found;
    std::string allowed;
    for (const auto& named : kNames<E>) {
        allowed += (allowed.empty() ? "" : ", ") + std::string(named.code);
    }
    return Failure{BadQuery(name, "must be one of: " + allowed)};
}
template <class E>
[[nodiscard]] Result<std::optional<E>> CodeIn(const Request& request, std::string_view name) {
    const std::string_view text = request.query.Get(name);
    if (text.empty()) return std::optional<E>{};
    LD_TRY(const E code, CodeFrom<E>(name, text));
    return std::optional(code);
}

}  // namespace liandong::http
