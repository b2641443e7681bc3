#include "codec/link_codec.hpp"

#include "base/text.hpp"
#include "codec/read_stored.hpp"

namespace liandong {

BOOST_DESCRIBE_STRUCT(PushNote, (), (kind, assignment, seq))
BOOST_DESCRIBE_STRUCT(ExchangeClaims, (), (sent, received))

namespace {

constexpr std::size_t kNumberCodePointsMax = 100;
constexpr std::size_t kCodeCodePointsMax = 100;
constexpr std::size_t kMessageCodePointsMax = 1'000;

class Object {
public:
    explicit Object(std::string& out) : out_(out) { out_.push_back('{'); }
    Object(const Object&) = delete;
    Object& operator=(const Object&) = delete;
    ~Object() { out_.push_back('}'); }

    template <class T>
    void Member(std::string_view name, const T& value) {
        Name(name);
        json::Write(out_, value);
    }
    /// Left out when there is nothing to say.
    void Text(std::string_view name, const std::string& value) {
        if (!value.empty()) Member(name, value);
    }
    template <class T>
    void Maybe(std::string_view name, const std::optional<T>& value) {
        if (value) Member(name, *value);
    }
    void Name(std::string_view name) {
        if (!is_first_) out_.push_back(',');
        is_first_ = false;
        json::WriteString(out_, name);
        out_.push_back(':');
    }

private:
    std::string& out_;
    bool is_first_ = true;
};

std::string TextIn(const json::bj::object& object, std::string_view name, std::size_t most) {
    const auto* value = object.if_contains(name);
    const auto* text = value == nullptr ? nullptr : value->if_string();
    if (text == nullptr) return {};
    const std::string_view said = Trim(std::string_view(text->data(), text->size()));
    if (!IsUtf8(said) || said.find('\0') != std::string_view::npos) return {};
    return std::string(FirstCodePoints(said, most));
}

}  // namespace

std::string EncodePushNote(const PushNote& note) { return json::ToJson(note); }
Result<PushNote> DecodePushNote(std::string_view text) {
    return detail::ReadStored<PushNote>(text, "push");
}

std::string EncodePush(const PushMessage& push) {
    std::string out;
    {
        Object whole(out);
        whole.Member("type", push.type);
        whole.Member("timestamp", push.timestamp);
        whole.Name("data");
        Object data(out);
        data.Member("system", push.system);
        data.Member("case_id", push.case_id);
        data.Member("seq", push.seq);
        data.Member("assignment", push.assignment);
        data.Member("state", push.state);
        data.Text("number", push.number);
        data.Text("unit", push.unit.value);
        if (push.assignment.value != 0) data.Member("is_lead", push.is_lead);
        data.Maybe("assignment_state", push.assignment_state);
        data.Member("request_type", push.request_type);
        data.Member("urgent", push.urgent);
        data.Text("category", push.category.value);
        data.Text("category_name", push.category_name);
        data.Text("category_code", push.category_code);
        data.Text("place", push.place.value);
        data.Text("place_name", push.place_name);
        data.Maybe("acknowledge_due_at", push.acknowledge_due_at);
        data.Maybe("handling_due_at", push.handling_due_at);
        data.Name("fields");
        Object fields(out);
        for (const auto& [name, value] : push.fields) fields.Member(name, value);
    }
    return out;
}

PushReply DecodePushReply(std::string_view text) {
    const auto parsed = json::ParseJson(text);
    if (!parsed || !parsed->is_object()) return {};
    const json::bj::object& object = parsed->get_object();
    PushReply reply{TextIn(object, "number", kNumberCodePointsMax + 1),
                    TextIn(object, "code", kCodeCodePointsMax),
                    TextIn(object, "message", kMessageCodePointsMax)};
    // Half a number is another number; one with a line end nobody could say again.
    if (CountCodePoints(reply.number) > kNumberCodePointsMax ||
        reply.number.find('\n') != std::string::npos) {
        reply.number.clear();
    }
    return reply;
}

std::string EncodeFeed(const FeedMessage& feed) {
    std::string out;
    {
        Object whole(out);
        whole.Member("type", feed.type);
        whole.Member("timestamp", feed.timestamp);
        whole.Name("data");
        Object data(out);
        data.Member("case_id", feed.case_id);
        data.Member("seq", feed.seq);
        data.Member("log_index", feed.log_index);
        data.Member("units", feed.units);
    }
    return out;
}

std::string EncodeClaims(const ExchangeClaims& claims) { return json::ToJson(claims); }
Result<ExchangeClaims> DecodeClaims(std::string_view text) {
    return detail::ReadStored<ExchangeClaims>(text, "claims");
}

}  // namespace liandong
