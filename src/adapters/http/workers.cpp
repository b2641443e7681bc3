#include "adapters/http/workers.hpp"

#include <pthread.h>

namespace liandong::http {

Workers::Workers(std::size_t threads, std::size_t queue_max)
    : threads_wanted_(threads), queue_max_(queue_max) {}

void Workers::Start() {
    idle_ = threads_wanted_;
    for (std::size_t i = 0; i < threads_wanted_; ++i) {
        threads_.emplace_back([this] { Work(); });
        pthread_setname_np(threads_.back().native_handle(), "ld-http-work");
    }
}

bool Workers::TryRun(std::function<void()> job) {
    {
        const std::scoped_lock lock(mutex_);
        // Jobs that an idle worker is about to take are not waiting.
        if (stopping_ || jobs_.size() >= queue_max_ + idle_) return false;
        jobs_.push_back(std::move(job));
    }
    woken_.notify_one();
    return true;
}

void Workers::RunNext(std::function<void()> job) {
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_) return;
        jobs_.push_back(std::move(job));
    }
    woken_.notify_one();
}

void Workers::Work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        // tidy:allow(wait): a worker at rest; Stop() ends it
        woken_.wait(lock, [&] { return stopping_ || !jobs_.empty(); });
        if (stopping_) return;
        {
            auto job = std::move(jobs_.front());
            jobs_.pop_front();
            --idle_;
            lock.unlock();
            job();
        }  // what the job held is let go outside the lock
        lock.lock();
        ++idle_;
    }
}

void Workers::Stop() {
    std::deque<std::function<void()>> forgotten;
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
        forgotten.swap(jobs_);
    }
    woken_.notify_all();
    threads_.clear();  // jthread joins
}

std::size_t Workers::Waiting() const {
    const std::scoped_lock lock(mutex_);
    return jobs_.size();
}

}  // namespace liandong::http
