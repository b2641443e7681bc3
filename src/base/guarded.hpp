#pragma once

#include <mutex>
#include <utility>

namespace liandong {

/// Data reachable only under its lock: `seats_.With([&](auto& seats) { seats.Free(seat); });`
/// No I/O, callback or second lock inside.
template <class T>
class Guarded {
public:
    template <class... Args>
    explicit Guarded(Args&&... args) : data_(std::forward<Args>(args)...) {}

    template <class F>
    decltype(auto) With(F&& f) {
        const std::scoped_lock lock(mutex_);
        return std::forward<F>(f)(data_);
    }
    template <class F>
    decltype(auto) With(F&& f) const {
        const std::scoped_lock lock(mutex_);
        return std::forward<F>(f)(data_);
    }

private:
    mutable std::mutex mutex_;
    T data_;
};

}  // namespace liandong
