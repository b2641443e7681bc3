#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/topics/word_vectors.hpp"

namespace liandong {

/// Sums of the vectors of clusters, by word: asks only clusters that share a word with a message.
class Centroids {
public:
    struct Near {
        std::uint32_t cluster = 0;
        double dot = 0;
    };

    explicit Centroids(std::size_t word_count) : postings_(word_count) {}

    /// The number of a new, empty cluster.
    std::uint32_t Open();
    void Add(std::uint32_t cluster, const WordVector& vector);
    /// Clusters with which `vector` shares a word, by number. Valid until the next call.
    [[nodiscard]] const std::vector<Near>& NearOf(const WordVector& vector);
    /// Squared length of the sum.
    [[nodiscard]] double Square(std::uint32_t cluster) const { return squares_[cluster]; }
    [[nodiscard]] std::size_t size() const { return squares_.size(); }

private:
    struct Posting {
        std::uint32_t cluster = 0;
        float weight = 0;
    };

    std::vector<std::vector<Posting>> postings_;  // of each word, by cluster
    std::vector<double> squares_;
    std::vector<double> dots_;  // of NearOf; all 0 between calls
    std::vector<Near> near_;
};

}  // namespace liandong
