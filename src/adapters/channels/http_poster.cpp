#include "adapters/channels/http_poster.hpp"

#include <algorithm>
#include <vector>

#include <curl/curl.h>

#include "domain/city/linked_system.hpp"

namespace liandong::channels {
namespace {

constexpr long kConnectMillisMax = 3'000;

struct CurlFree {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlFree>;
using CurlList = std::unique_ptr<curl_slist, CurlFree>;

// Takes no more than we are willing to read; libcurl then ends the exchange.
std::size_t TakeBody(char* data, std::size_t size, std::size_t count, void* user) {
    auto& body = *static_cast<std::string*>(user);
    const std::size_t length = size * count;
    if (body.size() + length > kAnswerBytesMax) return 0;
    body.append(data, length);
    return length;
}

// Headers are none of our business but may not fill the memory: libcurl itself stops at 300 KB.
std::size_t PassOver(char* /*data*/, std::size_t size, std::size_t count, void* /*user*/) {
    return size * count;
}

Result<CurlList> HeadersOf(const HttpPost& post) {
    CurlList list(curl_slist_append(nullptr, "Content-Type: application/json"));
    // libcurl would ask "may I?" first and wait a second for the answer.
    for (const auto& [name, value] :
         {std::pair<std::string, std::string>{"Expect", ""}, {"Accept", "application/json"}}) {
        const std::string line = value.empty() ? name + ":" : name + ": " + value;
        curl_slist* more = curl_slist_append(list.get(), line.c_str());
        if (more == nullptr) return Failure{Unavailable("posting: out of memory")};
    }
    for (const auto& [name, value] : post.headers) {
        const std::string line = name + ": " + value;
        if (line.find_first_of("\r\n") != std::string::npos)
            return Failure{Bug("a header with a line end")};
        if (curl_slist_append(list.get(), line.c_str()) == nullptr)
            return Failure{Unavailable("posting: out of memory")};
    }
    return list;
}

class CurlPoster final : public HttpPoster {
public:
    explicit CurlPoster(std::string ca_file) : ca_file_(std::move(ca_file)) {}

    Result<HttpAnswer> Post(const HttpPost& post, Deadline deadline) override {
        if (const std::string wrong = EndpointFault(post.url); !wrong.empty())
            return Failure{Unavailable("posting to " + post.url + ": " + wrong)};
        const auto left = std::min<std::chrono::milliseconds>(
            post.limit, std::chrono::duration_cast<std::chrono::milliseconds>(
                            deadline.At() - Deadline::Clock::now()));
        if (left.count() <= 0) return Failure{Unavailable("posting: the deadline had passed")};
        LD_TRY(const CurlList headers, HeadersOf(post));
        std::string body;
        std::vector<char> detail(CURL_ERROR_SIZE, '\0');
        const CurlHandle owner(curl_easy_init());
        CURL* const handle = owner.get();
        if (handle == nullptr) return Failure{Unavailable("posting: libcurl gave no handle")};
        SetConnection(handle, static_cast<long>(left.count()));
        curl_easy_setopt(handle, CURLOPT_URL, post.url.c_str());
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, post.body.data());
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(post.body.size()));
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &TakeBody);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &body);
        curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, detail.data());
        const CURLcode code = curl_easy_perform(handle);
        if (code != CURLE_OK) {
            return Failure{Unavailable("posting to " + post.url + ": " + curl_easy_strerror(code) +
                                       " " + detail.data())};
        }
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        return HttpAnswer{static_cast<int>(status), std::move(body)};
    }

private:
    void SetConnection(CURL* handle, long left_millis) const {
        curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
        curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
        curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, left_millis);
        curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                         std::min(left_millis, kConnectMillisMax));
        curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        curl_easy_setopt(handle, CURLOPT_USERAGENT, "liandong");
        curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &PassOver);
        if (!ca_file_.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, ca_file_.c_str());
    }

    std::string ca_file_;
};

}  // namespace

Result<std::unique_ptr<HttpPoster>> MakeHttpPoster(std::string ca_file) {
    static const CURLcode kStarted = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (kStarted != CURLE_OK) return Failure{Unavailable("libcurl does not start")};
    return std::unique_ptr<HttpPoster>(std::make_unique<CurlPoster>(std::move(ca_file)));
}

}  // namespace liandong::channels
