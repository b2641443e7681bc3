#pragma once

#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "adapters/http/server.hpp"
#include "adapters/http/testing/raw_client.hpp"
#include "base/check.hpp"

namespace liandong::http::testing {

/// A door that handlers wait at until the test opens it: how a test makes work that takes as long
/// as it needs.
class Door {
public:
    void Wait() {
        std::unique_lock lock(mutex_);
        ++inside_;
        changed_.notify_all();
        // tidy:allow(wait): the test opens, or is stopped by its runner
        changed_.wait(lock, [&] { return open_; });
    }
    void Open() {
        const std::scoped_lock lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }
    void AwaitInside(int count) {
        std::unique_lock lock(mutex_);
        // tidy:allow(wait): the handler comes, or the runner stops the test
        changed_.wait(lock, [&] { return inside_ >= count; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int inside_ = 0;
    bool open_ = false;
};

/// A real server on 127.0.0.1 and a free port.
class TestServer {
public:
    explicit TestServer(ServerConfig config = {}, InjectedStages stages = {})
        : config_(std::move(config)), stages_(std::move(stages)) {
        config_.port = 0;
        config_.tick_time = std::chrono::milliseconds(10);
    }

    TestServer& On(Method method, std::string pattern, Handler handler) {
        return On(
            Route{.method = method, .pattern = std::move(pattern), .handler = std::move(handler)});
    }
    TestServer& On(Route route) {
        LD_CHECK(router_.Add(std::move(route)).has_value());
        return *this;
    }
    std::uint16_t Start() {
        // A file for the log: what the server says is part of what is tested.
        log_path_ = std::filesystem::temp_directory_path() /
                    ("http_test_" + std::to_string(::getpid()) + ".log");
        auto log = AccessLog::Open(LogFormat::kJson, log_path_);
        LD_CHECK(log.has_value());
        log_ = *log;
        server_ = std::make_unique<Server>(std::move(config_), std::move(router_),
                                           std::move(stages_), log_, metrics_);
        LD_CHECK(server_->Start().has_value());
        return server_->Port();
    }
    ~TestServer() {
        server_.reset();
        if (!log_path_.empty()) ::unlink(log_path_.c_str());
    }

    [[nodiscard]] std::string LogText() const;

    Server& operator*() { return *server_; }
    Server* operator->() { return server_.get(); }
    Metrics& Figures() { return metrics_; }

private:
    ServerConfig config_;
    InjectedStages stages_;
    Router router_;
    Metrics metrics_;
    std::shared_ptr<AccessLog> log_;
    std::string log_path_;
    std::unique_ptr<Server> server_;
};

inline std::string TestServer::LogText() const {
    log_->Flush();
    std::string text;
    if (FILE* file = std::fopen(log_path_.c_str(), "rb")) {
        char buffer[4096];
        for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, file)) > 0;)
            text.append(buffer, n);
        std::fclose(file);
    }
    return text;
}

}  // namespace liandong::http::testing
