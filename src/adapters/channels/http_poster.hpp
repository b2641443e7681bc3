#pragma once

#include <memory>
#include <string>

#include "app/webhook_ports.hpp"

namespace liandong::channels {

/// Posts with libcurl: https, or http to this machine; TLS 1.2 or newer, the certificate and its
/// name checked; no redirects, no proxy, no cookies, no compression, one connection a post.
/// `ca_file`: PEM with the city's own authorities; empty: the machine's. Errors of the call:
/// kUnavailable when libcurl does not start.
[[nodiscard]] Result<std::unique_ptr<HttpPoster>> MakeHttpPoster(std::string ca_file = {});

}  // namespace liandong::channels
