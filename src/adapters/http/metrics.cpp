#include "adapters/http/metrics.hpp"

#include <algorithm>
#include <charconv>

namespace liandong::http {

struct Metrics::Family {
    std::string help;
    std::string type;
    // Keyed by the label text as it is printed: {a="b",c="d"} without the braces.
    std::map<std::string, std::unique_ptr<Counter>> counters;
    std::map<std::string, std::unique_ptr<Gauge>> gauges;
    std::map<std::string, std::unique_ptr<Histogram>> histograms;
    std::function<double()> read;
};

namespace {

void AppendEscaped(std::string& out, std::string_view value) {
    for (const char c : value) {
        if (c == '\\' || c == '"') out.push_back('\\');
        if (c == '\n') {
            out += "\\n";
        } else {
            out.push_back(c);
        }
    }
}

std::string KeyOf(const Labels& labels) {
    std::string key;
    for (const auto& [name, value] : labels) {
        if (!key.empty()) key.push_back(',');
        key += name + "=\"";
        AppendEscaped(key, value);
        key.push_back('"');
    }
    return key;
}

std::string Number(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

void Line(std::string& out, std::string_view name, std::string_view key, std::string_view value) {
    out += name;
    if (!key.empty()) out.append("{").append(key).append("}");
    out.append(" ").append(value).append("\n");
}

template <class Series>
Series& Find(std::map<std::string, std::unique_ptr<Series>>& all, const Labels& labels,
             Series& spare) {
    std::string key = KeyOf(labels);
    const auto found = all.find(key);
    if (found != all.end()) return *found->second;
    if (all.size() >= kSeriesPerNameMax) return spare;
    return *all.emplace(std::move(key), std::make_unique<Series>()).first->second;
}

}  // namespace

void Histogram::Observe(double seconds) {
    const auto bound = std::lower_bound(kBucketsSeconds.begin(), kBucketsSeconds.end(), seconds);
    buckets_[static_cast<std::size_t>(bound - kBucketsSeconds.begin())].fetch_add(
        1, std::memory_order_relaxed);
    sum_nanos_.fetch_add(static_cast<std::uint64_t>(std::max(0.0, seconds) * 1e9),
                         std::memory_order_relaxed);
}

std::uint64_t Histogram::Count() const {
    std::uint64_t count = 0;
    for (const auto& bucket : buckets_) count += bucket.load(std::memory_order_relaxed);
    return count;
}

Metrics::Metrics() = default;
Metrics::~Metrics() = default;

Metrics::Family& Metrics::FamilyOf(std::string_view name, std::string_view help,
                                   std::string_view type) {
    auto& family = families_[std::string(name)];
    if (!family) {
        family = std::make_unique<Family>();
        family->help = help;
        family->type = type;
    }
    return *family;
}

Counter& Metrics::CounterOf(std::string_view name, std::string_view help, const Labels& labels) {
    const std::scoped_lock lock(mutex_);
    Family& family = FamilyOf(name, help, "counter");
    return family.type == "counter" ? Find(family.counters, labels, spare_counter_)
                                    : spare_counter_;
}

Gauge& Metrics::GaugeOf(std::string_view name, std::string_view help, const Labels& labels) {
    const std::scoped_lock lock(mutex_);
    Family& family = FamilyOf(name, help, "gauge");
    return family.type == "gauge" ? Find(family.gauges, labels, spare_gauge_) : spare_gauge_;
}

Histogram& Metrics::HistogramOf(std::string_view name, std::string_view help,
                                const Labels& labels) {
    const std::scoped_lock lock(mutex_);
    Family& family = FamilyOf(name, help, "histogram");
    return family.type == "histogram" ? Find(family.histograms, labels, spare_histogram_)
                                      : spare_histogram_;
}

void Metrics::Watch(std::string_view name, std::string_view help, std::function<double()> read) {
    const std::scoped_lock lock(mutex_);
    FamilyOf(name, help, "gauge").read = std::move(read);
}

std::string Metrics::Text() const {
    std::string out;
    const std::scoped_lock lock(mutex_);
    for (const auto& [name, family] : families_) {
        out +=
            "# HELP " + name + " " + family->help + "\n# TYPE " + name + " " + family->type + "\n";
        for (const auto& [key, counter] : family->counters)
            Line(out, name, key, std::to_string(counter->Value()));
        for (const auto& [key, gauge] : family->gauges)
            Line(out, name, key, std::to_string(gauge->Value()));
        if (family->read) Line(out, name, "", Number(family->read()));
        for (const auto& [key, histogram] : family->histograms) {
            std::uint64_t sum = 0;
            for (std::size_t i = 0; i < histogram->buckets_.size(); ++i) {
                sum += histogram->buckets_[i].load(std::memory_order_relaxed);
                const std::string bound =
                    i < kBucketsSeconds.size() ? Number(kBucketsSeconds[i]) : "+Inf";
                Line(out, name + "_bucket", key + (key.empty() ? "" : ",") + "le=\"" + bound + "\"",
                     std::to_string(sum));
            }
            Line(out, name + "_sum", key,
                 Number(static_cast<double>(histogram->sum_nanos_.load(std::memory_order_relaxed)) /
                        1e9));
            Line(out, name + "_count", key, std::to_string(sum));
        }
    }
    return out;
}

}  // namespace liandong::http
