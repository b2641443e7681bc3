#pragma once

#include <string>

#include "app/ports.hpp"

// Made-up cases as the use cases write them, for tests and benches of the stores.

namespace liandong::store {

inline Clock SampleClock(ClockKind kind, Instant from, std::int64_t minutes) {
    Clock clock;
    clock.kind = kind;
    clock.limit = {static_cast<std::int32_t>(minutes), LimitUnit::kMinutes};
    clock.started_at = from;
    clock.due_at = from + std::chrono::minutes(minutes);
    return clock;
}

/// What varies from case to case is taken from `n`, as unevenly as a city's: few big units, many
/// small ones.
struct Sample {
    std::uint64_t n = 0;

    [[nodiscard]] std::uint64_t Mix(std::uint64_t salt) const {
        std::uint64_t x = (n + 1) * 0x9E3779B97F4A7C15ULL + salt * 0xBF58476D1CE4E5B9ULL;
        x ^= x >> 31;
        x *= 0x94D049BB133111EBULL;
        return x ^ (x >> 29);
    }
    /// 0 .. count - 1, small ones far more often.
    [[nodiscard]] std::uint64_t Skewed(std::uint64_t salt, std::uint64_t count) const {
        const std::uint64_t a = Mix(salt) % count;
        const std::uint64_t b = Mix(salt + 1) % count;
        return a * b / count;
    }
};

/// "楼顶"-like grams: two of 600 common characters each.
inline std::string SampleWords(const Sample& s, int grams) {
    std::string words;
    const auto character = [&](std::uint64_t i) {
        const auto code = static_cast<unsigned>(0x4E00 + s.Skewed(100 + i, 600));
        words += static_cast<char>(0xE0 | (code >> 12));
        words += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        words += static_cast<char>(0x80 | (code & 0x3F));
    };
    for (int i = 0; i < grams; ++i) {
        character(static_cast<std::uint64_t>(i));
        character(static_cast<std::uint64_t>(i) + 1);
        words += ' ';
    }
    return words;
}

/// A dispatched case: 2 events, 1 assignment, 4 deadlines, 2 vault rows, 1 message, a document of
/// 80 grams.
inline CaseChange SampleOpening(CaseId id, Instant at) {
    const Sample s{static_cast<std::uint64_t>(id.value)};
    CaseChange change;
    Case& c = change.after;
    c.id = id;
    c.version = 2;
    c.state = CaseState::kDispatched;
    c.channel = static_cast<Channel>(1 + s.Skewed(1, 10));
    c.type = static_cast<RequestType>(1 + s.Skewed(3, 6));
    c.category.value = std::to_string(100'000 + s.Skewed(5, 480) * 101);
    c.place.value = std::to_string(460'105'001'000 + static_cast<std::int64_t>(s.Skewed(7, 500)));
    c.urgent = s.Mix(9) % 50 == 0;
    c.caller.row = 1;
    c.narrative.row = 2;
    c.opened_by = {ActorKind::kUser, "u17", UnitCode{"M001"}};
    c.opened_at = at;
    c.dispatch = StopClock(SampleClock(ClockKind::kDispatch, at, 30), at + std::chrono::minutes(2));
    Assignment& a = c.assignments.emplace_back();
    a.no = AssignmentNo{1};
    a.unit.value = "M" + std::to_string(1000 + s.Skewed(11, 200));
    a.is_lead = true;
    a.rule = RuleId{"r-12"};
    a.sent_at = at;
    a.acknowledge = SampleClock(ClockKind::kAcknowledge, at, 30);
    a.contact = SampleClock(ClockKind::kContact, at, 24 * 60);
    a.handling =
        SampleClock(ClockKind::kHandling, at, static_cast<std::int64_t>(60 + s.Mix(13) % 7200));
    for (std::int32_t seq = 1; seq <= 2; ++seq) {
        change.events.push_back(
            {id, seq, seq == 1 ? "case_opened" : "case_dispatched", at, at, "user:u17@M001",
             "0123456789abcdef",
             R"({"channel":"phone","padding":")" + std::string(500, 'x') + "\"}", std::nullopt});
    }
    change.wrapped_key = std::string(72, 'k');
    change.vault_rows = {{1, std::string(160, 'c')}, {2, std::string(480, 'n')}};
    for (const ClockKind kind :
         {ClockKind::kAcknowledge, ClockKind::kContact, ClockKind::kHandling}) {
        change.deadlines.push_back(
            {kind, a.no, 100, a.handling.due_at + std::chrono::minutes(static_cast<int>(kind))});
    }
    change.deadlines.push_back(
        {ClockKind::kHandling, a.no, 80, a.handling.due_at - std::chrono::minutes(10)});
    change.outbox = {{"dispatch/" + std::to_string(id.value), "mail",
                      a.unit.value + "@example.invalid", "新工单", "您有一件新工单。", id}};
    change.search = SearchDocument{
        SampleWords(s, 80), std::to_string(s.Mix(17)) + " " + std::to_string(s.Mix(19) % 1000)};
    return change;
}

/// The same case finished, as most are: no clock runs, the assignment is done. One event.
inline CaseChange SampleFinish(Case before, Instant at) {
    CaseChange change;
    change.expected_version = before.version;
    Case& c = change.after;
    c = std::move(before);
    ++c.version;
    c.state = CaseState::kFinished;
    c.closed_at = at;
    for (Assignment& a : c.assignments) {
        a.state = AssignmentState::kFinished;
        a.acknowledge = StopClock(a.acknowledge, at);
        if (a.contact) a.contact = StopClock(*a.contact, at);
        a.handling = StopClock(a.handling, at);
    }
    change.events.push_back({c.id, c.version, "called_back", at, at, "user:u18@M001",
                             "0123456789abcdef", R"({"reached":true})", std::nullopt});
    return change;
}

}  // namespace liandong::store
