#include "stories/story.hpp"

#include <fstream>
#include <sstream>

#include "base/text.hpp"

namespace liandong::stories {
namespace {

Failure<Error> Bad(const std::string& file, int number, const std::string& what) {
    return Failure{Invalid("bad_story", file + ":" + std::to_string(number) + ": " + what)};
}

// Words are parted by blanks; quotes hold blanks together and may hold nothing.
Result<std::vector<std::string>> Cut(const std::string& file, int number, std::string_view text) {
    std::vector<std::string> pieces;
    std::string piece;
    bool in_quotes = false;
    bool has_piece = false;
    for (const char c : text) {
        if (c == '"') {
            in_quotes = !in_quotes;
            has_piece = true;
        } else if (!in_quotes && (c == ' ' || c == '\t')) {
            if (has_piece) pieces.push_back(std::move(piece));
            piece.clear();
            has_piece = false;
        } else {
            piece.push_back(c);
            has_piece = true;
        }
    }
    if (in_quotes) return Bad(file, number, "a quote is opened and not closed");
    if (has_piece) pieces.push_back(std::move(piece));
    return pieces;
}

bool IsName(std::string_view name) {
    return !name.empty() &&
           name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
}

Result<Line> ParseLine(const std::string& file, int number, std::string_view text) {
    Line line;
    line.number = number;
    line.text = std::string(text);
    const std::size_t arrow = text.find("->");
    if (arrow != std::string_view::npos) {
        LD_TRY(line.outcome, Cut(file, number, text.substr(arrow + 2)));
        if (line.outcome.empty()) return Bad(file, number, "nothing stands behind the arrow");
        text = text.substr(0, arrow);
    }
    LD_TRY(const auto pieces, Cut(file, number, text));
    if (pieces.empty()) return Bad(file, number, "an arrow needs something before it");
    line.verb = pieces.front();
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        const std::size_t sign = pieces[i].find('=');
        if (sign == std::string::npos || !IsName(pieces[i].substr(0, sign))) {
            line.subjects.push_back(pieces[i]);
        } else if (line.words.Has(pieces[i].substr(0, sign))) {
            return Bad(file, number, "'" + pieces[i].substr(0, sign) + "' is said twice");
        } else {
            line.words.Add(pieces[i].substr(0, sign), pieces[i].substr(sign + 1));
        }
    }
    return line;
}

// `together A | B -> one`: two people press their buttons at the same moment.
Result<Line> ParseTogether(const std::string& file, int number, std::string_view text) {
    Line line;
    line.number = number;
    line.text = std::string(text);
    line.verb = "together";
    const std::size_t arrow = text.find("->");
    if (arrow == std::string_view::npos)
        return Bad(file, number, "say how it ends: -> one, or -> all");
    LD_TRY(line.outcome, Cut(file, number, text.substr(arrow + 2)));
    for (const std::string_view part : Split(text.substr(0, arrow).substr(line.verb.size()), '|')) {
        LD_TRY(Line one, ParseLine(file, number, part));
        line.together.push_back(std::move(one));
    }
    return line;
}

}  // namespace

std::string Words::Take(std::string_view name, std::string fallback) {
    return MaybeTake(name).value_or(std::move(fallback));
}

std::optional<std::string> Words::MaybeTake(std::string_view name) {
    const auto found = words_.find(name);
    if (found == words_.end()) return std::nullopt;
    found->second.taken = true;
    return found->second.value;
}

std::vector<std::string> Words::Unknown() const {
    std::vector<std::string> unknown;
    for (const auto& [name, word] : words_) {
        if (!word.taken) unknown.push_back(name);
    }
    return unknown;
}

std::vector<std::string> Words::Names() const {
    std::vector<std::string> names;
    for (const auto& [name, word] : words_) names.push_back(name);
    return names;
}

Result<Story> ParseStory(const std::string& file, std::string_view text) {
    Story story{file, {}};
    if (!IsUtf8(text)) return Bad(file, 1, "the file is not UTF-8");
    int number = 0;
    for (const std::string_view raw : Split(text, '\n')) {
        ++number;
        const std::string_view stripped = Trim(raw);
        if (stripped.empty() || stripped.front() == '#') continue;
        const bool is_together = stripped.starts_with("together ");
        LD_TRY(Line line, is_together ? ParseTogether(file, number, stripped)
                                      : ParseLine(file, number, stripped));
        story.lines.push_back(std::move(line));
    }
    if (story.lines.empty()) return Bad(file, 1, "the story is empty");
    if (story.lines.front().verb != "at")
        return Bad(file, story.lines.front().number, "a story begins with `at TIME`");
    return story;
}

Result<Story> ReadStory(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return Failure{Unavailable("cannot read " + path)};
    std::ostringstream text;
    text << in.rdbuf();
    return ParseStory(path, text.str());
}

}  // namespace liandong::stories
