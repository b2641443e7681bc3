#pragma once

#include "domain/case/guards.hpp"
#include "domain/document/document.hpp"

// What the rules of every kind of document ask.

namespace liandong {

/// As NeedText and AllowText of a case: says something, well-formed, bounded.
[[nodiscard]] Result<void, Refusal> NeedDocumentText(const SealedText& text,
                                                     const DocumentFacts& facts);
[[nodiscard]] Result<void, Refusal> AllowDocumentText(const SealedText& text,
                                                      const DocumentFacts& facts);
/// When a limit that starts now ends. Refuses kLimitOutOfRange, kCalendarTooShort.
[[nodiscard]] Result<Instant, Refusal> DueAfter(Limit limit, const DocumentFacts& facts);

}  // namespace liandong
