#include "domain/topics/centroids.hpp"

#include <algorithm>

namespace liandong {

std::uint32_t Centroids::Open() {
    squares_.push_back(0);
    dots_.push_back(0);
    return static_cast<std::uint32_t>(squares_.size() - 1);
}

void Centroids::Add(std::uint32_t cluster, const WordVector& vector) {
    for (const WordWeight& word : vector) {
        auto& postings = postings_[word.word];
        auto at = std::ranges::lower_bound(postings, cluster, {}, &Posting::cluster);
        if (at == postings.end() || at->cluster != cluster) at = postings.insert(at, {cluster, 0});
        squares_[cluster] += word.weight * (2.0 * at->weight + word.weight);
        at->weight += word.weight;
    }
}

const std::vector<Centroids::Near>& Centroids::NearOf(const WordVector& vector) {
    near_.clear();
    for (const WordWeight& word : vector) {
        for (const Posting& posting : postings_[word.word]) {
            if (dots_[posting.cluster] == 0) near_.push_back({posting.cluster, 0});
            dots_[posting.cluster] += double{word.weight} * posting.weight;
        }
    }
    for (Near& one : near_) {
        one.dot = dots_[one.cluster];
        dots_[one.cluster] = 0;
    }
    std::ranges::sort(near_, {}, &Near::cluster);
    return near_;
}

}  // namespace liandong
