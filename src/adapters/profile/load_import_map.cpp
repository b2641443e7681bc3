#include "adapters/profile/load_import_map.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "adapters/profile/draft.hpp"
#include "base/text.hpp"

namespace liandong::profile {
namespace {

using Presence = TomlTable::Presence;

constexpr std::uintmax_t kMapBytesMax = 4U << 20U;
constexpr std::array kCoded{ImportTarget::kCategory, ImportTarget::kType, ImportTarget::kChannel,
                            ImportTarget::kPlace, ImportTarget::kStatus};
constexpr std::array kTemplated{ImportTarget::kTitle,   ImportTarget::kContent,
                                ImportTarget::kAddress, ImportTarget::kWish,
                                ImportTarget::kReply,   ImportTarget::kCaller};

void ReadSource(ImportMap& map, TomlTable table) {
    map.name = table.String("name");
    if (!map.name.empty() && !IsCode(map.name)) {
        table.Fault("name", Quote(map.name) + " is no code", std::string(kCodeShape));
    }
    map.format = FromCode<SourceFormat>(table.Choice("format", WordsOf<SourceFormat>()))
                     .value_or(SourceFormat::kCsv);
    map.encoding = FromCode<SourceEncoding>(table.Choice("encoding", WordsOf<SourceEncoding>()))
                       .value_or(SourceEncoding::kUtf8);
    const std::string delimiter = table.String("delimiter", Presence::kOptional);
    if (table.Has("delimiter")) {
        if (delimiter.size() == 1 &&
            std::string_view(",;\t|").find(delimiter[0]) != std::string_view::npos) {
            map.delimiter = delimiter[0];
        } else {
            table.Fault("delimiter", Quote(delimiter) + " separates nothing",
                        "write one of , ; | or \"\\t\"");
        }
    }
    table.Done();
}

void ReadColumns(ImportMap& map, TomlTable table) {
    for (const Named<ImportTarget>& target : kNames<ImportTarget>) {
        const TomlNode* node = table.Raw(target.code);
        if (node == nullptr) continue;
        std::vector<std::string> columns;
        if (node->kind == TomlNode::Kind::kString) {
            columns.push_back(node->text);
        } else {
            for (const auto& column : table.Strings(target.code)) columns.push_back(column.text);
        }
        if (std::ranges::any_of(columns, &std::string::empty)) {
            table.Fault(target.code, "a column without a name",
                        "name a column of the file, or take the line out");
        }
        map.columns.emplace(target.value, std::move(columns));
    }
    table.Done();
    for (const ImportTarget needed : {ImportTarget::kId, ImportTarget::kOpenedAt}) {
        if (map.columns.contains(needed)) continue;
        table.Fault(table.At(), "no column for " + Quote(Code(needed)),
                    "add " + std::string(Code(needed)) + " = \"…\"");
    }
}

void ReadDates(ImportMap& map, TomlTable table) {
    map.offset = UtcOffset{table.Integer("utc_offset_minutes", -720, 840)};
    for (const auto& format : table.Strings("formats")) {
        bool is_good = format.text.find("%d") != std::string::npos &&
                       format.text.find("%m") != std::string::npos &&
                       (format.text.find("%Y") != std::string::npos ||
                        format.text.find("%y") != std::string::npos);
        for (std::size_t i = 0; i < format.text.size(); ++i) {
            if (format.text[i] != '%') continue;
            ++i;
            is_good &= i < format.text.size() &&
                       std::string_view("YymdHIMSfpz%").find(format.text[i]) != std::string::npos;
        }
        const bool has_half = format.text.find("%p") != std::string::npos;
        is_good &= has_half == (format.text.find("%I") != std::string::npos);
        if (!is_good) {
            table.Fault(format.at, Quote(format.text) + " is no format of a time",
                        "write %Y or %y, %m, %d and if need be %H or %I with %p, %M, %S, %f, %z");
        }
        map.date_formats.push_back(format.text);
    }
    table.Done();
}

// What a code of ours may be is known here for all but categories and places, which the city
// decides.
Words OwnCodes(ImportTarget target) {
    switch (target) {
        case ImportTarget::kType: return WordsOf<RequestType>();
        case ImportTarget::kChannel: return WordsOf<Channel>();
        case ImportTarget::kStatus: return WordsOf<ImportStatus>();
        default: return {};
    }
}

ImportMap::Entry ReadEntry(ImportTarget target, TomlTable& table, const std::string& key,
                           const TomlNode& node) {
    if (node.kind != TomlNode::Kind::kString) {
        table.Fault(node.at, "the code for " + Quote(key) + " is no text",
                    "write it in double quotes");
        return {};
    }
    const Words known = OwnCodes(target);
    const bool may_be_empty = target == ImportTarget::kCategory || target == ImportTarget::kPlace;
    if (node.text.empty() && may_be_empty) return {"", node.at.line, node.at.column};
    if (known.empty() ? !IsCode(node.text) : !known.contains(node.text)) {
        std::string all;
        for (const std::string& word : known) all += (all.empty() ? "" : ", ") + word;
        table.Unknown(node.at, Code(target), node.text, known,
                      known.empty() ? "the city's codes" : all);
    }
    return {node.text, node.at.line, node.at.column};
}

void ReadCodes(ImportMap& map, TomlTable codes, TomlTable defaults) {
    for (const ImportTarget target : kCoded) {
        const std::string name(Code(target));
        if (TomlTable table = codes.Table(name, Presence::kOptional); codes.Has(name)) {
            for (const TomlNode::Member& member : table.Node().members) {
                map.codes[target].emplace(Trim(member.key),
                                          ReadEntry(target, table, member.key, member.value));
            }
            if (!map.columns.contains(target)) {
                codes.Fault(name, "a table of codes, but no column for " + Quote(name),
                            "name one in [columns]");
            }
        }
        if (const TomlNode* node = defaults.Raw(name)) {
            map.defaults.emplace(target, ReadEntry(target, defaults, name, *node));
        }
    }
    codes.Done();
    defaults.Done();
}

// "{Complaint Type}：{Descriptor}"; "{{" is a brace.
bool ParseTemplate(std::string_view text, TextTemplate& out) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_doubled = i + 1 < text.size() && text[i + 1] == text[i];
        if ((text[i] == '{' || text[i] == '}') && is_doubled) {
            plain += text[i++];
        } else if (text[i] == '}') {
            return false;
        } else if (text[i] == '{') {
            const auto end = text.find('}', i);
            if (end == std::string_view::npos || end == i + 1 || text.find('{', i + 1) < end)
                return false;
            if (!plain.empty()) out.parts.push_back({std::exchange(plain, {}), false});
            out.parts.push_back({std::string(text.substr(i + 1, end - i - 1)), true});
            i = end;
        } else {
            plain += text[i];
        }
    }
    if (!plain.empty()) out.parts.push_back({std::move(plain), false});
    return !out.parts.empty();
}

