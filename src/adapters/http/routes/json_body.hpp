#pragma once

// Bodies in and out. Heavy (Boost.JSON): include it in .cpp files only.

#include <string>

#include "adapters/http/message.hpp"
#include "adapters/http/routes/views_describe.hpp"
// tidy:allow(include): templates; what includes this is a .cpp
#include "codec/binder.hpp"

namespace liandong::http {

/// The body as a request; an empty body is an empty object.
/// Errors: kInvalid "bad_json", "bad_field" with args "field" (a JSON pointer) and "problem".
template <class T>
[[nodiscard]] Result<T> BodyOf(const Request& request) {
    return json::FromJson<T>(request.body.empty() ? std::string_view("{}") : request.body);
}

template <class T>
[[nodiscard]] Response Json(int status, const T& view) {
    return Response::Json(status, json::ToJson(view)).With("Cache-Control", "no-store");
}

/// A list as every list is: {"items": […], "next": "…"}; without "next" it is the last page.
template <class T>
[[nodiscard]] std::string ListText(const std::vector<T>& items,
                                   const std::optional<std::string>& next = std::nullopt) {
    std::string text = "{\"items\":" + json::ToJson(items);
    if (next) text += ",\"next\":" + json::ToJson(*next);
    return text + "}";
}
/// {"note": "…", "reply": "…"}: the sealed texts of one event.
[[nodiscard]] inline RawJson TextsJson(const std::vector<OpenedText>& texts) {
    std::string text = "{";
    for (const OpenedText& each : texts) {
        if (text.size() > 1) text.push_back(',');
        text += json::ToJson(each.field) + ":" + json::ToJson(each.text);
    }
    return RawJson{text + "}"};
}
template <class T>
[[nodiscard]] Response ListJson(const PageOf<T>& page) {
    return Response::Json(200, ListText(page.items, page.next)).With("Cache-Control", "no-store");
}
template <class T>
[[nodiscard]] Response ListJson(const std::vector<T>& items) {
    return Response::Json(200, ListText(items)).With("Cache-Control", "no-store");
}

}  // namespace liandong::http
