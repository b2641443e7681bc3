#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.hpp"

namespace liandong::http {

/// One line of the method table. Everything but the first three has a default.
struct Route {
    Method method = Method::kGet;
    /// Literal segments, `{name}` for one segment that is not empty, `{name...}` at the end for the
    /// rest of the path (may be empty): "/api/v1/cases/{id}/{command}", "/assets/{file...}".
    std::string pattern{};
    Handler handler{};
    /// Data for the injected permission stage; empty means nothing was said, which that stage
    /// should refuse.
    std::string permission{};
    std::optional<std::size_t> body_bytes_max{};       ///< instead of the server's default
    std::optional<std::chrono::milliseconds> limit{};  ///< time for the whole request, instead of
                                                       ///< the default
    /// Runs on the I/O thread: only for handlers that never wait (health, an asset held in memory),
    /// which then answer even while every worker is busy.
    bool never_waits = false;
};

struct Match {
    const Route* route = nullptr;  ///< null: no route; then `allowed` tells 404 (empty) from 405
    Pairs path_params;
    std::vector<Method> allowed;  ///< methods of the path, HEAD and OPTIONS included
};

/// The table of routes. Filled before the server starts, read-only after.
class Router {
public:
    Router();
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    /// Errors: kBug "bug" for a malformed pattern or a method and pattern that are there already.
    [[nodiscard]] Result<void> Add(Route route);

    /// A literal segment wins over `{name}`, which wins over `{name...}`. HEAD is answered by GET.
    /// Shape: O(segments of the path), a few branches where a literal and a name both fit.
    [[nodiscard]] Match Find(Method method, std::string_view path) const;

    /// Every route, as added: for a test that compares them with the API's description.
    [[nodiscard]] std::vector<const Route*> All() const;

private:
    struct Node;
    std::unique_ptr<Node> root_;
    std::vector<std::unique_ptr<Route>> routes_;  // pointers stay valid while the table grows
};

/// "GET, HEAD, OPTIONS": the value of an Allow header.
[[nodiscard]] std::string AllowText(const std::vector<Method>& allowed);

}  // namespace liandong::http
