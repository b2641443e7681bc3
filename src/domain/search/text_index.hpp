#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace liandong {

/// A few thousand short texts in memory, found while somebody types: by words and bigrams
/// (domain/search/tokens.hpp), the best first. Rare words count more than common ones, and each
/// part of a text counts as much as it was said to.
class TextIndex {
public:
    struct Part {
        std::string_view text;
        float weight = 1;
    };
    struct Hit {
        std::int64_t key = 0;
        float score = 0;  ///< comparable within one answer only
    };

    /// Replaces what was there under this key.
    void Put(std::int64_t key, const std::vector<Part>& parts);
    void Remove(std::int64_t key);

    /// The best `limit` of those that `accept` takes. What shares less than a third of the
    /// question's weight is left out: it happens to use the same word.
    /// Shape: linear in the entries of the question's tokens, plus 4 bytes a text.
    [[nodiscard]] std::vector<Hit> Find(std::string_view question, std::size_t limit,
                                        const std::function<bool(std::int64_t)>& accept) const;
    [[nodiscard]] std::size_t size() const { return slot_of_.size(); }

private:
    struct Entry {
        std::uint32_t slot = 0;
        float weight = 0;
    };
    struct Slot {
        std::int64_t key = 0;
        std::vector<std::string> tokens;
    };
    struct Wanted {
        const std::vector<Entry>* entries = nullptr;
        float rarity = 0;
    };
    [[nodiscard]] std::vector<Wanted> WantedBy(std::string_view question, float& whole) const;

    std::unordered_map<std::string, std::vector<Entry>> entries_;
    std::unordered_map<std::int64_t, std::uint32_t> slot_of_;
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;
};

}  // namespace liandong
