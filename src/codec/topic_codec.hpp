#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/topics/kept_topics.hpp"

namespace liandong {

[[nodiscard]] std::string EncodeTopics(const KeptTopics& topics);
/// Errors: kUnavailable "unreadable_payload".
[[nodiscard]] Result<KeptTopics> DecodeTopics(std::string_view text);

}  // namespace liandong
