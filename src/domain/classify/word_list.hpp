#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/classify/hash_index.hpp"

namespace liandong {

/// Words and how often each was seen. Cuts Chinese text, which has no blanks, into its likeliest
/// words: those with the greatest product of frequencies. Words that were left out of the counting
/// (的, 我们) stay unknown and so mark the places that carry no matter.
class WordList {
public:
    static constexpr std::size_t kWordCodePointsMax = 8;

    WordList() = default;
    /// `counted`: each word once. Words of more than `kWordCodePointsMax` are left out.
    explicit WordList(std::vector<std::pair<std::u32string, std::uint32_t>> counted);

    [[nodiscard]] bool empty() const { return counted_.empty(); }
    [[nodiscard]] const std::vector<std::pair<std::u32string, std::uint32_t>>& Counted() const {
        return counted_;
    }

    /// The words of a run of Han characters, as parts of it; an empty one for each character that
    /// belongs to none. Shape: linear in the run.
    void Cut(std::u32string_view run, std::vector<std::u32string_view>& words) const;

private:
    struct Entry {
        double log_frequency = 0;
        bool is_word = false;  ///< otherwise the front of one
    };

    std::vector<std::pair<std::u32string, std::uint32_t>> counted_;
    HashIndex index_;
    std::vector<Entry> entries_;
    double unknown_log_frequency_ = 0;
};

}  // namespace liandong
