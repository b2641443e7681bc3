#include <algorithm>

#include "adapters/profile/draft.hpp"
#include "base/text.hpp"

namespace liandong::profile {
namespace {

using Presence = TomlTable::Presence;

constexpr std::string_view kFile = "linked-systems.toml";

template <NamedEnum E>
std::set<E> ReadChoices(TomlTable& table, std::string_view key, std::string_view kind) {
    std::set<E> chosen;
    const Words known = WordsOf<E>();
    for (const auto& word : table.Strings(key, Presence::kOptional)) {
        const auto found = FromCode<E>(word.text);
        if (!found) {
            std::string all;
            for (const auto& named : kNames<E>)
                all += (all.empty() ? "" : ", ") + std::string(named.code);
            table.Unknown(word.at, kind, word.text, known, all);
        } else if (!chosen.insert(*found).second) {
            table.Fault(word.at, Quote(word.text) + " stands there twice", "name it once");
        }
    }
    return chosen;
}

// A table of texts under names that the city chooses.
std::map<std::string, std::string> ReadMapping(Draft& draft, TomlTable& table,
                                               std::string_view key) {
    std::map<std::string, std::string> mapping;
    const TomlNode* node = table.Raw(key);
    if (node == nullptr) return mapping;
    if (node->kind != TomlNode::Kind::kTable) {
        table.Fault(key, Quote(key) + " has the wrong shape",
                    "write " + std::string(key) + " = {ours = \"theirs\"}");
        return mapping;
    }
    for (const TomlNode::Member& member : node->members) {
        if (member.value.kind != TomlNode::Kind::kString || Trim(member.value.text).empty()) {
            draft.faults.Add(kFile, member.value.at, Quote(member.key) + " stands for nothing",
                             "write " + member.key + " = \"theirs\"");
            continue;
        }
        mapping.emplace(member.key, member.value.text);
    }
    return mapping;
}

void ReadWhatItServes(Draft& draft, TomlTable& table, LinkedSystem& system) {
    for (const auto& unit : table.Strings("units", Presence::kOptional)) {
        if (draft.units.Lacks(unit.text))
            table.Unknown(unit.at, "unit", unit.text, draft.units.codes, draft.units.from);
        system.units.push_back(UnitCode{unit.text});
    }
    for (const auto& category : table.Strings("categories", Presence::kOptional)) {
        CheckPattern(draft, kFile, category.text, category.at);
        system.categories.push_back(category.text);
    }
}

void ReadMappings(Draft& draft, TomlTable& table, LinkedSystem& system) {
    system.names = ReadMapping(draft, table, "names");
    const Words fields = WordsOf<LinkField>();
    for (const auto& [ours, theirs] : system.names) {
        if (!fields.contains(ours)) {
            table.Unknown(table.At("names"), "field", ours, fields, "those of profiles/README.md");
        }
    }
    system.category_codes = ReadMapping(draft, table, "category_codes");
    for (const auto& [ours, theirs] : system.category_codes) {
        if (draft.categories.Lacks(ours)) {
            table.Unknown(table.At("category_codes"), "category", ours, draft.categories.codes,
                          draft.categories.from);
        }
    }
}

void ReadOutward(TomlTable& table, LinkedSystem& system) {
    const bool sends = SendsTo(system);
    const Presence presence = sends ? Presence::kRequired : Presence::kOptional;
    system.endpoint = table.String("endpoint", presence);
    system.secret = table.String("secret", presence);
    if (!sends) {
        for (const char* key : {"endpoint", "secret", "fields"}) {
            if (table.Has(key))
                table.Fault(key, "nothing is sent to a system of direction \"in\"",
                            "leave " + std::string(key) + " out, or write direction = \"both\"");
        }
        return;
    }
    if (table.Has("endpoint") && !system.endpoint.empty()) {
        if (std::string wrong = EndpointFault(system.endpoint); !wrong.empty()) {
            table.Fault("endpoint", Quote(system.endpoint) + " is no address to post to: " + wrong,
                        "write https://HOST/PATH");
        }
    }
    if (!system.secret.empty() && !IsCode(system.secret))
        table.Fault("secret", Quote(system.secret) + " is no name of a secret",
                    std::string(kCodeShape));
    if (system.units.empty() && system.categories.empty()) {
        table.Fault(table.At(), Quote(system.code) + " serves nobody",
                    "name units, categories or both");
    }
}

LinkedSystem ReadSystem(Draft& draft, TomlTable& table, Words& codes) {
    LinkedSystem system;
    system.code = table.String("code");
    if (!system.code.empty() && !IsCode(system.code))
        table.Fault("code", Quote(system.code) + " is no code", std::string(kCodeShape));
    if (!system.code.empty() && !codes.insert(system.code).second) {
        table.Fault("code", "code " + Quote(system.code) + " stands there twice",
                    "give each a code of its own");
    }
    system.name = table.String("name");
    system.direction = FromCode<LinkDirection>(table.Choice("direction", WordsOf<LinkDirection>()))
                           .value_or(LinkDirection::kBoth);
    ReadWhatItServes(draft, table, system);
    ReadOutward(table, system);
    system.fields = ReadChoices<LinkField>(table, "fields", "field");
    if (table.Has("timeout_seconds"))
        system.timeout_seconds = static_cast<std::int32_t>(table.Integer("timeout_seconds", 1, 9));
    ReadMappings(draft, table, system);
    system.accepts = ReadChoices<LinkMessageKind>(table, "accepts", "message");
    if (system.direction == LinkDirection::kOut && !system.accepts.empty()) {
        table.Fault("accepts", "a system of direction \"out\" says nothing",
                    "leave accepts out, or write direction = \"both\"");
    }
    if (table.Has("channel")) {
        system.channel =
            FromCode<Channel>(table.Choice("channel", WordsOf<Channel>())).value_or(system.channel);
    }
    system.dispatch = table.Truth("dispatch", Presence::kOptional);
    table.Done();
    return system;
}

}  // namespace

void ReadLinkedSystems(Draft& draft) {
    const std::string* bytes = draft.files.Find(kFile);
    if (bytes == nullptr) return;
    const auto root = ParseToml(kFile, *bytes, draft.faults);
    if (!root) return;
    TomlTable table(std::string(kFile), *root, "", draft.faults);
    Words codes;
    for (TomlTable& item : table.Tables("system", Presence::kOptional))
        draft.city.linked_systems.push_back(ReadSystem(draft, item, codes));
    table.Done();
}

}  // namespace liandong::profile
