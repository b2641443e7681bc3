#include "domain/topics/group_messages.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <unordered_map>

#include "domain/topics/centroids.hpp"

namespace liandong {
namespace {

// Found on the 4,326 messages of docs/INTELLIGENCE.md, where neighbouring values give the same
// five.
constexpr double kJoinLikeness = 0.15;    // of a message and the mean of the others
constexpr double kMergeLikeness = 0.25;   // of two means
constexpr double kMatterLikeness = 0.10;  // of two means, without what most share
constexpr std::chrono::days kSilenceMax{120};
constexpr int kRounds = 3;

constexpr std::uint32_t kNoGroup = 0xFFFFFFFF;

class Grouping {
public:
    Grouping(std::span<const TopicMessage* const> messages, const WordVectors& vectors)
        : messages_(messages), vectors_(vectors), centroids_(vectors.word_count) {}

    // Each message joins the nearest group so far, or begins one.
    void PassOnce() {
        std::vector<Instant> last;
        for (std::uint32_t i = 0; i < messages_.size(); ++i) {
            if (vectors_.of[i].empty()) continue;
            std::uint32_t nearest = kNoGroup;
            double likeness = kJoinLikeness;
            for (const auto& [group, dot] : centroids_.NearOf(vectors_.of[i])) {
                const double like = dot / std::sqrt(centroids_.Square(group));
                if (like > likeness && messages_[i]->at - last[group] <= kSilenceMax) {
                    likeness = like;
                    nearest = group;
                }
            }
            if (nearest == kNoGroup) {
                nearest = Open();
                last.push_back(messages_[i]->at);
            }
            last[nearest] = messages_[i]->at;
            Put(i, nearest);
        }
    }

    // What one pass could not know yet: groups that grew alike, members that fit better elsewhere.
    void Mend() {
        Rebuild(Groups());
        Merge();
        std::vector<std::uint32_t> better(messages_.size(), kNoGroup);
        for (std::uint32_t i = 0; i < messages_.size(); ++i) better[i] = NearestOf(i);
        std::vector<Members> groups(groups_.size());
        for (std::uint32_t i = 0; i < better.size(); ++i) {
            if (better[i] != kNoGroup) groups[better[i]].push_back(i);
        }
        Rebuild(groups);
    }

    [[nodiscard]] std::vector<Members> Groups() const {
        std::vector<Members> whole;
        for (const Members& group : groups_) {
            if (group.size() > 1) whole.push_back(group);
        }
        return whole;
    }

private:
    std::uint32_t Open() {
        groups_.emplace_back();
        return centroids_.Open();
    }
    void Put(std::uint32_t message, std::uint32_t group) {
        groups_[group].push_back(message);
        group_of_[message] = group;
        centroids_.Add(group, vectors_.of[message]);
    }
    void Rebuild(const std::vector<Members>& groups) {
        centroids_ = Centroids(vectors_.word_count);
        groups_.clear();
        group_of_.clear();
        for (const Members& members : groups) {
            const std::uint32_t group = Open();
            for (const std::uint32_t message : members) Put(message, group);
        }
    }
    // A message is not like a group because it is in it: its own part is taken out.
    std::uint32_t NearestOf(std::uint32_t message) {
        if (vectors_.of[message].empty()) return kNoGroup;
        const auto own = group_of_.find(message);
        std::uint32_t nearest = kNoGroup;
        double likeness = kJoinLikeness;
        for (const auto& [group, with_own] : centroids_.NearOf(vectors_.of[message])) {
            double dot = with_own;
            double square = centroids_.Square(group);
            if (own != group_of_.end() && own->second == group) {
                square -= 2 * dot - 1;
                dot -= 1;
            }
            if (square < 1e-6) continue;
            if (const double like = dot / std::sqrt(square); like > likeness) {
                likeness = like;
                nearest = group;
            }
        }
        return nearest;
    }
    [[nodiscard]] WordVector SumOf(const Members& members) const {
        std::unordered_map<std::uint32_t, float> sum;
        for (const std::uint32_t message : members) {
            for (const WordWeight& word : vectors_.of[message]) sum[word.word] += word.weight;
        }
        WordVector vector;
        vector.reserve(sum.size());
        for (const auto& [word, weight] : sum) vector.push_back({word, weight});
        std::ranges::sort(vector, {}, &WordWeight::word);
        return vector;
    }
    void Merge() {
        std::vector<Members> groups = groups_;
        std::vector<std::uint32_t> into(groups.size());
        for (std::uint32_t group = 0; group < into.size(); ++group) into[group] = group;
        for (std::uint32_t group = 0; group < groups.size(); ++group) {
            if (into[group] != group) continue;
            for (const auto& [other, dot] : centroids_.NearOf(SumOf(groups[group]))) {
                const double lengths =
                    std::sqrt(centroids_.Square(group) * centroids_.Square(other));
                if (other > group && into[other] == other && dot > kMergeLikeness * lengths)
                    into[other] = group;
            }
        }
        for (std::uint32_t group = 0; group < groups.size(); ++group) {
            if (into[group] == group) continue;
            Members& goal = groups[into[group]];
            goal.insert(goal.end(), groups[group].begin(), groups[group].end());
            groups[group].clear();
        }
        for (Members& group : groups) std::ranges::sort(group);
        Rebuild(groups);
    }

