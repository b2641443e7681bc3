#include "app/callback_links.hpp"

#include <charconv>

#include "base/text.hpp"

namespace liandong {
namespace {

/// What a token says, when its signature is right.
struct Claim {
    CaseId id;
    std::int32_t version = 0;
    std::int64_t expires_ms = 0;
};

Error LinkInvalid() {
    return NotFound("link_invalid", "This link is not valid, was answered already or has expired.");
}

std::string Payload(const Claim& claim) {
    return std::to_string(claim.id.value) + "." + std::to_string(claim.version) + "." +
           std::to_string(claim.expires_ms);
}

std::string SignatureOf(Credentials& credentials, const Claim& claim) {
    return credentials.HashToken("callback-link:" + Payload(claim));
}

// Compares in a time that does not tell where two signatures differ.
bool Same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference |= static_cast<unsigned char>(a[i]) ^
                      static_cast<unsigned>(static_cast<unsigned char>(b[i]));
    }
    return difference == 0;
}

template <class T>
bool ReadNumber(std::string_view text, T& number) {
    const auto read = std::from_chars(text.begin(), text.end(), number);
    return read.ec == std::errc{} && read.ptr == text.end();
}

Result<Claim> ReadToken(Credentials& credentials, std::string_view token) {
    constexpr std::size_t kTokenBytesMax = 200;
    if (token.size() > kTokenBytesMax) return Failure{LinkInvalid()};
    const auto parts = Split(token, '.');
    Claim claim;
    const bool is_whole = parts.size() == 4 && ReadNumber(parts[0], claim.id.value) &&
                          ReadNumber(parts[1], claim.version) &&
                          ReadNumber(parts[2], claim.expires_ms);
    if (!is_whole || !Same(parts[3], SignatureOf(credentials, claim)))
        return Failure{LinkInvalid()};
    return claim;
}

// The citizen who holds the link, and nobody else.
Principal LinkHolder() {
    return {Actor{ActorKind::kCitizen, "callback_link", {}}, {"callback", "view"}, {}};
}

// The case that a link still asks about.
Result<StoredCase> Asked(const CallbackLinkServices& link_services, std::string_view token,
                         Claim& claim, Deadline deadline) {
    const Services& services = link_services.services;
    LD_TRY(claim, ReadToken(link_services.credentials, token));
    auto found = services.store.Load(claim.id, deadline);
    if (!found && found.error().kind == ErrorKind::kNotFound) return Failure{LinkInvalid()};
    if (!found) return Failure{std::move(found).error()};
    const Case& c = found->state;
    const bool holds = c.state == CaseState::kCallback && c.callbacks &&
                       c.callbacks->link_version == claim.version && claim.version > 0 &&
                       ToMillis(services.clock.Now()) <= claim.expires_ms;
    if (!holds) return Failure{LinkInvalid()};
    return found;
}

}  // namespace

Result<SentLink> MakeCallbackLink(const CallbackLinkServices& link_services, const Principal& who,
                                  CaseId id, std::optional<std::int32_t> if_version,
                                  Deadline deadline) {
    const ActRequest request{id, SendCallbackLink{}, if_version, {}, {}};
    LD_TRY(Case after, ActOnCase(link_services.services, who, request, deadline));
    const Instant expires_at = after.callbacks->link_expires_at.value_or(Instant{});
    const Claim claim{id, after.callbacks->link_version, ToMillis(expires_at)};
    const std::string token = Payload(claim) + "." + SignatureOf(link_services.credentials, claim);
    return SentLink{token, expires_at, std::move(after)};
}

Result<CallbackQuestion> ReadCallbackLink(const CallbackLinkServices& link_services,
                                          std::string_view token, Deadline deadline) {
    Claim claim;
    LD_TRY(const auto found, Asked(link_services, token, claim, deadline));
    const auto city = link_services.services.city.Current();
    const Category* category = city->FindCategory(found.state.category);
    const UtcOffset offset = city->calendar.offset;
    return CallbackQuestion{city->name,
                            claim.id,
                            category == nullptr ? "" : category->name,
                            {found.state.opened_at, offset},
                            {FromMillis(claim.expires_ms), offset}};
}

Result<void> AnswerCallbackLink(const CallbackLinkServices& link_services, std::string_view token,
                                const CallbackAnswer& answer, Deadline deadline) {
    Claim claim;
    LD_TRY(const auto found, Asked(link_services, token, claim, deadline));
    Callback callback;
    callback.reached = true;
    callback.unit_contacted = answer.unit_contacted;
    callback.solved = answer.solved;
    callback.satisfied = answer.satisfied;
    callback.attitude = answer.attitude;
    callback.opinion.plain = answer.opinion;
    callback.by = CallbackBy::kMessage;
    callback.link_version = claim.version;
    const ActRequest request{claim.id, std::move(callback), {}, {}, {}};
    LD_TRY(ActOnCase(link_services.services, LinkHolder(), request, deadline));
    return {};
}

}  // namespace liandong