void ReadTexts(ImportMap& map, TomlTable table) {
    for (const ImportTarget target : kTemplated) {
        const std::string name(Code(target));
        const std::string text = table.String(name, Presence::kOptional);
        if (!table.Has(name)) continue;
        TextTemplate parsed;
        if (ParseTemplate(text, parsed)) {
            map.texts.emplace(target, std::move(parsed));
        } else {
            table.Fault(name, Quote(text) + " is no template",
                        "write {column} for a value, {{ and }} for braces");
        }
    }
    table.Done();
}

void ReadPoints(ImportMap& map, TomlTable table) {
    map.points = FromCode<SourcePoints>(table.Choice("system", WordsOf<SourcePoints>()))
                     .value_or(SourcePoints::kWgs84);
    if (const TomlNode* list = table.Raw("none")) {
        for (const TomlNode& pair : list->items) {
            const auto is_number = [](const TomlNode& node) {
                return node.kind == TomlNode::Kind::kNumber ||
                       node.kind == TomlNode::Kind::kInteger;
            };
            if (pair.items.size() == 2 && std::ranges::all_of(pair.items, is_number)) {
                map.no_points.push_back({pair.items[0].number, pair.items[1].number});
            } else {
                table.Fault(pair.at, "an item of \"none\" is no point",
                            "write [longitude, latitude]");
            }
        }
    }
    table.Done();
}

