#include <algorithm>
#include <cmath>

#include "domain/classify/linear_model.hpp"

namespace liandong {
namespace {

constexpr int kSteps = 400;
constexpr double kStep = 0.05;
// Keeps offsets of rare labels near zero.
constexpr double kOffsetPenalty = 1e-3;
constexpr double kScaleMin = 0.05;

/// Adam's rule: steps of about the same size, whatever the slope's.
class Descent {
public:
    explicit Descent(std::size_t size) : mean_(size), square_(size) {}

    void Step(std::vector<double>& values, const std::vector<double>& slope) {
        ++steps_;
        for (std::size_t i = 0; i < values.size(); ++i) {
            mean_[i] = 0.9 * mean_[i] + 0.1 * slope[i];
            square_[i] = 0.99 * square_[i] + 0.01 * slope[i] * slope[i];
            const double mean = mean_[i] / (1 - std::pow(0.9, steps_));
            const double square = square_[i] / (1 - std::pow(0.99, steps_));
            const double size = kStep * (1 - (static_cast<double>(steps_) / (kSteps + 1)));
            values[i] -= size * mean / (std::sqrt(square) + 1e-9);
        }
    }

private:
    std::vector<double> mean_;
    std::vector<double> square_;
    int steps_ = 0;
};

Calibration FromValues(const std::vector<double>& values) {
    return {std::exp(values[0]), {values.begin() + 1, values.end()}};
}

}  // namespace

std::vector<double> Probabilities(std::span<const float> scores, const Calibration& calibration) {
    std::vector<double> values(scores.size());
    for (std::size_t i = 0; i < scores.size(); ++i)
        values[i] = calibration.scale * static_cast<double>(scores[i]) + calibration.offsets[i];
    const double top = values.empty() ? 0 : std::ranges::max(values);
    double sum = 0;
    for (double& value : values) sum += value = std::exp(value - top);
    for (double& value : values) value /= sum;
    return values;
}

Calibration FitCalibration(std::span<const std::vector<float>> scores,
                           std::span<const std::uint32_t> right, std::size_t labels) {
    // The logarithm of the scale, then the offsets.
    std::vector<double> values(labels + 1);
    Descent descent(values.size());
    for (int step = 0; step < kSteps && !scores.empty(); ++step) {
        const Calibration now = FromValues(values);
        std::vector<double> slope(values.size());
        for (std::size_t i = 0; i < scores.size(); ++i) {
            const std::vector<double> probabilities = Probabilities(scores[i], now);
            for (std::size_t label = 0; label < labels; ++label) {
                const double miss = probabilities[label] - (label == right[i] ? 1 : 0);
                slope[0] += miss * static_cast<double>(scores[i][label]) * now.scale;
                slope[label + 1] += miss;
            }
        }
        for (std::size_t k = 0; k < slope.size(); ++k) {
            slope[k] /= static_cast<double>(scores.size());
            if (k > 0) slope[k] += kOffsetPenalty * values[k];
        }
        descent.Step(values, slope);
        values[0] = std::max(values[0], std::log(kScaleMin));
    }
    return FromValues(values);
}

}  // namespace liandong
