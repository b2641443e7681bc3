#include "codec/event_codec.hpp"

#include "codec/read_stored.hpp"

namespace liandong {
namespace {

using Decoder = Result<EventBody> (*)(std::string_view, std::string_view);

template <class T>
Result<EventBody> DecodeAs(std::string_view kind, std::string_view payload) {
    LD_TRY(T body, detail::ReadStored<T>(payload, kind));
    return EventBody{std::move(body)};
}

template <std::size_t... I>
constexpr auto MakeDecoders(std::index_sequence<I...>) {
    return std::array<Decoder, sizeof...(I)>{&DecodeAs<std::variant_alternative_t<I, AnyEvent>>...};
}
constexpr auto kDecoders = MakeDecoders(std::make_index_sequence<std::variant_size_v<AnyEvent>>{});

}  // namespace

std::string EncodePayload(const EventBody& body) {
    return std::visit([](const auto& event) { return json::ToJson(event); }, body);
}

Result<EventBody> DecodePayload(std::string_view kind, std::string_view payload) {
    for (std::size_t i = 0; i < kEventKinds.size(); ++i) {
        if (kEventKinds.at(i) == kind) return kDecoders.at(i)(kind, payload);
    }
    Error error = Unavailable("unknown event kind " + std::string(kind.substr(0, 60)));
    error.code = "unreadable_payload";
    return Failure{std::move(error)};
}

std::string EncodeCase(const Case& c) { return json::ToJson(c); }
Result<Case> DecodeCase(std::string_view text) { return detail::ReadStored<Case>(text, "case"); }

std::string EncodeActor(const Actor& actor) {
    return std::string(Code(actor.kind)) + ":" + actor.id + "@" + actor.unit.value;
}

Result<Actor> DecodeActor(std::string_view text) {
    const auto colon = text.find(':');
    const auto at = text.rfind('@');
    const auto kind = FromCode<ActorKind>(text.substr(0, colon));
    if (colon == std::string_view::npos || at == std::string_view::npos || at < colon || !kind) {
        return Failure{Unavailable("stored actor is unreadable")};
    }
    return Actor{*kind, std::string(text.substr(colon + 1, at - colon - 1)),
                 UnitCode{std::string(text.substr(at + 1))}};
}

std::string EncodeCaller(const Caller& caller) { return json::ToJson(caller); }
Result<Caller> DecodeCaller(std::string_view text) {
    return detail::ReadStored<Caller>(text, "caller");
}
std::string EncodeNarrative(const Narrative& narrative) { return json::ToJson(narrative); }
Result<Narrative> DecodeNarrative(std::string_view text) {
    return detail::ReadStored<Narrative>(text, "narrative");
}

}  // namespace liandong
