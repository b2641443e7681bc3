#include <algorithm>
#include <charconv>
#include <cmath>

#include "adapters/profile/toml_tree.hpp"
#include "base/text.hpp"

namespace liandong::profile {
namespace {

const TomlNode kNothing{TomlNode::Kind::kTable, {}, {}, 0, 0, false, {}, {}, {}};

}  // namespace

std::string Decimal(double number) {
    std::string text = std::to_string(number);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

TomlTable::TomlTable(std::string file, const TomlNode& node, std::string name, FaultList& faults)
    : file_(std::move(file)), node_(&node), name_(std::move(name)), faults_(&faults) {}

const TomlNode* TomlTable::Raw(std::string_view key) {
    asked_.emplace(key);
    const auto found = std::ranges::find(node_->members, key, &TomlNode::Member::key);
    return found == node_->members.end() ? nullptr : &found->value;
}

bool TomlTable::Has(std::string_view key) const {
    return std::ranges::find(node_->members, key, &TomlNode::Member::key) != node_->members.end();
}

Spot TomlTable::At(std::string_view key) const {
    const auto found = std::ranges::find(node_->members, key, &TomlNode::Member::key);
    return found == node_->members.end() ? node_->at : found->value.at;
}

void TomlTable::Fault(std::string_view key, std::string what, std::string instead) {
    faults_->Add(file_, At(key), std::move(what), std::move(instead));
}

void TomlTable::Fault(Spot at, std::string what, std::string instead) {
    faults_->Add(file_, at, std::move(what), std::move(instead));
}

void TomlTable::Unknown(Spot at, std::string_view kind, std::string_view written,
                        const Words& known, std::string_view from) {
    faults_->Unknown(file_, at, kind, written, known, from);
}

const TomlNode* TomlTable::Find(std::string_view key, TomlNode::Kind kind, std::string_view shape,
                                Presence presence) {
    const TomlNode* node = Raw(key);
    if (node == nullptr) {
        if (presence == Presence::kRequired && node_ != &kNothing) {
            Fault(node_->at, name_ + " lacks " + Quote(key),
                  "add " + std::string(key) + " = " + std::string(shape));
        }
        return nullptr;
    }
    const bool whole_number =
        kind == TomlNode::Kind::kNumber && node->kind == TomlNode::Kind::kInteger;
    if (node->kind == kind || whole_number) return node;
    Fault(node->at, Quote(key) + " has the wrong shape",
          "write " + std::string(key) + " = " + std::string(shape));
    return nullptr;
}

std::string TomlTable::String(std::string_view key, Presence presence) {
    const TomlNode* node = Find(key, TomlNode::Kind::kString, "\"…\"", presence);
    if (node == nullptr) return {};
    if (presence == Presence::kRequired && Trim(node->text).empty()) {
        Fault(node->at, Quote(key) + " is empty", "write " + std::string(key) + " = \"…\"");
    }
    return node->text;
}

std::int64_t TomlTable::Integer(std::string_view key, std::int64_t least, std::int64_t most,
                                Presence presence) {
    const std::string range = std::to_string(least) + " to " + std::to_string(most);
    const TomlNode* node =
        Find(key, TomlNode::Kind::kInteger, "a whole number, " + range, presence);
    if (node == nullptr) return std::max<std::int64_t>(least, 0);
    if (node->integer < least || node->integer > most) {
        Fault(node->at, Quote(key) + " is " + std::to_string(node->integer),
              "write a whole number, " + range);
    }
    return std::clamp(node->integer, least, most);
}

double TomlTable::Number(std::string_view key, double least, double most) {
    const std::string range = Decimal(least) + " to " + Decimal(most);
    const TomlNode* node =
        Find(key, TomlNode::Kind::kNumber, "a number, " + range, Presence::kRequired);
    if (node == nullptr) return least;
    if (std::isfinite(node->number) && node->number >= least && node->number <= most)
        return node->number;
    Fault(node->at, Quote(key) + " is out of range", "write a number, " + range);
    return least;
}

bool TomlTable::Truth(std::string_view key, Presence presence) {
    const TomlNode* node = Find(key, TomlNode::Kind::kTruth, "true or false", presence);
    return node != nullptr && node->truth;
}

std::optional<Day> TomlTable::DayAt(std::string_view key) {
    const TomlNode* node =
        Find(key, TomlNode::Kind::kDay, "YYYY-MM-DD without quotes", Presence::kRequired);
    return node == nullptr ? std::nullopt : std::optional(node->day);
}

Limit TomlTable::LimitAt(std::string_view key, Presence presence) {
    const TomlNode* node =
        Find(key, TomlNode::Kind::kString, "a limit such as \"30min working\"", presence);
    if (node == nullptr) return {};
    if (const auto limit = ParseLimit(node->text)) return *limit;
    Fault(node->at, Quote(key) + " is no limit: " + Quote(node->text),
          "write 30min, 2h, 30min working, 2h working, 3wd or 0, up to 1000000");
    return {};
}

std::string TomlTable::Choice(std::string_view key, const Words& words) {
    const TomlNode* node = Find(key, TomlNode::Kind::kString, "\"…\"", Presence::kRequired);
    if (node == nullptr) return {};
    if (words.contains(node->text)) return node->text;
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
    faults_->Unknown(file_, node->at, key, node->text, words, all);
    return {};
}

std::vector<TomlTable::Text> TomlTable::Strings(std::string_view key, Presence presence) {
    std::vector<Text> texts;
    const TomlNode* node = Find(key, TomlNode::Kind::kArray, "[\"…\", \"…\"]", presence);
    if (node == nullptr) return texts;
    for (const TomlNode& item : node->items) {
        if (item.kind == TomlNode::Kind::kString) {
            texts.push_back({item.text, item.at});
        } else {
            Fault(item.at, "an item of " + Quote(key) + " is no text", "write it in double quotes");
        }
    }
    if (node->items.empty() && presence == Presence::kRequired) {
        Fault(node->at, Quote(key) + " is empty", "name at least one");
    }
    return texts;
}

std::vector<std::pair<std::int64_t, Spot>> TomlTable::Integers(std::string_view key,
                                                               std::int64_t least,
                                                               std::int64_t most) {
    std::vector<std::pair<std::int64_t, Spot>> numbers;
    const TomlNode* node = Find(key, TomlNode::Kind::kArray, "[50, 100]", Presence::kRequired);
    if (node == nullptr) return numbers;
    for (const TomlNode& item : node->items) {
        if (item.kind == TomlNode::Kind::kInteger && item.integer >= least &&
            item.integer <= most) {
            numbers.emplace_back(item.integer, item.at);
        } else {
            Fault(item.at, "an item of " + Quote(key) + " is out of range",
                  "write whole numbers, " + std::to_string(least) + " to " + std::to_string(most));
        }
    }
    return numbers;
}

TomlTable TomlTable::Table(std::string_view key, Presence presence) {
    const std::string name = "[" + std::string(key) + "]";
    const TomlNode* node = Raw(key);
    if (node != nullptr && node->kind == TomlNode::Kind::kTable)
        return {file_, *node, name, *faults_};
    if (node != nullptr) {
        Fault(node->at, Quote(key) + " has the wrong shape", "write a table " + name);
    } else if (presence == Presence::kRequired && node_ != &kNothing) {
        Fault(node_->at, "the table " + name + " is missing",
              "add " + name + " (profiles/README.md)");
    }
    return {file_, kNothing, name, *faults_};
}

std::vector<TomlTable> TomlTable::Tables(std::string_view key, Presence presence) {
    const std::string name = "[[" + std::string(key) + "]]";
    std::vector<TomlTable> tables;
    const TomlNode* node = Raw(key);
    if (node == nullptr) {
        if (presence == Presence::kRequired && node_ != &kNothing) {
            Fault(node_->at, "there is no " + name,
                  "add at least one " + name + " (profiles/README.md)");
        }
        return tables;
    }
    if (node->kind != TomlNode::Kind::kArray) {
        Fault(node->at, Quote(key) + " has the wrong shape", "write tables " + name);
        return tables;
    }
    for (const TomlNode& item : node->items) {
        if (item.kind == TomlNode::Kind::kTable) {
            tables.emplace_back(file_, item, name, *faults_);
        } else {
            Fault(item.at, "an item of " + Quote(key) + " is no table", "write tables " + name);
        }
    }
    return tables;
}

void TomlTable::Done() {
    for (const TomlNode::Member& member : node_->members) {
        if (asked_.contains(member.key)) continue;
        const std::string near = Nearest(member.key, asked_);
        Fault(member.at, "unknown key " + Quote(member.key) + (name_.empty() ? "" : " in " + name_),
              near.empty() ? "take it out (profiles/README.md names the keys)"
                           : "did you mean " + Quote(near) + "?");
    }
}

std::optional<Limit> ParseLimit(std::string_view text) {
    constexpr std::int64_t kAmountMax = 1'000'000;
    if (text == "0") return Limit{};
    const bool is_working = text.ends_with(" working");
    if (is_working) text.remove_suffix(std::string_view(" working").size());
    std::int64_t amount = 0;
    const char* end =
        text.data() + text.size();  // NOLINT(cppcoreguidelines-pro-bounds-pointer-arithmetic)
    const auto read = std::from_chars(text.data(), end, amount);
    if (read.ec != std::errc{} || amount <= 0 || amount > kAmountMax) return std::nullopt;
    const std::string_view unit(read.ptr, static_cast<std::size_t>(end - read.ptr));
    if (unit == "wd" && !is_working) return Limit{amount, LimitUnit::kWorkingDays};
    if (unit != "min" && unit != "h") return std::nullopt;
    if (unit == "h") amount *= 60;
    if (amount > kAmountMax) return std::nullopt;
    return Limit{amount, is_working ? LimitUnit::kWorkingMinutes : LimitUnit::kMinutes};
}

std::optional<std::int32_t> ParseTimeOfDay(std::string_view text) {
    const auto is_digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !is_digit(0) || !is_digit(1) || !is_digit(3) ||
        !is_digit(4)) {
        return std::nullopt;
    }
    const std::int32_t hours = (text[0] - '0') * 10 + (text[1] - '0');
    const std::int32_t minutes = (text[3] - '0') * 10 + (text[4] - '0');
    if (minutes > 59 || hours * 60 + minutes > 24 * 60) return std::nullopt;
    return hours * 60 + minutes;
}

}  // namespace liandong::profile
