#include "adapters/http/pipeline.hpp"

#include <exception>
#include <utility>

#include "adapters/http/error_reply.hpp"
#include "adapters/http/router.hpp"

namespace liandong::http {
namespace {

Response WithRequestId(Request& request, const Next& next) {
    Response response = next(request);
    response.headers.Set("X-Request-Id", request.id);
    return response;
}

Response UnlessTooLate(Request& request, const Next& next) {
    if (request.deadline.Passed()) {
        return ErrorReply(Unavailable("the deadline passed while the request waited for a worker"),
                          request.id);
    }
    return next(request);
}

}  // namespace

Pipeline::Pipeline(InjectedStages injected, std::shared_ptr<AccessLog> log) : log_(std::move(log)) {
    // The one list. Outermost first; `errors` stands second because it must see what every later
    // stage does.
    stages_.push_back({"request id",
                       "Every reply names it, a fault's too, so it wraps all the others.",
                       WithRequestId});
    stages_.push_back(
        {"errors", "The last catch: whatever goes wrong further in becomes one log line and a 500.",
         [this](Request& request, const Next& next) {
             std::string what;
             try {
                 return next(request);
             } catch (const std::exception& fault) {
                 what = fault.what();
             } catch (...) {
                 what = "an exception that is no std::exception";
             }
             const Error bug = Bug("uncaught: " + what);
             log_->Fault(request.id, request.route->pattern, bug);
             return ErrorReply(bug, request.id);
         }});
    if (injected.audit) {
        stages_.push_back({"audit",
                           "Records refusals too, so it stands outside whatever may refuse.",
                           [audit = std::move(injected.audit)](Request& request, const Next& next) {
                               Response response = next(request);
                               audit(request, response);
                               return response;
                           }});
    }
    stages_.push_back(
        {"deadline", "Work nobody waits for any more is not begun; costs nothing, so it is early.",
         UnlessTooLate});
    if (injected.limits) {
        AddCheck("limits", "Before identity: guessing passwords must run into it.",
                 std::move(injected.limits));
    }
    if (injected.identity) {
        AddCheck("identity", "Who is asking; needs the store, so only after the cheap refusals.",
                 std::move(injected.identity));
    }
    if (injected.permission) {
        AddCheck("permission", "Needs the identity; nothing of the handler runs without it.",
                 std::move(injected.permission));
    }
}

Response Pipeline::RunFrom(std::size_t at, Request& request) const {
    if (at < stages_.size()) {
        return stages_[at].run(request,
                               [this, at](Request& same) { return RunFrom(at + 1, same); });
    }
    auto answer = request.route->handler(request);
    return answer ? *std::move(answer) : Refusal(request, answer.error());
}

Response Pipeline::Refusal(const Request& request, const Error& error) const {
    // Refusals are the caller's business; only what somebody must look after is logged.
    if (error.kind == ErrorKind::kBug || error.kind == ErrorKind::kUnavailable) {
        log_->Fault(request.id, request.route->pattern, error);
    }
    return ErrorReply(error, request.id);
}

void Pipeline::AddCheck(std::string name, std::string why, InjectedStages::Check check) {
    stages_.push_back({std::move(name), std::move(why),
                       [this, check = std::move(check)](Request& request, const Next& next) {
                           if (auto passed = check(request); !passed) {
                               return Refusal(request, passed.error());
                           }
                           return next(request);
                       }});
}

Response Pipeline::Run(Request& request) const { return RunFrom(0, request); }

InjectedStages::Check RateCheck(RateLimiter& limiter,
                                std::function<std::string(const Request&)> key) {
    return [&limiter, key = std::move(key)](Request& request) -> Result<void> {
        const std::string of = key(request);
        if (of.empty()) return {};
        const auto wait = limiter.Take(of, RateLimiter::Clock::now());
        if (!wait) return {};
        return Failure{Error{ErrorKind::kBusy,
                             "too_many_requests",
                             "Too many requests; please wait a little.",
                             "rate limit",
                             {{"retry_after_ms", std::to_string(wait->count())}}}};
    };
}

}  // namespace liandong::http
