#include "adapters/channels/smtp_sender.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <string_view>
#include <utility>
#include <vector>

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "adapters/channels/mail_text.hpp"
#include "base/text.hpp"

namespace liandong::channels {
namespace {

constexpr std::size_t kReplyBytesMax = 300;

struct CurlFree {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlFree>;
using CurlUrl = std::unique_ptr<CURLU, CurlFree>;
using CurlList = std::unique_ptr<curl_slist, CurlFree>;

/// What was said in one exchange: needed to tell "this message is refused" from "we are refused".
struct Dialogue {
    std::string_view unsent;
    bool envelope_begun = false;  ///< MAIL FROM went out
    bool over = false;            ///< QUIT went out
    std::string last_reply;       ///< the server's last line before that
    std::vector<curl_socket_t> sockets;
};

std::size_t ReadMessage(char* out, std::size_t size, std::size_t count, void* user) {
    auto& dialogue = *static_cast<Dialogue*>(user);
    const std::size_t length = std::min(size * count, dialogue.unsent.size());
    std::memcpy(out, dialogue.unsent.data(), length);
    dialogue.unsent.remove_prefix(length);
    return length;
}

int Listen(CURL* /*handle*/, curl_infotype type, char* data, std::size_t size, void* user) {
    auto& dialogue = *static_cast<Dialogue*>(user);
    const std::string_view line(data, size);
    if (type == CURLINFO_HEADER_OUT && line.starts_with("MAIL FROM"))
        dialogue.envelope_begun = true;
    if (type == CURLINFO_HEADER_OUT && line.starts_with("QUIT")) {
        // libcurl would wait for the answer up to two minutes, whatever the deadline; all that
        // matters was said.
        dialogue.over = true;
        for (const curl_socket_t socket : dialogue.sockets) ::shutdown(socket, SHUT_RDWR);
    }
    if (type == CURLINFO_HEADER_IN && !dialogue.over)
        dialogue.last_reply = Trim(line.substr(0, kReplyBytesMax));
    return 0;
}

int NoteSocket(void* user, curl_socket_t socket, curlsocktype /*purpose*/) {
    static_cast<Dialogue*>(user)->sockets.push_back(socket);
    return CURL_SOCKOPT_OK;
}

int CloseSocket(void* user, curl_socket_t socket) {
    std::erase(static_cast<Dialogue*>(user)->sockets, socket);
    return ::close(socket);
}

/// A server's words for our log: they may hold any byte.
std::string Printable(std::string text) {
    for (char& byte : text) {
        if (byte < ' ' || byte > '~') byte = '?';
    }
    return text;
}

Error BadConfig(std::string what) {
    return Invalid("bad_smtp_config", "Mail settings: " + std::move(what));
}

Result<std::string> ReadPassword(const std::string& path) {
    std::ifstream in(path);
    std::string line;
    if (!in || !std::getline(in, line))
        return Failure{Unavailable("reading the mail password file " + path)};
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

bool IsLoopback(std::string_view host) {
    return host == "localhost" || host.starts_with("127.") || host == "[::1]";
}

struct CurlText {
    char* text = nullptr;
    CurlText() = default;
    CurlText(const CurlText&) = delete;
    CurlText& operator=(const CurlText&) = delete;
    ~CurlText() { curl_free(text); }
};

Result<void> CheckUrl(const SmtpConfig& config) {
    const CurlUrl url(curl_url());
    if (curl_url_set(url.get(), CURLUPART_URL, config.url.c_str(), 0) != CURLUE_OK) {
        return Failure{
            BadConfig("the URL is not well formed; write smtp://host:port or smtps://host:port.")};
    }
    for (const CURLUPart part :
         {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT}) {
        CurlText unwanted;
        if (curl_url_get(url.get(), part, &unwanted.text, 0) == CURLUE_OK) {
            return Failure{BadConfig("the URL holds more than scheme, host and port.")};
        }
    }
    CurlText scheme;
    CurlText host;
    CurlText path;
    const bool read = curl_url_get(url.get(), CURLUPART_SCHEME, &scheme.text, 0) == CURLUE_OK &&
                      curl_url_get(url.get(), CURLUPART_HOST, &host.text, 0) == CURLUE_OK &&
                      curl_url_get(url.get(), CURLUPART_PATH, &path.text, 0) == CURLUE_OK;
    const std::string_view named = read ? scheme.text : "";
    if ((named != "smtp" && named != "smtps") || std::string_view(path.text) != "/") {
        return Failure{BadConfig("the URL must be smtp://host:port or smtps://host:port.")};
    }
    if (named == "smtp" && !config.user.empty() && config.start_tls != StartTls::kRequired &&
        !IsLoopback(host.text)) {
        return Failure{
            BadConfig("the password would travel in the clear; require STARTTLS or use smtps://.")};
    }
    return {};
}

Error ToError(CURLcode code, long status, const Dialogue& dialogue, const char* detail) {
    const std::string told = std::string("sending mail: ") + curl_easy_strerror(code) + " " +
                             detail + "; the server said: " + Printable(dialogue.last_reply);
    const bool slow = code == CURLE_OPERATION_TIMEDOUT || code == CURLE_COULDNT_CONNECT;
    if (slow || status < 400 || status == 421) return Unavailable(told);
    if (status < 500) {
        Error error = Unavailable(told);
        error.kind = ErrorKind::kBusy;
        error.code = "mail_deferred";
        return error;
    }
    if (!dialogue.envelope_begun) return Unavailable(told);
    Error error = Invalid("mail_refused", "The mail server refused the message.");
    error.for_log = told;
    error.args = {{"status", std::to_string(status)}};
    return error;
}

class SmtpSender final : public MessageSender {
public:
    SmtpSender(SmtpConfig config, WallClock& clock) : config_(std::move(config)), clock_(clock) {}

    Result<void> Send(const OutboxMessage& message, Deadline deadline) override {
        LD_TRY(const std::string text,
               FormatMail(message, {config_.from, config_.from_name}, clock_.Now()));
        std::string password;
        if (!config_.user.empty()) {
            LD_TRY(password, ReadPassword(config_.password_file));
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline.At() - Deadline::Clock::now());
        if (left.count() <= 0) return Failure{Unavailable("sending mail: the deadline had passed")};
        return Perform(message, text, password, std::min(left, config_.total_timeout));
    }

private:
    void SetConnection(CURL* handle, const std::string& password,
                       std::chrono::milliseconds left) const {
        curl_easy_setopt(handle, CURLOPT_URL, config_.url.c_str());
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                         static_cast<long>(std::min(left, config_.connect_timeout).count()));
        const long tls = config_.start_tls == StartTls::kRequired    ? CURLUSESSL_ALL
                         : config_.start_tls == StartTls::kIfOffered ? CURLUSESSL_TRY
                                                                     : CURLUSESSL_NONE;
        curl_easy_setopt(handle, CURLOPT_USE_SSL, tls);
        curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        if (!config_.ca_file.empty())
            curl_easy_setopt(handle, CURLOPT_CAINFO, config_.ca_file.c_str());
        if (!config_.user.empty()) {
            curl_easy_setopt(handle, CURLOPT_USERNAME, config_.user.c_str());
            curl_easy_setopt(handle, CURLOPT_PASSWORD, password.c_str());
        }
    }

    Result<void> Perform(const OutboxMessage& message, const std::string& text,
                         const std::string& password, std::chrono::milliseconds left) const {
        Dialogue dialogue;  // outlives the handle, whose end may still call back
        dialogue.unsent = text;
        std::vector<char> detail(CURL_ERROR_SIZE, '\0');
        const CurlHandle owner(curl_easy_init());
        CURL* const handle = owner.get();
        if (handle == nullptr) return Failure{Unavailable("sending mail: libcurl gave no handle")};
        SetConnection(handle, password, left);
        const std::string from = "<" + config_.from + ">";
        const std::string to = "<" + message.recipient + ">";
        const CurlList recipients(curl_slist_append(nullptr, to.c_str()));
        curl_easy_setopt(handle, CURLOPT_MAIL_FROM, from.c_str());
        curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients.get());
        curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(text.size()));
        curl_easy_setopt(handle, CURLOPT_READFUNCTION, &ReadMessage);
        curl_easy_setopt(handle, CURLOPT_READDATA, &dialogue);
        curl_easy_setopt(handle, CURLOPT_VERBOSE, 1L);
        curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, &Listen);
        curl_easy_setopt(handle, CURLOPT_DEBUGDATA, &dialogue);
        // One connection a message: mail is rare enough, and nothing has to be told about a stale
        // one.
        curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
        curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, &NoteSocket);
        curl_easy_setopt(handle, CURLOPT_SOCKOPTDATA, &dialogue);
        curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, &CloseSocket);
        curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, &dialogue);
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, detail.data());
        const CURLcode code = curl_easy_perform(handle);
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        if (code == CURLE_OK) return {};
        return Failure{ToError(code, status, dialogue, detail.data())};
    }

    SmtpConfig config_;
    WallClock& clock_;
};

}  // namespace

Result<std::unique_ptr<MessageSender>> MakeSmtpSender(SmtpConfig config, WallClock& clock) {
    static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (kStarted != CURLE_OK) return Failure{Unavailable("libcurl does not start")};
    LD_TRY(CheckUrl(config));
    if (!IsMailAddress(config.from)) return Failure{BadConfig("the sender is not a mail address.")};
    if (!config.user.empty()) {
        if (auto password = ReadPassword(config.password_file); !password) {
            Error error = BadConfig("the password file cannot be read or is empty.");
            error.for_log = password.error().for_log;
            return Failure{std::move(error)};
        }
    }
    return std::unique_ptr<MessageSender>(std::make_unique<SmtpSender>(std::move(config), clock));
}

}  // namespace liandong::channels
