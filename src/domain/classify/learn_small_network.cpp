#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "domain/classify/hash_index.hpp"
#include "domain/classify/small_network.hpp"

namespace liandong {
namespace {

// All chosen in cross-validation on four fifths of the messages that the documentation names.
constexpr std::size_t kWidth = 200;
constexpr std::size_t kUnits = 128;  // of one network
constexpr std::size_t kNetworks = 3;
constexpr float kWeight = 0.15F;  // beside the scores of a linear model, whose margins are 1
constexpr float kPointDropped = 0.2F;
constexpr float kUnitDropped = 0.3F;
constexpr float kStep = 2e-3F;
constexpr float kDecay = 1e-3F;
constexpr float kOthersShare = 0.05F;  // of what is aimed at, so that nothing is quite certain
constexpr std::size_t kRounds = 25;
constexpr std::size_t kAtOnce = 32;

constexpr std::size_t kLearnedMax = 12'000;
constexpr int kDirectionRounds = 6;  // they hardly move after four
constexpr double kRestMin = 1e-10;   // of a square; less is rounding

/// Draws the same numbers on every machine.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : state_(MixBits(seed + 1)) {}
    std::uint64_t Bits() { return MixBits(state_ += 0x9E3779B97F4A7C15ULL); }
    /// From 0 to below 1.
    float Share() { return static_cast<float>(Bits() >> 40U) / static_cast<float>(1U << 24U); }
    /// About normal, with mean 0 and variance 1.
    float Normal() {
        return (Share() + Share() + Share() + Share() - 2) * std::numbers::sqrt3_v<float>;
    }

private:
    std::uint64_t state_;
};

/// Messages in what the network looks at: row of the feature, value.
std::vector<SparseVector> Looked(const NetworkLesson& lesson) {
    const auto row_of = small_network::RowsOf(lesson.features, lesson.vocabulary);
    std::vector<SparseVector> looked(lesson.vectors.size());
    for (std::size_t i = 0; i < looked.size(); ++i) {
        for (const auto& [number, value] : lesson.vectors[i]) {
            if (row_of[number] != small_network::kNoRow)
                looked[i].emplace_back(row_of[number], value);
        }
    }
    return looked;
}

/// Cholesky's: the upper matrix U with UᵀU = `matrix`, of which the upper half counts. A row that
/// follows from those above it, but for rounding, becomes zero.
void Factor(std::vector<double>& matrix, std::size_t size) {
    std::vector<double> least(size);
    for (std::size_t i = 0; i < size; ++i) least[i] = kRestMin * matrix[(i * size) + i];
    for (std::size_t i = 0; i < size; ++i) {
        double* const row = matrix.data() + (i * size);
        const double pivot = row[i] > least[i] ? std::sqrt(row[i]) : 0;
        for (std::size_t j = i; j < size; ++j) row[j] = pivot > 0 ? row[j] / pivot : 0;
        for (std::size_t k = i + 1; k < size; ++k) {
            double* const below = matrix.data() + (k * size);
            for (std::size_t j = k; j < size; ++j) below[j] -= row[k] * row[j];
        }
    }
}

/// Makes the columns of a matrix with `width` values a row perpendicular and of length 1; those
/// that the ones before them make up become zero.
void Straighten(std::vector<float>& matrix, std::size_t width) {
    std::vector<double> products(width * width);
    for (std::size_t begin = 0; begin < matrix.size(); begin += width) {
        const float* const row = matrix.data() + begin;
        for (std::size_t i = 0; i < width; ++i) {
            double* const sums = products.data() + (i * width);
            const auto value = static_cast<double>(row[i]);
            for (std::size_t j = i; j < width; ++j) sums[j] += value * static_cast<double>(row[j]);
        }
    }
    Factor(products, width);
    const std::vector<float> upper(products.begin(), products.end());
    for (std::size_t begin = 0; begin < matrix.size(); begin += width) {
        float* const row = matrix.data() + begin;
        for (std::size_t i = 0; i < width; ++i) {
            const float* const factors = upper.data() + (i * width);
            const float value = factors[i] > 0 ? row[i] / factors[i] : 0;
            row[i] = value;
            for (std::size_t j = i + 1; j < width; ++j) row[j] -= value * factors[j];
        }
    }
}

/// Power iteration with all directions at once: the plane in which the messages spread most.
std::vector<float> DirectionsOf(const std::vector<SparseVector>& looked, std::size_t features,
                                std::size_t width) {
    std::vector<float> directions(features * width);
    Draw draw(0);
    for (float& value : directions) value = draw.Normal();
    Straighten(directions, width);
    std::vector<float> point(width);
    for (int round = 0; round < kDirectionRounds; ++round) {
        std::vector<float> next(directions.size());
        for (const SparseVector& message : looked) {
            std::ranges::fill(point, 0.0F);
            small_network::AddDirections(message, directions, point);
            for (const auto& [row, value] : message) {
                float* const to = next.data() + (row * width);
                for (std::size_t k = 0; k < width; ++k) to[k] += value * point[k];
            }
        }
        directions = std::move(next);
        Straighten(directions, width);
    }
    return directions;
}

/// Weights that move down a slope, by Adam's rule.
struct Layer {
    Layer(std::size_t rows, std::size_t columns, float spread, Draw& draw)
        : values((rows + 1) * columns),
          slope(values.size()),
          mean(values.size()),
          square(values.size()),
          decaying(rows * columns) {
        for (std::size_t i = 0; i < decaying; ++i) values[i] = spread * draw.Normal();
    }

