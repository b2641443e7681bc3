#include "adapters/profile/draft.hpp"

// What is checked of the work itself: quality.toml.

namespace liandong::profile {
namespace {

constexpr std::string_view kFile = "quality.toml";
constexpr std::int32_t kAllPoints = 100;

std::int32_t Small(std::int64_t number) { return static_cast<std::int32_t>(number); }

void ReadDraw(QualityRules& rules, TomlTable table) {
    rules.hour = Small(table.Integer("hour", 0, 23));
    rules.record_percent = Small(table.Integer("record_percent", 0, 100));
    rules.answer_percent = Small(table.Integer("answer_percent", 0, 100));
    rules.unsolved = table.Truth("unsolved");
    table.Done();
}

void ReadLimits(QualityRules& rules, TomlTable table) {
    for (auto& [key, limit] :
         {std::pair{"score", &rules.score}, {"appeal", &rules.appeal}, {"decide", &rules.decide}}) {
        *limit = table.LimitAt(key);
        if (table.Has(key) && limit->amount == 0) {
            table.Fault(key, Quote(key) + " has no limit",
                        "write how long somebody has, such as \"3wd\"");
        }
    }
    table.Done();
}

void ReadCriteria(QualityRules& rules, TomlTable& root) {
    Words codes;
    std::map<QualitySubject, std::int32_t> points;
    bool is_whole = true;  // each says of what it is
    for (TomlTable& table : root.Tables("criterion")) {
        QualityCriterion criterion;
        criterion.code = table.String("code");
        if (!criterion.code.empty() && !IsCode(criterion.code))
            table.Fault("code", Quote(criterion.code) + " is no code", std::string(kCodeShape));
        if (!criterion.code.empty() && !codes.insert(criterion.code).second) {
            table.Fault("code", "code " + Quote(criterion.code) + " stands there twice",
                        "give each a code of its own");
        }
        const auto of = FromCode<QualitySubject>(table.Choice("of", WordsOf<QualitySubject>()));
        is_whole = is_whole && of.has_value();
        criterion.of = of.value_or(QualitySubject::kRecord);
        criterion.name = table.String("name");
        criterion.points = Small(table.Integer("points", 1, kAllPoints));
        criterion.fatal = table.Truth("fatal", TomlTable::Presence::kOptional);
        table.Done();
        points[criterion.of] += criterion.points;
        rules.criteria.push_back(std::move(criterion));
    }
    for (const auto& named : kNames<QualitySubject>) {
        const std::int32_t all = points[named.value];
        if (all == kAllPoints || !is_whole) continue;
        root.Fault("criterion",
                   "the points of " + Quote(named.code) + " add up to " + std::to_string(all),
                   "make them 100, so that scores can be compared");
    }
}

}  // namespace

void ReadQuality(Draft& draft) {
    const std::string* bytes = draft.files.Find(kFile);
    if (bytes == nullptr) return;
    const auto node = ParseToml(kFile, *bytes, draft.faults);
    if (!node) return;
    TomlTable root(std::string(kFile), *node, "", draft.faults);
    ReadDraw(draft.city.quality, root.Table("draw"));
    ReadLimits(draft.city.quality, root.Table("limits"));
    ReadCriteria(draft.city.quality, root);
    root.Done();
}

}  // namespace liandong::profile
