#pragma once

#include <memory>
#include <string>

#include "app/language_model.hpp"
#include "app/webhook_ports.hpp"

namespace liandong::language {

struct ChatModelOptions {
    std::string url;    ///< of the completions themselves: https://HOST/v1/chat/completions
    std::string model;  ///< what the endpoint calls it
    std::string key;    ///< bearer token; empty: none is sent
    Duration limit = std::chrono::seconds(20);  ///< of one draft
    int running_max = 4;  ///< drafts at once: a slow model may not hold up the workers
};

/// Speaks to an endpoint of the chat completions kind, without streaming and at a low temperature.
/// Errors: kInvalid "bad_model_url" (EndpointFault), "bad_model_name".
[[nodiscard]] Result<std::unique_ptr<LanguageModel>> MakeChatModel(HttpPoster& poster,
                                                                   ChatModelOptions options);

}  // namespace liandong::language
