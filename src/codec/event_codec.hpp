#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/case/events.hpp"

// Domain types as JSON text. Encoding is deterministic: members in declaration order, empty
// optionals left out, moments as RFC 3339 in UTC, digests in hex, codes for enumerators.

namespace liandong {

[[nodiscard]] std::string EncodePayload(const EventBody& body);
/// Errors: kUnavailable "unreadable_payload" for an unknown kind or text of another shape.
[[nodiscard]] Result<EventBody> DecodePayload(std::string_view kind, std::string_view payload);

[[nodiscard]] std::string EncodeCase(const Case& c);
[[nodiscard]] Result<Case> DecodeCase(std::string_view text);

/// "user:u17@M001", "system:timer", "import:messages@".
[[nodiscard]] std::string EncodeActor(const Actor& actor);
[[nodiscard]] Result<Actor> DecodeActor(std::string_view text);

[[nodiscard]] std::string EncodeCaller(const Caller& caller);
[[nodiscard]] Result<Caller> DecodeCaller(std::string_view text);
[[nodiscard]] std::string EncodeNarrative(const Narrative& narrative);
[[nodiscard]] Result<Narrative> DecodeNarrative(std::string_view text);

}  // namespace liandong
