#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/named.hpp"
#include "domain/case/types.hpp"

namespace liandong {

/// What a reviewer should look at in an answer.
enum class AnswerFlaw : std::uint8_t {
    kTooShort = 1,
    kOffTopic = 2,
    kPlaceMissing = 3,
    kWhoMissing = 4,
    kDoneMissing = 5,
    kWhenMissing = 6,
    kBasisMissing = 7,
    kPromiseWithoutDate = 8,
    kPromiseOverdue = 9,
    kCopied = 10,
    kRude = 11,
    kEvasive = 12,
    kContactMissing = 13,
};
template <>
inline constexpr auto kNames<AnswerFlaw> = std::to_array<Named<AnswerFlaw>>({
    {AnswerFlaw::kTooShort, "too_short", "答复过短"},
    {AnswerFlaw::kOffTopic, "off_topic", "与诉求关联不足"},
    {AnswerFlaw::kPlaceMissing, "place_missing", "未回应诉求地点"},
    {AnswerFlaw::kWhoMissing, "who_missing", "未说明由谁办理"},
    {AnswerFlaw::kDoneMissing, "done_missing", "未说明做了什么"},
    {AnswerFlaw::kWhenMissing, "when_missing", "未说明时间"},
    {AnswerFlaw::kBasisMissing, "basis_missing", "未引用依据"},
    {AnswerFlaw::kPromiseWithoutDate, "promise_without_date", "承诺没有期限"},
    {AnswerFlaw::kPromiseOverdue, "promise_overdue", "承诺日期早于答复"},
    {AnswerFlaw::kCopied, "copied", "与其他工单答复雷同"},
    {AnswerFlaw::kRude, "rude", "用语生硬"},
    {AnswerFlaw::kEvasive, "evasive", "答复推脱空泛"},
    {AnswerFlaw::kContactMissing, "contact_missing", "未联系诉求人"},
});

struct AnswerFinding {
    AnswerFlaw flaw = AnswerFlaw::kTooShort;
    std::string found;  ///< the words that say so; empty where something is missing
};

/// Something that the answer says will be done.
struct AnswerPromise {
    std::string text;       ///< the clause
    bool is_dated = false;  ///< it says until when
    std::optional<Day> by;  ///< the day, where it names one
};

struct AnswerToCheck {
    std::string asked;  ///< title and content of the request
    std::string done;   ///< what the unit says it did
    std::string reply;  ///< what it says to the person
    RequestType type = RequestType::kHelp;
    bool is_refused = false;  ///< not solved or not substantiated: the reason must rest on
                              ///< something
    bool caller_contacted = true;
    std::vector<std::string> places;  ///< names that the request says where
    Day answered_on;
    std::span<const std::string> other_replies;  ///< of other cases, newest first
};

struct AnswerCheck {
    /// The share of the request's own words (names, things, numbers) that the answer takes up.
    double relevance = 0;
    std::vector<AnswerFinding> findings;
    std::vector<AnswerPromise> promises;
    std::vector<std::string> basis;          ///< laws and documents it names: 《…》
    std::optional<std::size_t> copied_from;  ///< index into `other_replies`
};

/// By rule, with the words that say so; a reviewer judges. Shape: linear in the texts, at most
/// 10'000 code points of each.
[[nodiscard]] AnswerCheck CheckAnswer(const AnswerToCheck& answer);

}  // namespace liandong
