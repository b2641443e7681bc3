#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/profile/fault.hpp"
#include "base/instant.hpp"
#include "domain/sla/calendar.hpp"

namespace liandong::profile {

using Words = std::set<std::string, std::less<>>;

/// A TOML value with the place where it stands. Ours, so that the heavy parser stays in one source.
struct TomlNode {
    enum class Kind : std::uint8_t {
        kTable,
        kArray,
        kString,
        kInteger,
        kNumber,
        kTruth,
        kDay,
        kOther
    };
    struct Member;

    Kind kind = Kind::kOther;
    Spot at;
    std::string text;
    std::int64_t integer = 0;
    double number = 0;
    bool truth = false;
    Day day{};
    std::vector<TomlNode> items;
    std::vector<Member> members;  ///< in the order of the names
};
struct TomlNode::Member {
    std::string key;
    Spot at;
    TomlNode value;
};

/// Reads a whole document; a syntax fault goes into `faults` and gives nothing. `line_before`: how
/// many lines of the file stand before `text`.
[[nodiscard]] std::optional<TomlNode> ParseToml(std::string_view file, std::string_view text,
                                                FaultList& faults, std::int64_t line_before = 0);

/// Reads the members of one table; each call names a key that may stand there, and Done reports the
/// others. What is missing or of the wrong shape goes into `faults` and reads as a default.
class TomlTable {
public:
    enum class Presence : std::uint8_t { kRequired, kOptional };

    TomlTable(std::string file, const TomlNode& node, std::string name, FaultList& faults);

    std::string String(std::string_view key, Presence presence = Presence::kRequired);
    std::int64_t Integer(std::string_view key, std::int64_t least, std::int64_t most,
                         Presence presence = Presence::kRequired);
    double Number(std::string_view key, double least, double most);
    bool Truth(std::string_view key, Presence presence = Presence::kRequired);
    std::optional<Day> DayAt(std::string_view key);
    Limit LimitAt(std::string_view key, Presence presence = Presence::kRequired);
    std::string Choice(std::string_view key, const Words& words);
    struct Text {
        std::string text;
        Spot at;
    };
    std::vector<Text> Strings(std::string_view key, Presence presence = Presence::kRequired);
    std::vector<std::pair<std::int64_t, Spot>> Integers(std::string_view key, std::int64_t least,
                                                        std::int64_t most);
    /// A table, or one with nothing in it.
    TomlTable Table(std::string_view key, Presence presence = Presence::kRequired);
    std::vector<TomlTable> Tables(std::string_view key, Presence presence = Presence::kRequired);
    /// The raw node, for values of free shape; nullptr when it is not there.
    const TomlNode* Raw(std::string_view key);

    [[nodiscard]] bool Has(std::string_view key) const;
    /// Of the value, or of the table when the key is not there.
    [[nodiscard]] Spot At(std::string_view key) const;
    [[nodiscard]] Spot At() const { return node_->at; }
    [[nodiscard]] const TomlNode& Node() const { return *node_; }
    void Fault(std::string_view key, std::string what, std::string instead);
    void Fault(Spot at, std::string what, std::string instead);
    void Unknown(Spot at, std::string_view kind, std::string_view written, const Words& known,
                 std::string_view from);
    /// Reports keys that nobody asked for.
    void Done();

private:
    const TomlNode* Find(std::string_view key, TomlNode::Kind kind, std::string_view shape,
                         Presence presence);

    std::string file_;
    const TomlNode* node_;
    std::string name_;
    FaultList* faults_;
    Words asked_;
};

/// "0.5", "90": without needless digits.
[[nodiscard]] std::string Decimal(double number);

/// "30min", "2h", "30min working", "2h working", "3wd", "0" (profiles/README.md), or nothing.
[[nodiscard]] std::optional<Limit> ParseLimit(std::string_view text);

/// "08:30" as minutes from midnight; "24:00" may end a day.
[[nodiscard]] std::optional<std::int32_t> ParseTimeOfDay(std::string_view text);

}  // namespace liandong::profile
