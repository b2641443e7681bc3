#include "adapters/profile/toml_tree.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <toml++/toml.h>

#include "base/text.hpp"

namespace liandong::profile {
namespace {

constexpr int kDepthMax = 32;

Spot SpotIn(const toml::source_region& source, std::int64_t line_before) {
    return {std::int64_t{source.begin.line} + line_before,
            std::max<std::int64_t>(source.begin.column, 1)};
}

void Fill(TomlNode& out, const toml::node& node, std::int64_t line_before, int depth);

void FillTable(TomlNode& out, const toml::table& table, std::int64_t line_before, int depth) {
    out.kind = TomlNode::Kind::kTable;
    for (const auto& [key, value] : table) {
        TomlNode::Member member;
        member.key = std::string(key.str());
        member.at = SpotIn(key.source(), line_before);
        Fill(member.value, value, line_before, depth + 1);
        out.members.push_back(std::move(member));
    }
}

void Fill(TomlNode& out, const toml::node& node, std::int64_t line_before, int depth) {
    out.at = SpotIn(node.source(), line_before);
    if (depth > kDepthMax) return;
    if (const auto* table = node.as_table()) {
        FillTable(out, *table, line_before, depth);
    } else if (const auto* array = node.as_array()) {
        out.kind = TomlNode::Kind::kArray;
        for (const auto& item : *array)
            Fill(out.items.emplace_back(), item, line_before, depth + 1);
    } else if (const auto* text = node.as_string()) {
        out.kind = TomlNode::Kind::kString;
        out.text = text->get();
    } else if (const auto* integer = node.as_integer()) {
        out.kind = TomlNode::Kind::kInteger;
        out.integer = integer->get();
        out.number = static_cast<double>(out.integer);
    } else if (const auto* number = node.as_floating_point()) {
        out.kind = TomlNode::Kind::kNumber;
        out.number = number->get();
    } else if (const auto* truth = node.as_boolean()) {
        out.kind = TomlNode::Kind::kTruth;
        out.truth = truth->get();
    } else if (const auto* date = node.as_date()) {
        const std::chrono::year_month_day day{std::chrono::year{date->get().year},
                                              std::chrono::month{date->get().month},
                                              std::chrono::day{date->get().day}};
        out.kind = TomlNode::Kind::kDay;
        out.day = Day{std::chrono::local_days{day}};
    }
}

}  // namespace

std::optional<TomlNode> ParseToml(std::string_view file, std::string_view text, FaultList& faults,
                                  std::int64_t line_before) {
    try {
        const toml::table table = toml::parse(text);
        TomlNode root;
        FillTable(root, table, line_before, 0);
        root.at = {line_before + 1, 1};
        return root;
    } catch (const toml::parse_error& error) {
        faults.Add(file, SpotIn(error.source(), line_before),
                   "not TOML: " + std::string(error.description()),
                   "see profiles/README.md and toml.io");
    } catch (const std::exception& error) {
        faults.Add(file, {line_before + 1, 1},
                   std::string("cannot be read as TOML: ") + error.what(),
                   "see profiles/README.md and toml.io");
    }
    return std::nullopt;
}

}  // namespace liandong::profile
