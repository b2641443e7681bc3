#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liandong::http {

using Labels = std::vector<std::pair<std::string, std::string>>;

class Counter {
public:
    void Add(std::uint64_t n = 1) { value_.fetch_add(n, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t Value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

class Gauge {
public:
    void Set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
    void Add(std::int64_t n) { value_.fetch_add(n, std::memory_order_relaxed); }
    [[nodiscard]] std::int64_t Value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> value_{0};
};

/// Upper bounds in seconds, the same for every histogram so that they can be added up; the promises
/// of 20, 50 ms and 1 s are bounds themselves.
inline constexpr std::array kBucketsSeconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05,
                                            0.1,    0.25,  0.5,    1.0,   2.5,  5.0,  10.0};

class Histogram {
public:
    void Observe(double seconds);
    [[nodiscard]] std::uint64_t Count() const;

private:
    friend class Metrics;
    std::array<std::atomic<std::uint64_t>, kBucketsSeconds.size() + 1> buckets_{};
    std::atomic<std::uint64_t> sum_nanos_{0};
};

inline constexpr std::size_t kSeriesPerNameMax = 20'000;

/// Named figures in Prometheus text form. Asking again for the same name and labels gives the same
/// object; references stay valid as long as the registry. Any thread.
/// A name used with two kinds, or a label that grows without end, is our mistake: such a series is
/// counted aside and never shown, so that memory stays bounded.
class Metrics {
public:
    Metrics();
    ~Metrics();
    Counter& CounterOf(std::string_view name, std::string_view help, const Labels& labels = {});
    Gauge& GaugeOf(std::string_view name, std::string_view help, const Labels& labels = {});
    Histogram& HistogramOf(std::string_view name, std::string_view help, const Labels& labels = {});
    /// A gauge read when it is asked for. `read` may not wait and must outlive the registry.
    void Watch(std::string_view name, std::string_view help, std::function<double()> read);

    /// Prometheus text exposition format 0.0.4, names sorted.
    [[nodiscard]] std::string Text() const;

private:
    struct Family;
    Family& FamilyOf(std::string_view name, std::string_view help, std::string_view type);

    mutable std::mutex mutex_;
    std::map<std::string, std::unique_ptr<Family>, std::less<>> families_;
    Counter spare_counter_;
    Gauge spare_gauge_;
    Histogram spare_histogram_;
};

}  // namespace liandong::http