    void Step(float size, float mean_scale, float square_scale) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            mean[i] = 0.9F * mean[i] + 0.1F * slope[i];
            square[i] = 0.99F * square[i] + 0.01F * slope[i] * slope[i];
            const float decay = i < decaying ? kDecay * values[i] : 0;
            values[i] -=
                size *
                (mean[i] * mean_scale / (std::sqrt(square[i] * square_scale) + 1e-8F) + decay);
            slope[i] = 0;
        }
    }

    std::vector<float> values;
    std::vector<float> slope;
    std::vector<float> mean;
    std::vector<float> square;
    std::size_t decaying;  ///< all but the constant's
};

void SoftMax(std::vector<float>& scores) {
    const float top = std::ranges::max(scores);
    float sum = 0;
    for (float& score : scores) sum += score = std::exp(score - top);
    for (float& score : scores) score /= sum;
}

/// One network while it learns.
class Learning {
public:
    Learning(std::size_t width, std::size_t labels, std::uint64_t seed)
        : draw_(seed),
          hidden_(width, kUnits, 1 / std::sqrt(static_cast<float>(width)), draw_),
          output_(kUnits, labels, 0.05F, draw_),
          point_(width),
          units_(kUnits),
          kept_(kUnits),
          scores_(labels),
          miss_(kUnits) {}

    void Learn(const std::vector<std::vector<float>>& points,
               const std::vector<std::uint32_t>& right) {
        std::vector<std::uint32_t> order(points.size());
        std::iota(order.begin(), order.end(), 0U);
        const std::size_t steps = kRounds * ((points.size() + kAtOnce - 1) / kAtOnce);
        for (std::size_t round = 0; round < kRounds; ++round) {
            for (std::size_t i = order.size(); i > 1; --i)
                std::swap(order[i - 1], order[draw_.Bits() % i]);
            for (std::size_t begin = 0; begin < order.size(); begin += kAtOnce) {
                const std::size_t end = std::min(begin + kAtOnce, order.size());
                for (std::size_t i = begin; i < end; ++i)
                    Look(points[order[i]], right[order[i]], static_cast<float>(end - begin));
                Step(steps);
            }
        }
    }

    [[nodiscard]] const std::vector<float>& Hidden() const { return hidden_.values; }
    [[nodiscard]] const std::vector<float>& Output() const { return output_.values; }

private:
    float Kept(float dropped) { return draw_.Share() < dropped ? 0 : 1 / (1 - dropped); }

    /// Adds the slope of one message.
    void Look(const std::vector<float>& point, std::uint32_t right, float messages) {
        for (std::size_t k = 0; k < point.size(); ++k) point_[k] = point[k] * Kept(kPointDropped);
        std::ranges::fill(units_, 0.0F);
        small_network::AddLayer(point_, hidden_.values, units_);
        for (std::size_t k = 0; k < units_.size(); ++k) {
            kept_[k] = units_[k] > 0 ? Kept(kUnitDropped) : 0;
            units_[k] *= kept_[k];
        }
        std::ranges::fill(scores_, 0.0F);
        small_network::AddLayer(units_, output_.values, scores_);
        SoftMax(scores_);
        const std::size_t labels = scores_.size();
        for (std::size_t label = 0; label < labels; ++label) {
            const float aim = (kOthersShare / static_cast<float>(labels)) +
                              (label == right ? 1 - kOthersShare : 0);
            scores_[label] = (scores_[label] - aim) / messages;
        }
        for (std::size_t k = 0; k < units_.size(); ++k) {
            const float* const weights = output_.values.data() + (k * labels);
            float sum = 0;
            for (std::size_t label = 0; label < labels; ++label)
                sum += weights[label] * scores_[label];
            miss_[k] = sum * kept_[k];
        }
        AddSlope(units_, scores_, output_.slope);
        AddSlope(point_, miss_, hidden_.slope);
    }

