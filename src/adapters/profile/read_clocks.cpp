#include <array>
#include <utility>

#include "adapters/profile/draft.hpp"

namespace liandong::profile {
namespace {

using Presence = TomlTable::Presence;

std::string KeyOf(RequestType type, bool urgent) {
    return "type = \"" + std::string(Code(type)) + "\", urgent = " + (urgent ? "true" : "false");
}

// Reads what stands there over what `policy` holds.
void ReadPolicy(ClockPolicy& policy, TomlTable& table, Presence presence) {
    using Field = std::pair<const char*, Limit ClockPolicy::*>;
    static constexpr std::array kFields{Field{"dispatch", &ClockPolicy::dispatch},
                                        Field{"acknowledge", &ClockPolicy::acknowledge},
                                        Field{"contact", &ClockPolicy::contact},
                                        Field{"return", &ClockPolicy::return_within},
                                        Field{"extension_max", &ClockPolicy::extension_max},
                                        Field{"callback", &ClockPolicy::callback}};
    for (const auto& [key, field] : kFields) {
        const Limit limit = table.LimitAt(key, presence);
        if (table.Has(key)) policy.*field = limit;
    }
    const auto count = table.Integer("extension_count", 0, 9, presence);
    if (table.Has("extension_count")) policy.extension_count = static_cast<std::int32_t>(count);
    const auto percent = table.Integer("callback_percent", 0, 100, presence);
    if (table.Has("callback_percent")) policy.callback_percent = static_cast<std::int32_t>(percent);
}

// Limits that must run: a case would wait for ever without them.
void CheckPolicy(const ClockPolicy& policy, TomlTable& table) {
    for (const auto& [key, limit] : {std::pair{"dispatch", policy.dispatch},
                                     {"acknowledge", policy.acknowledge},
                                     {"callback", policy.callback}}) {
        const TomlNode* node = limit.amount == 0 ? table.Raw(key) : nullptr;
        if (node == nullptr || node->text != "0") continue;  // a bad one was reported as such
        table.Fault(key, Quote(key) + " has no limit",
                    "write how long somebody has, such as \"30min\"");
    }
    if (policy.extension_count > 0 && policy.extension_max.amount == 0 &&
        table.Has("extension_max")) {
        table.Fault("extension_count", "extensions are allowed but none may have a length",
                    "write extension_max, or extension_count = 0");
    }
}

void ReadOverrides(Draft& draft, TomlTable& root) {
    for (TomlTable& table : root.Tables("clock_override", Presence::kOptional)) {
        ClockOverride hard;
        hard.name = table.String("name");
        for (const auto& pattern : table.Strings("categories")) {
            hard.categories.push_back(pattern.text);
            draft.override_patterns.emplace_back(pattern.text, pattern.at);
        }
        const bool has_urgent = table.Has("urgent");
        const bool urgent = table.Truth("urgent", Presence::kOptional);
        for (ClockPolicy policy : draft.city.clocks) {
            if (has_urgent && policy.urgent != urgent) continue;
            FaultList again;
            TomlTable quiet("", table.Node(), "", again);  // said once, below
            ReadPolicy(policy, quiet, Presence::kOptional);
            hard.clocks.push_back(policy);
        }
        ClockPolicy spoken;
        spoken.extension_max = {1, LimitUnit::kWorkingDays};
        ReadPolicy(spoken, table, Presence::kOptional);
        CheckPolicy(spoken, table);
        table.Done();
        draft.city.clock_overrides.push_back(std::move(hard));
    }
}

}  // namespace

void ReadClocks(Draft& draft, TomlTable& root) {
    const Words types = WordsOf<RequestType>();
    std::set<std::pair<RequestType, bool>> seen;
    for (TomlTable& table : root.Tables("clock")) {
        const auto type = FromCode<RequestType>(table.Choice("type", types));
        ClockPolicy policy;
        policy.urgent = table.Truth("urgent");
        ReadPolicy(policy, table, Presence::kRequired);
        CheckPolicy(policy, table);
        table.Done();
        if (!type) continue;
        policy.type = *type;
        if (!seen.emplace(*type, policy.urgent).second) {
            table.Fault(table.At(), "a second [[clock]] with " + KeyOf(*type, policy.urgent),
                        "keep one of them");
            continue;
        }
        draft.city.clocks.push_back(policy);
    }
    for (const Named<RequestType>& type : kNames<RequestType>) {
        for (const bool urgent : {false, true}) {
            if (seen.contains({type.value, urgent})) continue;
            root.Fault(root.At(), "there is no [[clock]] with " + KeyOf(type.value, urgent),
                       "add one: every type needs one for urgent and one for plain requests");
        }
    }
    ReadOverrides(draft, root);
}

}  // namespace liandong::profile
