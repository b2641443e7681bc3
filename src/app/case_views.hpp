#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/case/case.hpp"

// What people see of a case. Every code comes with the words that a screen shows; times carry the
// city's offset. An empty optional means that there is no such thing, or not for this person.

namespace liandong {

/// How much of the person is shown.
enum class PersonShown : std::uint8_t { kMasked = 1, kHidden = 2, kErased = 3 };
template <>
inline constexpr auto kNames<PersonShown> = std::to_array<Named<PersonShown>>({
    {PersonShown::kMasked, "masked", "号码已隐藏"},
    {PersonShown::kHidden, "hidden", "保密"},
    {PersonShown::kErased, "erased", "已删除"},
});

struct ActorView {
    ActorKind kind = ActorKind::kSystem;
    std::string kind_label;
    std::string id;
    std::string name;  ///< the id again when nobody of that id is known any more
    UnitCode unit;
    std::string unit_name;
};

struct PauseView {
    LocalTime from;
    std::optional<LocalTime> to;
    PauseReason reason = PauseReason::kAwaitingSupplement;
    std::string reason_label;
};

struct SegmentView {
    LocalTime from;
    LocalTime to;
    SegmentKind kind = SegmentKind::kCounted;
    std::string kind_label;
    std::string note;
};

struct ClockView {
    ClockKind kind = ClockKind::kHandling;
    std::string label;
    AssignmentNo assignment;  ///< 0: the case's own
    Limit limit;
    LocalTime started_at;
    LocalTime due_at;
    std::optional<LocalTime> stopped_at;
    ClockOutcome outcome = ClockOutcome::kRunning;
    std::string outcome_label;
    bool paused = false;
    std::vector<PauseView> pauses;
    std::optional<std::vector<SegmentView>> segments;  ///< why it is due then, when asked for
};

struct ExtensionView {
    Limit asked;
    LocalTime asked_at;
    std::optional<bool> granted;
};

struct AssignmentView {
    AssignmentNo no;
    UnitCode unit;
    std::string unit_name;
    bool is_lead = false;
    AssignmentState state = AssignmentState::kSent;
    std::string state_label;
    RuleId rule;
    LocalTime sent_at;
    std::optional<LocalTime> return_until;
    std::vector<ClockView> clocks;
    std::vector<ExtensionView> extensions;
    std::optional<UnitCode> return_proposed;
    std::int32_t return_count = 0;
    std::int32_t redo_count = 0;
    bool contacted = false;
    std::optional<AssignmentNo> parent;  ///< who passed it down
};

struct DisputePositionView {
    AssignmentNo assignment;
    UnitCode unit;
    std::string unit_name;
    UnitCode proposed;
    std::string proposed_name;
};

struct DisputeView {
    LocalTime opened_at;
    LocalTime due_at;
    std::vector<DisputePositionView> positions;
    std::optional<LocalTime> closed_at;
    std::optional<UnitCode> unit;  ///< as it was ruled
    std::string unit_name;
};

struct AttachmentView {
    BlobId blob;
    std::string name;
    std::string media_type;
    std::int64_t size_bytes = 0;
    Digest content;
    LocalTime added_at;
};

struct CallbackAttemptView {
    LocalTime at;
    CallbackBy by = CallbackBy::kStaff;
    std::string by_label;
    CallOutcome outcome = CallOutcome::kReached;
    std::string outcome_label;
};

/// How the citizen was asked; what they said last stands in the case.
struct CallbackRecordView {
    std::vector<CallbackAttemptView> attempts;
    std::optional<Verdict> first_solved;
    std::optional<Satisfaction> first_satisfied;
    std::optional<Satisfaction> first_attitude;
    std::optional<Satisfaction> attitude;
    std::optional<LocalTime> link_expires_at;  ///< of a link that may still be answered
};

struct HandOverView {
    std::string target;
    std::string target_name;
    LocalTime offered_at;
    LocalTime due_at;
    std::optional<bool> accepted;
    std::string number;
};

struct HandInView {
    LocalTime due_at;
    std::optional<bool> accepted;
};

struct CarMoveView {
    LocalTime due_at;
    std::int32_t contacts = 0;
    bool reached = false;
    std::optional<bool> moved;
};

/// From the guards of the rules: no client knows the workflow by itself.
struct ActionLine {
    std::string name;
    std::string label;
    AssignmentNo assignment;
    bool allowed = false;
    std::optional<std::string> reason;
    std::optional<std::string> reason_label;
};

struct CaseView {
    CaseId id;
    std::int32_t version = 0;
    CaseState state = CaseState::kRegistered;
    Channel channel = Channel::kPhone;
    RequestType type = RequestType::kHelp;
    std::string state_label;
    std::string channel_label;
    std::string type_label;
    CategoryCode category;
    std::string category_name;
    PlaceCode place;
    std::string place_name;
    std::optional<GeoPoint> point;
    bool urgent = false;
    bool secret = false;
    std::optional<Verdict> solved;
    std::optional<Satisfaction> satisfied;
    std::string source_system;
    std::string source_id;
    PersonShown person = PersonShown::kMasked;
    std::optional<Caller> caller;
    std::optional<Narrative> narrative;
    ActorView opened_by;
    LocalTime opened_at;
    std::optional<LocalTime> closed_at;
    std::vector<ClockView> clocks;
    std::vector<AssignmentView> assignments;
    std::vector<AttachmentView> attachments;
    std::int32_t redo_count = 0;
    std::int32_t return_count = 0;
    std::int32_t callback_attempts = 0;
    std::string decline_reason;
    std::string hand_over_target;
    std::string article;
    std::optional<CaseId> merged_into;
    std::vector<CaseId> merged_children;
    std::optional<CaseId> reopens;
    std::optional<CaseId> split_from;
    std::vector<CaseId> split_children;
    std::optional<DisputeView> dispute;
    std::optional<CallbackRecordView> callbacks;
    std::optional<LocalTime> supervision_called_at;
    std::optional<HandOverView> hand_over;
    std::optional<HandInView> hand_in;
    std::optional<CarMoveView> car_move;
    std::vector<ActionLine> actions;
};

/// A sealed text of an event, opened.
struct OpenedText {
    std::string field;
    std::string text;
};

struct TimelineEntry {
    std::int32_t seq = 0;
    std::string kind;
    std::string label;
    LocalTime at;
    LocalTime recorded_at;
    ActorView actor;
    std::string profile_version;
    std::optional<std::int64_t> log_index;  ///< empty until it is sealed
    std::string payload;                    ///< JSON, exactly as it was hashed
    std::vector<OpenedText> texts;
};

}  // namespace liandong
