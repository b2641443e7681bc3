#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace liandong {

/// (number of the feature, value) by number; of length 1 as a vector, or empty.
using SparseVector = std::vector<std::pair<std::uint32_t, float>>;

/// A second opinion beside the weights of a linear model. A message is brought from its common
/// character parts to a point with a few hundred coordinates, where what is said in other words
/// lies near; a network with one hidden layer tells the labels of points. It errs elsewhere than
/// weights do, so that both together err less. An empty one says nothing.
class SmallNetwork {
public:
    struct Parts {
        std::uint32_t width = 0;              ///< coordinates of a point
        std::uint32_t units = 0;              ///< of the hidden layer
        std::vector<std::uint32_t> features;  ///< numbers in the vocabulary, ascending
        std::vector<float> directions;        ///< feature by feature, one value a coordinate
        /// Coordinate by coordinate, one weight a unit; the constant's last.
        std::vector<float> hidden;
        std::vector<float> output;  ///< unit by unit, one weight a label; the constant's last
    };

    SmallNetwork() = default;
    /// `parts` fit each other, see `Fit`.
    SmallNetwork(Parts parts, std::size_t vocabulary);

    /// Whether all parts fit each other and the model, so that no later step reads beyond one.
    [[nodiscard]] static bool Fit(const Parts& parts, std::size_t vocabulary, std::size_t labels);

    [[nodiscard]] bool empty() const { return parts_.output.empty(); }
    [[nodiscard]] const Parts& AllParts() const { return parts_; }

    /// Adds to each label's score what the network says of a message, whose features are numbered
    /// as in the model's vocabulary, in any order; nothing when it knows none of them.
    /// Thread: any. Shape: width × (features + units).
    void AddScores(std::span<const std::pair<std::uint32_t, float>> message,
                   std::span<float> scores) const;

private:
    Parts parts_;
    std::vector<std::uint32_t> row_of_;  ///< by number in the vocabulary; kNoRow
};

/// What to learn from: messages as vectors, each with the number of its label.
struct NetworkLesson {
    std::span<const SparseVector> vectors;
    std::span<const std::uint32_t> right;
    std::span<const std::uint32_t> features;  ///< those to look at, ascending
    std::size_t vocabulary = 0;
    std::size_t labels = 0;
};

/// With fewer messages the weights alone know better; that it helps with more labels was not shown.
inline constexpr std::size_t kNetworkMessagesMin = 300;
inline constexpr std::size_t kNetworkLabelsMax = 30;
inline constexpr std::size_t kNetworkFeaturesMax = 30'000;

/// The directions in which the messages differ most, then the network. The same lesson gives the
/// same network. Empty outside the limits above.
/// Shape: about 15 s for 8'000 messages; of more than 12'000 every so-many-th is taken.
[[nodiscard]] SmallNetwork LearnSmallNetwork(const NetworkLesson& lesson);

namespace small_network {

inline constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

/// For every number of a vocabulary its place among `features`, or kNoRow.
[[nodiscard]] std::vector<std::uint32_t> RowsOf(std::span<const std::uint32_t> features,
                                                std::size_t vocabulary);
/// Adds value × direction of each (row, value).
void AddDirections(std::span<const std::pair<std::uint32_t, float>> rows,
                   std::span<const float> directions, std::span<float> point);
/// Brings a point to the mean square 1 a coordinate; false for the zero point.
[[nodiscard]] bool Stretch(std::span<float> point);
/// Adds row × value for every value, and the constant's row, which is the last.
void AddLayer(std::span<const float> values, std::span<const float> weights, std::span<float> out);

}  // namespace small_network

}  // namespace liandong
