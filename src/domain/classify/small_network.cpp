#include "domain/classify/small_network.hpp"

#include <algorithm>
#include <cmath>

namespace liandong {
namespace small_network {

std::vector<std::uint32_t> RowsOf(std::span<const std::uint32_t> features, std::size_t vocabulary) {
    std::vector<std::uint32_t> row_of(vocabulary, kNoRow);
    for (std::uint32_t row = 0; row < features.size(); ++row) row_of[features[row]] = row;
    return row_of;
}

void AddDirections(std::span<const std::pair<std::uint32_t, float>> rows,
                   std::span<const float> directions, std::span<float> point) {
    const std::size_t width = point.size();
    float* const to = point.data();
    for (const auto& [row, value] : rows) {
        const float* const direction = directions.data() + (row * width);
        for (std::size_t k = 0; k < width; ++k) to[k] += value * direction[k];
    }
}

bool Stretch(std::span<float> point) {
    float square = 0;
    for (const float value : point) square += value * value;
    if (square <= 0) return false;
    const float factor = std::sqrt(static_cast<float>(point.size()) / square);
    for (float& value : point) value *= factor;
    return true;
}

void AddLayer(std::span<const float> values, std::span<const float> weights, std::span<float> out) {
    const std::size_t width = out.size();
    float* const to = out.data();
    const float* row = weights.data();
    for (const float value : values) {
        for (std::size_t k = 0; k < width; ++k) to[k] += value * row[k];
        row += width;
    }
    for (std::size_t k = 0; k < width; ++k) to[k] += row[k];
}

}  // namespace small_network

SmallNetwork::SmallNetwork(Parts parts, std::size_t vocabulary)
    : parts_(std::move(parts)), row_of_(small_network::RowsOf(parts_.features, vocabulary)) {}

bool SmallNetwork::Fit(const Parts& parts, std::size_t vocabulary, std::size_t labels) {
    const std::uint64_t width = parts.width;
    const std::uint64_t units = parts.units;
    if (width == 0 || units == 0) {
        return width == units && parts.features.empty() && parts.directions.empty() &&
               parts.hidden.empty() && parts.output.empty();
    }
    const bool ascend = std::ranges::adjacent_find(parts.features, std::ranges::greater_equal{}) ==
                        parts.features.end();
    return ascend && (parts.features.empty() || parts.features.back() < vocabulary) &&
           parts.directions.size() == parts.features.size() * width &&
           parts.hidden.size() == (width + 1) * units &&
           parts.output.size() == (units + 1) * labels;
}

void SmallNetwork::AddScores(std::span<const std::pair<std::uint32_t, float>> message,
                             std::span<float> scores) const {
    if (empty()) return;
    SparseVector rows;
    rows.reserve(message.size());
    for (const auto& [number, value] : message) {
        if (row_of_[number] != small_network::kNoRow) rows.emplace_back(row_of_[number], value);
    }
    std::vector<float> point(parts_.width);
    small_network::AddDirections(rows, parts_.directions, point);
    if (!small_network::Stretch(point)) return;
    std::vector<float> units(parts_.units);
    small_network::AddLayer(point, parts_.hidden, units);
    for (float& unit : units) unit = std::max(unit, 0.0F);
    small_network::AddLayer(units, parts_.output, scores);
}

}  // namespace liandong