    std::span<const TopicMessage* const> messages_;
    const WordVectors& vectors_;
    Centroids centroids_;
    std::vector<Members> groups_;
    std::unordered_map<std::uint32_t, std::uint32_t> group_of_;
};

// Parts of a group that grow together, nearest first, until no two have a matter in common.
class MatterParts {
public:
    explicit MatterParts(const std::vector<WordVector>& rest) {
        for (std::uint32_t i = 0; i < rest.size(); ++i) parts_.push_back({{i}, rest[i]});
        for (std::size_t a = 0; a < parts_.size(); ++a) {
            like_.emplace_back(parts_.size());
            for (std::size_t b = 0; b < a; ++b) like_[a][b] = Likeness(a, b);
        }
    }

    std::vector<Members> Grow() {
        while (JoinNearest()) continue;
        std::vector<Members> grown;
        for (Part& part : parts_) {
            if (!part.members.empty()) grown.push_back(std::move(part.members));
        }
        return grown;
    }

private:
    struct Part {
        Members members;
        WordVector sum;
    };

    [[nodiscard]] double Likeness(std::size_t a, std::size_t b) const {
        double dot = 0;
        double square_a = 0;
        double square_b = 0;
        auto at = parts_[b].sum.begin();
        for (const WordWeight& one : parts_[b].sum) square_b += double{one.weight} * one.weight;
        for (const WordWeight& one : parts_[a].sum) {
            square_a += double{one.weight} * one.weight;
            while (at != parts_[b].sum.end() && at->word < one.word) ++at;
            if (at != parts_[b].sum.end() && at->word == one.word)
                dot += double{one.weight} * at->weight;
        }
        return dot == 0 ? 0 : dot / std::sqrt(square_a * square_b);
    }

    bool JoinNearest() {
        double likeness = kMatterLikeness;
        std::size_t goal = 0;
        std::size_t other = 0;
        for (std::size_t a = 0; a < parts_.size(); ++a) {
            if (parts_[a].members.empty()) continue;
            for (std::size_t b = 0; b < a; ++b) {
                if (!parts_[b].members.empty() && like_[a][b] > likeness) {
                    likeness = like_[a][b];
                    goal = b;
                    other = a;
                }
            }
        }
        if (goal == other) return false;
        Absorb(parts_[goal], parts_[other]);
        for (std::size_t part = 0; part < parts_.size(); ++part) {
            if (part != goal && !parts_[part].members.empty())
                like_[std::max(part, goal)][std::min(part, goal)] = Likeness(part, goal);
        }
        return true;
    }

    static void Absorb(Part& goal, Part& other) {
        goal.members.insert(goal.members.end(), other.members.begin(), other.members.end());
        std::ranges::sort(goal.members);
        other.members.clear();
        WordVector both;
        auto at = other.sum.begin();
        for (const WordWeight& one : goal.sum) {
            for (; at != other.sum.end() && at->word < one.word; ++at) both.push_back(*at);
            both.push_back(one);
            if (at != other.sum.end() && at->word == one.word) both.back().weight += (at++)->weight;
        }
        both.insert(both.end(), at, other.sum.end());
        goal.sum = std::move(both);
    }

    std::vector<Part> parts_;
    std::vector<std::vector<double>> like_;  // [a][b] with b < a
};

// The vectors without what most of the members have, and without what only one has.
std::vector<WordVector> WithoutTheCommon(const Members& members, const WordVectors& vectors) {
    std::unordered_map<std::uint32_t, std::size_t> said;
    for (const std::uint32_t message : members) {
        for (const WordWeight& word : vectors.of[message]) ++said[word.word];
    }
    std::vector<WordVector> rest;
    for (const std::uint32_t message : members) {
        WordVector vector;
        double square = 0;
        for (const WordWeight& word : vectors.of[message]) {
            const std::size_t count = said[word.word];
            if (count < 2 || 2 * count > members.size()) continue;
            vector.push_back(word);
            square += double{word.weight} * word.weight;
        }
        for (WordWeight& word : vector) word.weight /= static_cast<float>(std::sqrt(square));
        rest.push_back(std::move(vector));
    }
    return rest;
}

}  // namespace

std::vector<Members> GroupByWords(std::span<const TopicMessage* const> messages,
                                  const WordVectors& vectors) {
    Grouping grouping(messages, vectors);
    grouping.PassOnce();
    for (int round = 0; round < kRounds; ++round) grouping.Mend();
    return grouping.Groups();
}

std::vector<Members> SplitByMatter(const Members& members, const WordVectors& vectors) {
    // Of four or fewer, "half" says nothing.
    constexpr std::size_t kSplitMembersMin = 5;
    if (members.size() < kSplitMembersMin || members.size() > kSplitMembersMax) return {members};
    const std::vector<WordVector> rest = WithoutTheCommon(members, vectors);
    std::vector<Members> parts;
    Members plain;  // say what all say and nothing else
    for (Members& part : MatterParts(rest).Grow()) {
        if (part.size() == 1 && rest[part.front()].empty()) {
            plain.push_back(members[part.front()]);
            continue;
        }
        for (std::uint32_t& place : part) place = members[place];
        parts.push_back(std::move(part));
    }
    if (parts.empty()) return {members};
    Members& largest = *std::ranges::max_element(parts, {}, &Members::size);
    largest.insert(largest.end(), plain.begin(), plain.end());
    std::ranges::sort(largest);
    return parts;
}

double FocusOf(const Members& members, const WordVectors& vectors) {
    if (members.size() < 2) return 0;
    std::unordered_map<std::uint32_t, double> sum;
    for (const std::uint32_t message : members) {
        for (const WordWeight& word : vectors.of[message]) sum[word.word] += double{word.weight};
    }
    double square = 0;
    for (const auto& [word, weight] : sum) square += weight * weight;
    const auto count = static_cast<double>(members.size());
    return std::clamp((square - count) / (count * (count - 1)), 0.0, 1.0);
}

}  // namespace liandong
