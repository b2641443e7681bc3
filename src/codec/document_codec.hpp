#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "domain/document/document.hpp"

namespace liandong {

/// A kind of document as JSON text, as deterministic as events are (codec/event_codec.hpp).
/// Each kind is instantiated in a file of its own, codec/<kind>_codec.cpp.
template <class D>
struct DocumentCodec {
    using Event = typename DocumentTraits<D>::Event;
    using Command = typename DocumentTraits<D>::Command;

    static std::string EncodeState(const D& state);
    static Result<D> DecodeState(std::string_view text);

    static std::string_view KindOf(const Event& event) {
        return DocumentTraits<D>::kEventKinds[event.index()];
    }
    static std::string EncodeEvent(const Event& event);
    /// Errors: kUnavailable "unreadable_payload" for an unknown kind or text of another shape.
    static Result<Event> DecodeEvent(std::string_view kind, std::string_view payload);
    /// Calls `visit(member, ref)` for every sealed text that an event points to.
    static void ForEachRef(const Event& event,
                           const std::function<void(std::string_view, const VaultRef&)>& visit);

    /// A request's body as the command of that name (DocumentTraits::kCommandNames). Errors:
    /// kNotFound "no_such_command"; kInvalid as the API words it.
    static Result<Command> DecodeCommand(std::string_view name, std::string_view body);
};

}  // namespace liandong
