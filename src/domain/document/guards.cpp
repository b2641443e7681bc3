#include "domain/document/guards.hpp"

namespace liandong {
namespace {

Facts CaseFacts(const DocumentFacts& facts) { return {facts.now, facts.city, facts.who, {}}; }

}  // namespace

Result<void, Refusal> NeedDocumentText(const SealedText& text, const DocumentFacts& facts) {
    return NeedText(text, CaseFacts(facts));
}

Result<void, Refusal> AllowDocumentText(const SealedText& text, const DocumentFacts& facts) {
    return AllowText(text, CaseFacts(facts));
}

Result<Instant, Refusal> DueAfter(Limit limit, const DocumentFacts& facts) {
    if (limit.amount <= 0) return Refuse(RefusalCode::kLimitOutOfRange);
    LD_TRY(const Clock clock, Begin(ClockKind::kHandling, limit, CaseFacts(facts)));
    return clock.due_at;
}

}  // namespace liandong
