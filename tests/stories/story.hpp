#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

// A story is a script that a duty officer can read; tests/stories/README.md tells how it is
// written.

namespace liandong::stories {

/// Named words of a line: `by=agent title="路灯不亮"`. Whoever reads one marks it as known; what
/// nobody read is a fault.
class Words {
public:
    void Add(std::string name, std::string value) {
        words_[std::move(name)] = {std::move(value), false};
    }
    [[nodiscard]] bool Has(std::string_view name) const { return words_.contains(name); }
    [[nodiscard]] std::string Take(std::string_view name, std::string fallback = "");
    [[nodiscard]] std::optional<std::string> MaybeTake(std::string_view name);
    /// Names that nobody has asked for yet.
    [[nodiscard]] std::vector<std::string> Unknown() const;
    [[nodiscard]] std::vector<std::string> Names() const;

private:
    struct Word {
        std::string value;
        bool taken = false;
    };
    std::map<std::string, Word, std::less<>> words_;
};

/// `acknowledge C1 by=officer-A -> rejected not_yours`
struct Line {
    int number = 0;
    std::string text;
    std::string verb;
    std::vector<std::string> subjects;  ///< words without a name: "C1", "clock", "missed"
    Words words;
    std::vector<std::string> outcome;  ///< behind the arrow: {"rejected", "not_yours"}
    std::vector<Line> together;        ///< of `together A | B -> one`
};

struct Story {
    std::string file;
    std::vector<Line> lines;
};

/// Errors: kInvalid "bad_story", with file:line in `for_caller`.
[[nodiscard]] Result<Story> ParseStory(const std::string& file, std::string_view text);
[[nodiscard]] Result<Story> ReadStory(const std::string& path);

}  // namespace liandong::stories
