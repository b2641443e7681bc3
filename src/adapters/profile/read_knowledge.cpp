#include "adapters/profile/draft.hpp"
#include "base/text.hpp"

namespace liandong::profile {
namespace {

constexpr std::string_view kFence = "+++\n";

ArticleSeed ReadArticle(Draft& draft, TomlTable& table, const std::string& stem) {
    ArticleSeed seed;
    const std::string code = table.String("code");
    seed.code = code;
    if (!code.empty() && code != stem) {
        table.Fault("code", "code " + Quote(code) + " in a file named " + Quote(stem + ".md"),
                    "name the file as the code");
    }
    if (!code.empty() && !IsCode(code))
        table.Fault("code", Quote(code) + " is no code", std::string(kCodeShape));
    seed.title = table.String("title");
    for (auto& question : table.Strings("questions"))
        seed.questions.push_back(std::move(question.text));
    const auto check = [&](std::string_view key, std::string_view kind, const Codes& codes,
                           bool may_be_empty) -> std::string {
        const auto presence = TomlTable::Presence::kRequired;
        if (may_be_empty && table.Has(key)) {
            const TomlNode* node = table.Raw(key);
            if (node->kind == TomlNode::Kind::kString && node->text.empty()) return std::string();
        }
        const std::string found = table.String(key, presence);
        if (!found.empty() && codes.Lacks(found))
            table.Unknown(table.At(key), kind, found, codes.codes, codes.from);
        return found;
    };
    seed.category.value = check("category", "category", draft.categories, false);
    seed.unit.value = check("unit", "unit", draft.units, false);
    seed.place.value = check("place", "place", draft.places, true);
    seed.effective = table.DayAt("effective");
    seed.expiry = table.DayAt("expiry");
    if (seed.effective && seed.expiry && *seed.expiry < *seed.effective) {
        table.Fault("expiry", "the article expires before it takes effect",
                    "let expiry come after effective");
    }
    seed.review_days = static_cast<std::int32_t>(table.Integer("review_days", 1, 3'650));
    for (auto& basis : table.Strings("basis", TomlTable::Presence::kOptional))
        seed.basis.push_back(std::move(basis.text));
    seed.spoken = table.String("spoken");
    table.Done();
    return seed;
}

}  // namespace

void ReadKnowledgeSettings(Draft& draft, TomlTable& root) {
    TomlTable table = root.Table("knowledge", TomlTable::Presence::kOptional);
    if (table.Has("gap")) draft.city.knowledge_settings.gap = table.LimitAt("gap");
    if (draft.city.knowledge_settings.gap.amount == 0) {
        table.Fault("gap", "a gap without a limit is never closed",
                    "write how long a unit has, \"3wd\"");
    }
    table.Done();
}

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
            ArticleSeed seed = ReadArticle(draft, table, stem);
            seed.answer = Trim(body);
            seed.digest = VersionOf({{{name, bytes}}});
            draft.city.knowledge.push_back(std::move(seed));
        }
        if (Trim(body).empty()) {
            draft.faults.Add(name, SpotOf(bytes, bytes.size()), "the article has no answer",
                             "write it below the second +++");
        }
    }
}

}  // namespace liandong::profile
