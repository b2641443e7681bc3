#include "app/background_loop.hpp"

#include <pthread.h>

#include <exception>

namespace liandong {

namespace {
constexpr std::chrono::seconds kAfterFault{1};
}  // namespace

void BackgroundLoop::Start(std::string name, std::function<Duration()> round, OnFault on_fault) {
    if (running_.exchange(true)) return;
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = false;
    }
    thread_ = std::jthread([this, name = std::move(name), round = std::move(round),
                            on_fault = std::move(on_fault)](const std::stop_token& stop) {
        pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
        Run(stop, round, on_fault);
    });
}

void BackgroundLoop::Run(const std::stop_token& stop, const std::function<Duration()>& round,
                         const OnFault& on_fault) {
    while (!stop.stop_requested()) {
        Duration pause = kAfterFault;
        try {
            pause = round();
        } catch (const std::exception& thrown) {
            if (on_fault) on_fault(Bug(std::string("a round threw: ") + thrown.what()));
        }
        std::unique_lock lock(mutex_);
        woken_.wait_for(lock, pause, [&] { return wake_ || stopping_; });
        wake_ = false;
        if (stopping_) return;
    }
}

void BackgroundLoop::Stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_all();
    if (thread_.joinable()) thread_.join();
    running_ = false;
}

void BackgroundLoop::Wake() {
    {
        const std::scoped_lock lock(mutex_);
        wake_ = true;
    }
    woken_.notify_all();
}

}  // namespace liandong
