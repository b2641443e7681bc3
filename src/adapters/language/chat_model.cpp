#include "adapters/language/chat_model.hpp"

#include <atomic>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "domain/city/linked_system.hpp"

namespace liandong::language {
namespace {

namespace json = boost::json;

constexpr double kTemperature = 0.2;
constexpr int kTokensMax = 1'200;
constexpr std::size_t kNameBytesMax = 100;

Error Fault(std::string code, std::string for_caller, std::string for_log) {
    return {
        ErrorKind::kUnavailable, std::move(code), std::move(for_caller), std::move(for_log), {}};
}
Error Nonsense(std::string for_log) {
    return Fault("model_nonsense", "The language model said nothing that can be used.",
                 "language model: " + std::move(for_log));
}

std::string BodyOf(const ChatModelOptions& options, const ModelPrompt& prompt) {
    const auto message = [](const char* role, const std::string& content) {
        return json::value(json::object{{"role", role}, {"content", content}});
    };
    return json::serialize(json::object{
        {"model", options.model},
        {"messages",
         json::array{message("system", prompt.instruction), message("user", prompt.material)}},
        {"temperature", kTemperature},
        {"max_tokens", kTokensMax},
        {"stream", false},
    });
}

const json::object* ObjectIn(const json::object* in, std::string_view name) {
    const json::value* found = in == nullptr ? nullptr : in->if_contains(name);
    return found == nullptr ? nullptr : found->if_object();
}
std::string TextIn(const json::object* in, std::string_view name) {
    const json::value* found = in == nullptr ? nullptr : in->if_contains(name);
    const json::string* text = found == nullptr ? nullptr : found->if_string();
    return text == nullptr ? std::string() : std::string(text->data(), text->size());
}

// Some models think aloud first; that is no part of the text.
std::string WithoutThoughts(const std::string& text) {
    constexpr std::string_view kOpen = "<think>";
    constexpr std::string_view kClose = "</think>";
    const auto closed = text.rfind(kClose);
    if (closed != std::string::npos) return text.substr(closed + kClose.size());
    const auto opened = text.find(kOpen);
    return opened == std::string::npos ? text : text.substr(0, opened);
}

Result<ModelReply> Read(const ChatModelOptions& options, const std::string& body) {
    boost::system::error_code failed;
    const json::value read = json::parse(body, failed);
    const json::object* reply = failed ? nullptr : read.if_object();
    if (reply == nullptr) return Failure{Nonsense("the reply is no JSON object")};
    const json::value* choices = reply->if_contains("choices");
    const json::array* list = choices == nullptr ? nullptr : choices->if_array();
    if (list == nullptr || list->empty()) return Failure{Nonsense("the reply has no choices")};
    const json::object* choice = list->front().if_object();
    const json::object* message = ObjectIn(choice, "message");
    if (!TextIn(message, "refusal").empty() || TextIn(choice, "finish_reason") == "content_filter")
        return Failure{Fault("model_refused", "The language model would not answer.",
                             "language model: refused")};
    const std::string said = TextIn(message, "content");
    if (!IsUtf8(said)) return Failure{Nonsense("the text is no UTF-8")};
    const std::string text(FirstCodePoints(Trim(WithoutThoughts(said)), kModelTextCodePointsMax));
    if (text.empty()) return Failure{Nonsense("the text is empty")};
    std::string name = TextIn(reply, "model");
    if (name.empty() || name.size() > kNameBytesMax || !IsUtf8(name)) name = options.model;
    return ModelReply{text, std::move(name)};
}

class ChatModel final : public LanguageModel {
public:
    ChatModel(HttpPoster& poster, ChatModelOptions options)
        : poster_(poster), options_(std::move(options)) {}

    std::string Name() const override { return options_.model; }

    Result<ModelReply> Write(const ModelPrompt& prompt, Deadline deadline) override {
        const Turn turn(running_);
        if (turn.number > options_.running_max)
            return Failure{Error{ErrorKind::kBusy,
                                 "model_busy",
                                 "The language model is busy; try again in a moment.",
                                 "language model: too many drafts at once",
                                 {}}};
        HttpPost post{options_.url, {}, BodyOf(options_, prompt), options_.limit};
        if (!options_.key.empty())
            post.headers.emplace_back("Authorization", "Bearer " + options_.key);
        const auto answer = poster_.Post(post, deadline);
        const char* away = "The language model did not answer. Everything else works without it.";
        if (!answer)
            return Failure{
                Fault("model_unavailable", away, "language model: " + answer.error().for_log)};
        constexpr int kSuccess = 200;
        if (answer->status != kSuccess)
            return Failure{Fault("model_unavailable", away,
                                 "language model: status " + std::to_string(answer->status))};
        return Read(options_, answer->body);
    }

private:
    struct Turn {
        explicit Turn(std::atomic<int>& of) : running(of), number(++of) {}
        ~Turn() { --running; }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;
        std::atomic<int>& running;
        int number;
    };

    HttpPoster& poster_;
    ChatModelOptions options_;
    std::atomic<int> running_{0};
};

}  // namespace

Result<std::unique_ptr<LanguageModel>> MakeChatModel(HttpPoster& poster, ChatModelOptions options) {
    if (const std::string wrong = EndpointFault(options.url); !wrong.empty())
        return Failure{Invalid("bad_model_url", "The language model's address: " + wrong + ".")};
    if (options.model.empty() || options.model.size() > kNameBytesMax || !IsUtf8(options.model))
        return Failure{Invalid("bad_model_name", "The language model needs a name.")};
    return std::unique_ptr<LanguageModel>(std::make_unique<ChatModel>(poster, std::move(options)));
}

}  // namespace liandong::language
