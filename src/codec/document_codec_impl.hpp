#pragma once

// The bodies of DocumentCodec. Heavy (Boost.JSON): for codec/<kind>_codec.cpp alone.

#include <string>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "codec/document_codec.hpp"
#include "codec/read_stored.hpp"

namespace liandong {

namespace detail {

[[nodiscard]] Error NoSuchCommand(std::string_view name);

/// Finds the alternative whose name stands at the same place.
template <class Variant, class Names, class Make>
Result<Variant> FindAlternative(const Names& names, std::string_view name, Make make,
                                Error when_none) {
    Result<Variant> found{Failure{std::move(when_none)}};
    boost::mp11::mp_for_each<boost::mp11::mp_iota_c<std::variant_size_v<Variant>>>([&](auto i) {
        if (names[i] == name && !name.empty())
            found = make(std::type_identity<std::variant_alternative_t<i, Variant>>{});
    });
    return found;
}

/// Items of a list are told apart by their place: "tasks.0.text", "tasks.1.text". All else goes by
/// its own name, however deep it lies.
template <class T, class Visit>
void VisitRefs(const T& value, const std::string& place, std::string_view name,
               const Visit& visit) {
    if constexpr (std::is_same_v<T, VaultRef>) {
        visit(place + std::string(name), value);
    } else if constexpr (json::detail::IsOptional<T>::value) {
        if (value) VisitRefs(*value, place, name, visit);
    } else if constexpr (json::detail::IsVector<T>::value) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            VisitRefs(value[i], place + std::string(name) + "." + std::to_string(i) + ".", {},
                      visit);
        }
    } else if constexpr (json::Described<T>) {
        boost::mp11::mp_for_each<
            boost::describe::describe_members<T, boost::describe::mod_any_access>>(
            [&](auto d) { VisitRefs(value.*d.pointer, place, d.name, visit); });
    }
}

}  // namespace detail

template <class D>
std::string DocumentCodec<D>::EncodeState(const D& state) {
    return json::ToJson(state);
}

template <class D>
Result<D> DocumentCodec<D>::DecodeState(std::string_view text) {
    return detail::ReadStored<D>(text, Code(DocumentTraits<D>::kKind));
}

template <class D>
std::string DocumentCodec<D>::EncodeEvent(const Event& event) {
    return std::visit([](const auto& e) { return json::ToJson(e); }, event);
}

template <class D>
auto DocumentCodec<D>::DecodeEvent(std::string_view kind, std::string_view payload)
    -> Result<Event> {
    return detail::FindAlternative<Event>(
        DocumentTraits<D>::kEventKinds, kind,
        [&]<class E>(std::type_identity<E>) -> Result<Event> {
            LD_TRY(E event, detail::ReadStored<E>(payload, kind));
            return Event{std::move(event)};
        },
        detail::UnreadableStored(kind, Unavailable("unknown event kind")));
}

template <class D>
void DocumentCodec<D>::ForEachRef(
    const Event& event, const std::function<void(std::string_view, const VaultRef&)>& visit) {
    std::visit([&](const auto& e) { detail::VisitRefs(e, {}, {}, visit); }, event);
}

template <class D>
auto DocumentCodec<D>::DecodeCommand(std::string_view name, std::string_view body)
    -> Result<Command> {
    return detail::FindAlternative<Command>(
        DocumentTraits<D>::kCommandNames, name,
        [&]<class C>(std::type_identity<C>) -> Result<Command> {
            LD_TRY(C command, json::FromJson<C>(body));
            return Command{std::move(command)};
        },
        detail::NoSuchCommand(name));
}

}  // namespace liandong
