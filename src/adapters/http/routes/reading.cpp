#include "adapters/http/routes/reading.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"

namespace liandong::http {
namespace {

template <class T>
std::optional<T> WholeNumber(std::string_view text) {
    T number{};
    const auto [end, failed] = std::from_chars(text.begin(), text.end(), number);
    if (text.empty() || failed != std::errc{} || end != text.end()) return std::nullopt;
    return number;
}

}  // namespace

const Identity& Asker(const Request& request) {
    const auto identity = request.Attached<Identity>();
    LD_CHECK(identity != nullptr);
    return *identity;  // the request holds it
}

Result<User> AskingUser(const Request& request) {
    const auto& user = Asker(request).user;
    if (user) return *user;
    return Failure{Error{ErrorKind::kForbidden,
                         "people_only",
                         "Only people who signed in may do this.",
                         "a linked system",
                         {}}};
}

Result<CaseId> CaseIdOf(const Request& request) {
    const auto number = WholeNumber<std::int64_t>(request.path_params.Get("id"));
    if (!number || *number <= 0) return Failure{NotFound("no_such_case", "There is no such case.")};
    return CaseId{*number};
}

Result<std::optional<std::int32_t>> IfMatch(const Request& request) {
    std::string_view text = Trim(request.headers.Get("If-Match"));
    if (text.empty() || text == "*") return std::optional<std::int32_t>{};
    if (text.size() > 2 && text.front() == '"' && text.back() == '"') {
        text = text.substr(1, text.size() - 2);
    }
    const auto version = WholeNumber<std::int32_t>(text);
    if (version && *version > 0) return version;
    return Failure{Invalid("bad_if_match", "If-Match must be the case's version, as in \"12\".")};
}

std::string VersionTag(std::int32_t version) { return "\"" + std::to_string(version) + "\""; }

Result<Page> PageFrom(const Request& request) {
    constexpr std::int64_t kLimitMax = 500;
    Page page;
    if (const auto after = request.query.Get("after"); !after.empty()) page.after = after;
    LD_TRY(const auto limit, NumberIn(request, "limit"));
    if (!limit) return page;
    if (*limit < 1 || *limit > kLimitMax) return Failure{BadQuery("limit", "must be 1 to 500")};
    page.limit = static_cast<std::int32_t>(*limit);
    return page;
}

Result<std::optional<IdempotencyKey>> IdempotencyOf(const ApiServices& api,
                                                    const Request& request) {
    constexpr std::size_t kKeyMax = 128;
    const Identity& asker = Asker(request);
    const std::string* key = request.headers.Find("Idempotency-Key");
    if (key == nullptr) {
        if (asker.user) return std::optional<IdempotencyKey>{};
        return Failure{Invalid("idempotency_key_required",
                               "A system must send an Idempotency-Key with what it creates.")};
    }
    const bool is_visible = std::ranges::all_of(*key, [](char c) { return c > ' ' && c <= '~'; });
    if (key->empty() || key->size() > kKeyMax || !is_visible) {
        return Failure{Invalid("bad_idempotency_key",
                               "An Idempotency-Key has 1 to 128 visible ASCII characters.")};
    }
    const Actor& actor = asker.principal.actor;
    const std::string whole = request.path + "\n" + request.body;
    const Digest digest =
        api.sha256({reinterpret_cast<const unsigned char*>(whole.data()), whole.size()});
    return std::optional(
        IdempotencyKey{std::string(Code(actor.kind)) + ":" + actor.id, *key, digest.Hex()});
}

Error BadQuery(std::string_view name, std::string problem) {
    Error error =
        Invalid("bad_query",
                "A query parameter is not as it should be: " + std::string(name) + " " + problem);
    error.args = {{"name", std::string(name)}, {"problem", std::move(problem)}};
    return error;
}

Result<std::optional<bool>> FlagIn(const Request& request, std::string_view name) {
    const std::string_view text = request.query.Get(name);
    if (text.empty()) return std::optional<bool>{};
    if (text == "true") return std::optional(true);
    if (text == "false") return std::optional(false);
    return Failure{BadQuery(name, "must be true or false")};
}

Result<std::optional<Instant>> TimeIn(const Request& request, std::string_view name) {
    const std::string_view text = request.query.Get(name);
    if (text.empty()) return std::optional<Instant>{};
    const auto at = ParseRfc3339(text);
    if (!at) return Failure{BadQuery(name, "must be a time such as 2026-03-02T09:00:00+08:00")};
    return std::optional(*at);
}

Result<std::optional<std::int64_t>> NumberIn(const Request& request, std::string_view name) {
    const std::string_view text = request.query.Get(name);
    if (text.empty()) return std::optional<std::int64_t>{};
    const auto number = WholeNumber<std::int64_t>(text);
    if (!number) return Failure{BadQuery(name, "must be a whole number")};
    return number;
}

}  // namespace liandong::http
