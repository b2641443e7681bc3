#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/case/case.hpp"

// What travels between us and linked systems, as JSON text.

namespace liandong {

/// What a row of the outbox says of a push: which event, and which part of the case. The rest is
/// read when it is sent, so that the outbox holds no personal data.
struct PushNote {
    std::string kind;  ///< of the event
    AssignmentNo assignment;
    std::int32_t seq = 0;
};
[[nodiscard]] std::string EncodePushNote(const PushNote& note);
/// Errors: kUnavailable "unreadable_payload".
[[nodiscard]] Result<PushNote> DecodePushNote(std::string_view text);

/// The body of a push: docs/recipes/link-a-system.md.
struct PushMessage {
    std::string type;  ///< the event's kind
    LocalTime timestamp;
    std::string system;
    CaseId case_id;
    std::int32_t seq = 0;
    AssignmentNo assignment;
    CaseState state = CaseState::kRegistered;
    std::string number;  ///< theirs, when we know it
    UnitCode unit;
    bool is_lead = false;
    std::optional<AssignmentState> assignment_state;
    RequestType request_type = RequestType::kHelp;
    bool urgent = false;
    CategoryCode category;
    std::string category_name;
    std::string category_code;  ///< theirs
    PlaceCode place;
    std::string place_name;
    std::optional<LocalTime> acknowledge_due_at;
    std::optional<LocalTime> handling_due_at;
    /// What the profile lets them see, under the names they use.
    std::vector<std::pair<std::string, std::string>> fields;
};
[[nodiscard]] std::string EncodePush(const PushMessage& push);

/// What a system may answer a push with; everything is optional, and an answer that is no such
/// object says nothing.
struct PushReply {
    std::string number;   ///< theirs
    std::string code;     ///< of a refusal
    std::string message;  ///< of a refusal, for people
};
[[nodiscard]] PushReply DecodePushReply(std::string_view text);

/// The body of a subscriber's webhook: that something happened, never what was said.
struct FeedMessage {
    std::string type;
    LocalTime timestamp;
    CaseId case_id;
    std::int32_t seq = 0;
    std::int64_t log_index = 0;
    std::vector<UnitCode> units;  ///< that had a part of the case by then or since
};
[[nodiscard]] std::string EncodeFeed(const FeedMessage& feed);

/// What a system says of a day: ids of messages that it sent us and that it received from us.
struct ExchangeClaims {
    std::vector<std::string> sent;
    std::vector<std::string> received;
};
[[nodiscard]] std::string EncodeClaims(const ExchangeClaims& claims);
/// Errors: kUnavailable "unreadable_payload".
[[nodiscard]] Result<ExchangeClaims> DecodeClaims(std::string_view text);

}  // namespace liandong
