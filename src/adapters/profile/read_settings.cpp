#include <cmath>

#include "adapters/profile/draft.hpp"
#include "base/text.hpp"

namespace liandong::profile {
namespace {

// What the program could bear at most; the city sets less.
constexpr std::int64_t kCodePointsMax = 1'000'000;
constexpr std::int64_t kAttachmentBytesMax = std::int64_t{1} << 30;

std::int32_t Small(std::int64_t number) { return static_cast<std::int32_t>(number); }

void ReadLimits(Limits& limits, TomlTable table) {
    (void)table.Integer("title_code_points_max", 1, kCodePointsMax);
    limits.content_code_points_max =
        Small(table.Integer("content_code_points_max", 1, kCodePointsMax));
    limits.text_code_points_max = Small(table.Integer("text_code_points_max", 1, kCodePointsMax));
    limits.attachment_bytes_max = table.Integer("attachment_bytes_max", 1, kAttachmentBytesMax);
    limits.attachments_per_case_max = Small(table.Integer("attachments_per_case_max", 0, 10'000));
    for (const auto& type : table.Strings("attachment_types")) {
        const auto slash = type.text.find('/');
        if (slash == 0 || slash == std::string::npos || slash + 1 == type.text.size()) {
            table.Fault(type.at, Quote(type.text) + " is no media type",
                        "write one such as \"image/jpeg\"");
        }
    }
    limits.assisting_max = Small(table.Integer("assisting_max", 0, 1'000));
    limits.merged_children_max = Small(table.Integer("merged_children_max", 1, 1'000'000));
    limits.callback_attempts_max = Small(table.Integer("callback_attempts_max", 1, 100));
    limits.supplement_count_max = Small(table.Integer("supplement_count_max", 0, 100));
    (void)table.Integer("export_rows_max", 1, 10'000'000);
    (void)table.Integer("page_rows_max", 1, 500);
    table.Done();
}

void ReadMask(MaskRules& mask, TomlTable table) {
    mask.phone_head = Small(table.Integer("phone_head", 0, 20));
    mask.phone_tail = Small(table.Integer("phone_tail", 0, 20));
    mask.name_head = Small(table.Integer("name_head", 0, 20));
    mask.address_head = Small(table.Integer("address_head", 0, 100));
    mask.character = table.String("character");
    if (!mask.character.empty() && CountCodePoints(mask.character) != 1) {
        table.Fault("character", Quote(mask.character) + " is not one character",
                    "write one, such as \"*\"");
    }
    mask.secret_types.clear();
    const Words types = WordsOf<RequestType>();
    for (const auto& type : table.Strings("secret_types", TomlTable::Presence::kOptional)) {
        if (const auto known = FromCode<RequestType>(type.text)) {
            mask.secret_types.insert(*known);
        } else {
            table.Unknown(type.at, "type", type.text, types, "the types of [[clock]]");
        }
    }
    table.Done();
}

void ReadRedo(Limits& limits, TomlTable table) {
    const double factor = table.Number("handling_factor", 0.0, 1.0);
    limits.redo_percent = Small(std::lround(factor * 100));
    const TomlNode* node = table.Raw("handling_factor");
    if (node != nullptr && node->number >= 0 && node->number < 0.005) {
        table.Fault("handling_factor", "a redo would have no time",
                    "write more than 0, at most 1, in hundredths");
    }
    limits.redo_count_max = Small(table.Integer("count_max", 0, 100));
    table.Done();
}

// A limit that must run: a case would wait for ever without it.
Limit MustRun(TomlTable& table, std::string_view key) {
    const Limit limit = table.LimitAt(key);
    const TomlNode* node = limit.amount == 0 ? table.Raw(key) : nullptr;
    if (node != nullptr && node->text == "0") {
        table.Fault(key, Quote(key) + " has no limit",
                    "write how long somebody has, such as \"2wd\"");
    }
    return limit;
}

}  // namespace

void ReadSettings(Draft& draft, TomlTable& root) {
    Limits& limits = draft.city.limits;
    TomlTable clocks = root.Table("clocks");
    limits.supplement = clocks.LimitAt("supplement");
    limits.dispute = MustRun(clocks, "dispute");
    limits.dispute_urgent = MustRun(clocks, "dispute_urgent");
    limits.dispute_default =
        FromCode<DisputeDefault>(clocks.Choice("dispute_default", WordsOf<DisputeDefault>()))
            .value_or(DisputeDefault::kNamedLead);
    limits.hand_over = MustRun(clocks, "hand_over");
    limits.return_ruling = clocks.LimitAt("return_ruling");
    limits.return_ruling_urgent = clocks.LimitAt("return_ruling_urgent");
    for (const char* side : {"statutory_procedure", "extension_ruling", "review"}) {
        (void)clocks.LimitAt(side);
    }
    (void)clocks.Truth("urgent_pauses");
    clocks.Done();

    ReadRedo(limits, root.Table("redo"));
    TomlTable archive = root.Table("archive");
    limits.archive_after_days = Small(archive.Integer("after_days", 1, 365));
    archive.Done();
    TomlTable retention = root.Table("retention");
    for (const char* what : {"case_days", "recording_days", "access_log_days"}) {
        (void)retention.Integer(what, 0, 100'000);
    }
    retention.Done();
    ReadLimits(limits, root.Table("limits"));
    TomlTable merge = root.Table("merge");
    (void)merge.Integer("same_category_minutes", 0, 1'000'000);
    (void)merge.Integer("distance_metres", 0, 100'000);
    (void)merge.Integer("same_caller_days", 0, 3'650);
    (void)merge.Integer("repeat_caller_count", 2, 1'000);
    merge.Done();
    ReadMask(draft.city.mask, root.Table("mask"));
    TomlTable callback = root.Table("callback");
    limits.callback_attempt_gap = callback.LimitAt("attempt_gap");
    limits.callback_link = MustRun(callback, "link_valid");
    (void)callback.Number("partly_solved_share", 0.0, 1.0);
    callback.Done();
}

// Categories with a way of their own: whose citizens are asked how often, which are cars in the
// way.
void ReadMoves(Draft& draft, TomlTable& root) {
    const auto patterns = [&](TomlTable& table) {
        std::vector<std::string> all;
        for (const auto& pattern : table.Strings("categories")) {
            all.push_back(pattern.text);
            draft.override_patterns.emplace_back(pattern.text, pattern.at);
        }
        return all;
    };
    for (TomlTable& table : root.Tables("callback_sample", TomlTable::Presence::kOptional)) {
        CallbackSample sample{patterns(table), Small(table.Integer("percent", 0, 100))};
        table.Done();
        draft.city.callback_samples.push_back(std::move(sample));
    }
    TomlTable cars = root.Table("move_car");
    draft.city.move_car.categories = patterns(cars);
    draft.city.move_car.limit = MustRun(cars, "limit");
    cars.Done();
}

}  // namespace liandong::profile