ImportMap ReadMap(const std::string& file, const TomlNode& root, FaultList& faults) {
    ImportMap map;
    map.file = file;
    TomlTable table(file, root, "", faults);
    ReadSource(map, table.Table("source"));
    ReadColumns(map, table.Table("columns"));
    ReadDates(map, table.Table("dates"));
    ReadCodes(map, table.Table("codes", Presence::kOptional),
              table.Table("defaults", Presence::kOptional));
    ReadTexts(map, table.Table("text", Presence::kOptional));
    if (table.Has("points")) ReadPoints(map, table.Table("points"));
    table.Done();
    for (const ImportTarget needed : {ImportTarget::kTitle, ImportTarget::kContent}) {
        if (map.columns.contains(needed) || map.texts.contains(needed)) continue;
        faults.Add(file, root.at, "nothing says what the " + std::string(Code(needed)) + " is",
                   "name a column in [columns] or a template in [text]");
    }
    return map;
}

Error BadMap(FaultList faults) {
    std::ostringstream out;
    PrintFaults(out, "", std::move(faults).Take());
    return Invalid("bad_import_map", out.str());
}

}  // namespace

Result<ImportMap> LoadImportMap(const std::filesystem::path& path) {
    FaultList faults;
    const std::string file = path.generic_string();
    std::error_code trouble;
    const bool is_file = std::filesystem::is_regular_file(path, trouble);
    const std::uintmax_t size = is_file ? std::filesystem::file_size(path, trouble) : 0;
    std::ifstream in(path, std::ios::binary);
    if (!is_file || trouble || !in) {
        faults.Add(file, {}, "it cannot be read",
                   "name a file such as profiles/maps/messages.toml");
        return Failure{BadMap(std::move(faults))};
    }
    if (size > kMapBytesMax) {
        faults.Add(file, {}, "the file has " + std::to_string(size) + " bytes",
                   "keep it within " + std::to_string(kMapBytesMax) + " bytes");
        return Failure{BadMap(std::move(faults))};
    }
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const auto root = ParseToml(file, bytes.str(), faults);
    if (!root) return Failure{BadMap(std::move(faults))};
    ImportMap map = ReadMap(file, *root, faults);
    if (!faults.empty()) return Failure{BadMap(std::move(faults))};
    return map;
}

std::vector<ProfileFault> CheckImportMap(const ImportMap& map, const City& city) {
    FaultList faults;
    Words categories;
    Words places;
    for (const Category& category : city.categories) categories.insert(category.code.value);
    for (const Place& place : city.places) places.insert(place.code.value);
    const auto check = [&](ImportTarget target, const ImportMap::Entry& entry) {
        const Words& known = target == ImportTarget::kCategory ? categories : places;
        if (target != ImportTarget::kCategory && target != ImportTarget::kPlace) return;
        if (entry.code.empty() || known.contains(entry.code)) return;
        faults.Unknown(map.file, {entry.line, entry.column}, Code(target), entry.code, known,
                       target == ImportTarget::kCategory ? "categories.csv" : "places.csv");
    };
    for (const auto& [target, table] : map.codes) {
        for (const auto& [value, entry] : table) check(target, entry);
    }
    for (const auto& [target, entry] : map.defaults) check(target, entry);
    return std::move(faults).Take();
}

}  // namespace liandong::profile
