#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "server/serve_options.hpp"

namespace liandong::server {

/// A city being served: HTTP in front, and behind it the threads that seal, fire deadlines and send
/// messages.
class RunningServer {
public:
    /// Opens everything and starts it. Errors: those of OpenedCity::Open, of the mail settings and
    /// of the listener.
    [[nodiscard]] static Result<std::unique_ptr<RunningServer>> Start(const ServeOptions& options);
    virtual ~RunningServer() = default;

    [[nodiscard]] virtual std::uint16_t Port() const = 0;
    [[nodiscard]] virtual OpenedCity& City() = 0;
    /// Once in a while, by the main thread: takes a changed profile over and drops expired
    /// sessions.
    virtual void Tend() = 0;
    /// Finishes requests that have begun, seals and signs the last events, ends every thread.
    virtual void Stop(std::chrono::milliseconds drain_max) = 0;
};

}  // namespace liandong::server