    static void AddSlope(const std::vector<float>& from, const std::vector<float>& miss,
                         std::vector<float>& slope) {
        const std::size_t width = miss.size();
        const float* const missed = miss.data();
        float* row = slope.data();
        for (const float value : from) {
            for (std::size_t k = 0; value != 0 && k < width; ++k) row[k] += value * missed[k];
            row += width;
        }
        for (std::size_t k = 0; k < width; ++k) row[k] += missed[k];
    }

    void Step(std::size_t steps) {
        ++steps_;
        const auto number = static_cast<float>(steps_);
        const float size = kStep * (1 - (number / static_cast<float>(steps + 1)));
        const float mean_scale = 1 / (1 - std::pow(0.9F, number));
        const float square_scale = 1 / (1 - std::pow(0.99F, number));
        hidden_.Step(size, mean_scale, square_scale);
        output_.Step(size, mean_scale, square_scale);
    }

    Draw draw_;
    Layer hidden_;
    Layer output_;
    std::size_t steps_ = 0;
    // Of the message looked at.
    std::vector<float> point_;
    std::vector<float> units_;
    std::vector<float> kept_;
    std::vector<float> scores_;
    std::vector<float> miss_;
};

/// The mean of several networks is one with all their units.
void LearnLayers(const std::vector<std::vector<float>>& points,
                 const std::vector<std::uint32_t>& right, std::size_t labels,
                 SmallNetwork::Parts& parts) {
    const std::size_t width = parts.width;
    parts.units = kUnits * kNetworks;
    parts.hidden.resize((width + 1) * parts.units);
    parts.output.resize((parts.units + 1) * labels);
    for (std::size_t number = 0; number < kNetworks; ++number) {
        Learning learning(width, labels, number);
        learning.Learn(points, right);
        const std::vector<float>& hidden = learning.Hidden();
        for (std::size_t row = 0; row <= width; ++row) {
            std::copy_n(hidden.begin() + static_cast<std::ptrdiff_t>(row * kUnits), kUnits,
                        parts.hidden.begin() +
                            static_cast<std::ptrdiff_t>((row * parts.units) + (number * kUnits)));
        }
        const std::vector<float>& output = learning.Output();
        constexpr float kShare = kWeight / static_cast<float>(kNetworks);
        for (std::size_t i = 0; i < kUnits * labels; ++i)
            parts.output[(number * kUnits * labels) + i] = kShare * output[i];
        for (std::size_t label = 0; label < labels; ++label)
            parts.output[(parts.units * labels) + label] +=
                kShare * output[(kUnits * labels) + label];
    }
}

}  // namespace

SmallNetwork LearnSmallNetwork(const NetworkLesson& lesson) {
    if (lesson.vectors.size() < kNetworkMessagesMin || lesson.labels > kNetworkLabelsMax) return {};
    const std::vector<SparseVector> looked = Looked(lesson);
    const std::size_t width = std::min(kWidth, lesson.features.size() / 4);
    if (width == 0) return {};
    const std::size_t count = std::min(looked.size(), kLearnedMax);
    std::vector<SparseVector> learned;
    learned.reserve(count);
    for (std::size_t i = 0; i < count; ++i) learned.push_back(looked[i * looked.size() / count]);
    SmallNetwork::Parts parts;
    parts.width = static_cast<std::uint32_t>(width);
    parts.features.assign(lesson.features.begin(), lesson.features.end());
    parts.directions = DirectionsOf(learned, lesson.features.size(), width);
    std::vector<std::vector<float>> points;
    std::vector<std::uint32_t> right;
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<float> point(width);
        small_network::AddDirections(learned[i], parts.directions, point);
        if (!small_network::Stretch(point)) continue;
        points.push_back(std::move(point));
        right.push_back(lesson.right[i * looked.size() / count]);
    }
    if (points.empty()) return {};
    LearnLayers(points, right, lesson.labels, parts);
    return {std::move(parts), lesson.vocabulary};
}

}  // namespace liandong
