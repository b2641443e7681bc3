#include <algorithm>
#include <cmath>

#include "adapters/profile/draft.hpp"
#include "base/text.hpp"

namespace liandong::profile {
namespace {

constexpr std::string_view kFence = "+++\n";

void CheckArticle(Draft& draft, TomlTable& table, const std::string& stem) {
    const std::string code = table.String("code");
    if (!code.empty() && code != stem) {
        table.Fault("code", "code " + Quote(code) + " in a file named " + Quote(stem + ".md"),
                    "name the file as the code");
    }
    if (!code.empty() && !IsCode(code))
        table.Fault("code", Quote(code) + " is no code", std::string(kCodeShape));
    (void)table.String("title");
    (void)table.Strings("questions");
    const auto check = [&](std::string_view key, std::string_view kind, const Codes& codes,
                           bool may_be_empty) {
        const auto presence = TomlTable::Presence::kRequired;
        if (may_be_empty && table.Has(key)) {
            const TomlNode* node = table.Raw(key);
            if (node->kind == TomlNode::Kind::kString && node->text.empty()) return;
        }
        const std::string found = table.String(key, presence);
        if (!found.empty() && codes.Lacks(found))
            table.Unknown(table.At(key), kind, found, codes.codes, codes.from);
    };
    check("category", "category", draft.categories, false);
    check("unit", "unit", draft.units, false);
    check("place", "place", draft.places, true);
    const auto effective = table.DayAt("effective");
    const auto expiry = table.DayAt("expiry");
    if (effective && expiry && *expiry < *effective) {
        table.Fault("expiry", "the article expires before it takes effect",
                    "let expiry come after effective");
    }
    (void)table.Integer("review_days", 1, 3'650);
    (void)table.Strings("basis", TomlTable::Presence::kOptional);
    (void)table.String("spoken");
    table.Done();
}

}  // namespace

void ReadKnowledge(Draft& draft) {
    for (const auto& [name, bytes] : draft.files.bytes) {
        if (!name.starts_with("knowledge/")) continue;
        const std::string stem = name.substr(10, name.size() - 13);
        std::string_view text = bytes;
        if (!text.starts_with(kFence)) {
            draft.faults.Add(name, {}, "the article does not begin with +++",
                             "write +++, the TOML keys, +++, the answer");
            continue;
        }
        text.remove_prefix(kFence.size());
        const auto end = text.starts_with(kFence) ? 0 : text.find("\n+++\n");
        if (end == std::string_view::npos) {
            draft.faults.Add(name, {}, "the keys are not closed by a line +++",
                             "write +++ between the keys and the answer");
            continue;
        }
        const std::string_view head = text.substr(0, end + 1);
        const std::string_view body = text.substr(end + (end == 0 ? 4 : 5));
        if (const auto root = ParseToml(name, head, draft.faults, 1)) {
            TomlTable table(name, *root, "", draft.faults);
            CheckArticle(draft, table, stem);
        }
        if (Trim(body).empty()) {
            draft.faults.Add(name, SpotOf(bytes, bytes.size()), "the article has no answer",
                             "write it below the second +++");
        }
    }
}

void ReadAssessment(Draft& draft) {
    constexpr std::string_view kFile = "assessment.toml";
    const std::string* bytes = draft.files.Find(kFile);
    if (bytes == nullptr) return;
    const auto root = ParseToml(kFile, *bytes, draft.faults);
    if (!root) return;
    TomlTable table(std::string(kFile), *root, "", draft.faults);
    const auto new_code = [&](TomlTable& item, Words& seen) {
        const std::string code = item.String("code");
        if (code.empty()) return;
        if (!IsCode(code)) item.Fault("code", Quote(code) + " is no code", std::string(kCodeShape));
        if (!seen.insert(code).second)
            item.Fault("code", "code " + Quote(code) + " stands there twice", "use it once");
    };
    TomlTable head = table.Table("assessment");
    (void)head.String("name");
    (void)head.Choice("period", {"month", "quarter", "week", "year"});
    const double total = head.Number("total", 1, 10'000);
    (void)head.Integer("sample_min", 0, 1'000'000);
    Words parts;
    double sum = 0;
    for (TomlTable& part : table.Tables("part")) {
        new_code(part, parts);
        (void)part.String("name");
        (void)part.String("figure");
        sum += part.Number("weight", 0, 10'000);
        for (const char* key : {"target", "zero_below"}) (void)part.Number(key, 0, 100);
        for (const char* key : {"slope", "floor"}) (void)part.Number(key, 0, 1);
        (void)part.Choice("counted", {"by_close", "by_due"});
        (void)part.Truth("higher");
        part.Done();
    }
    if (head.Has("total") && std::abs(sum - total) > 1e-6) {
        head.Fault("total", "the weights of the parts together are " + Decimal(sum),
                   "let them add up to total");
    }
    (void)head.Choice("show_first", parts);
    head.Done();
    Words adjustments;
    for (TomlTable& item : table.Tables("adjustment", TomlTable::Presence::kOptional)) {
        new_code(item, adjustments);
        (void)item.String("name");
        (void)item.Number("points", -10'000, 10'000);
        (void)item.Number("points_max", 0, 10'000);
        item.Done();
    }
    Words groups;
    const Words kinds = UnitKindWords();
    for (TomlTable& group : table.Tables("group")) {
        new_code(group, groups);
        (void)group.String("name");
        for (const auto& kind : group.Strings("kinds")) {
            if (!kinds.contains(kind.text)) {
                group.Unknown(kind.at, "kind", kind.text, kinds, "the kinds of units.csv");
            }
        }
        (void)group.Number("total", 0, 10'000);
        group.Done();
    }
    table.Done();
}

}  // namespace liandong::profile
