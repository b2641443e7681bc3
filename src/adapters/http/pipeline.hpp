#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/access_log.hpp"
#include "adapters/http/message.hpp"
#include "adapters/http/rate_limit.hpp"

namespace liandong::http {

/// The rest of the way: the stages after this one, then the handler.
using Next = std::function<Response(Request&)>;

/// One named step between the socket and the handler, with the reason why it stands where it
/// stands.
struct Stage {
    std::string name;
    std::string why;
    std::function<Response(Request&, const Next&)> run;
};

/// What the caller puts into the list. An empty function leaves its stage out. Each may answer
/// instead of the handler by returning an Error, and may Attach() what it found to the request.
struct InjectedStages {
    using Check = std::function<Result<void>(Request&)>;
    Check limits;      ///< rates per address or session, see RateCheck()
    Check identity;    ///< who is asking: attaches a principal; unknown people pass, the next stage
                       ///< decides
    Check permission;  ///< reads request.route->permission
    /// Sees every reply on its way out, with the request: audit of reads, for instance.
    std::function<void(const Request&, const Response&)> audit;
};

/// The stages in order, outermost first. Throws nothing; any thread.
class Pipeline {
public:
    Pipeline(InjectedStages injected, std::shared_ptr<AccessLog> log);
    ~Pipeline() = default;
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    /// Runs the request through every stage and its handler; always gives a reply.
    [[nodiscard]] Response Run(Request& request) const;
    /// For docs and tests: the list as it stands.
    [[nodiscard]] const std::vector<Stage>& Stages() const { return stages_; }

private:
    void AddCheck(std::string name, std::string why, InjectedStages::Check check);
    [[nodiscard]] Response RunFrom(std::size_t at, Request& request) const;
    [[nodiscard]] Response Refusal(const Request& request, const Error& error) const;

    std::vector<Stage> stages_;
    std::shared_ptr<AccessLog> log_;  // shared: the server and its pipeline write one log
};

/// A `limits` check: one token of `limiter` per request, keyed by `key`; an empty key is not
/// limited. Errors: kBusy "too_many_requests" with args retry_after_ms. Borrows `limiter`.
[[nodiscard]] InjectedStages::Check RateCheck(RateLimiter& limiter,
                                              std::function<std::string(const Request&)> key);

}  // namespace liandong::http
