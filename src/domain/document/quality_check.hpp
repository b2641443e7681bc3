#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 质检: one piece of work, an agent's record or a unit's answer, drawn by lot and scored by
// somebody else, item by item. Whoever did the work reads the score and its reasons and may appeal
// once; then a second person decides.

namespace liandong {

enum class QualityState : std::uint8_t {
    kDrawn = 1,
    kScored = 2,
    kAppealed = 3,
    kUpheld = 4,
    kChanged = 5,
    kClosed = 6,
};
template <>
inline constexpr auto kNames<QualityState> = std::to_array<Named<QualityState>>({
    {QualityState::kDrawn, "drawn", "待评分"},
    {QualityState::kScored, "scored", "已评分"},
    {QualityState::kAppealed, "appealed", "申诉中"},
    {QualityState::kUpheld, "upheld", "维持原分"},
    {QualityState::kChanged, "changed", "已改分"},
    {QualityState::kClosed, "closed", "已定分"},
});

enum class QualityCause : std::uint8_t { kLot = 1, kUnsolved = 2, kByHand = 3 };
template <>
inline constexpr auto kNames<QualityCause> = std::to_array<Named<QualityCause>>({
    {QualityCause::kLot, "lot", "抽检"},
    {QualityCause::kUnsolved, "unsolved", "回访未解决"},
    {QualityCause::kByHand, "by_hand", "指定"},
});

/// The work that is judged: one event of one case.
struct QualityWork {
    CaseId about;
    QualitySubject subject = QualitySubject::kRecord;
    std::int32_t seq = 0;  ///< of the event: case_opened, or assignment_finished
    std::string person;    ///< id of the account that did it
    UnitCode unit;         ///< the agent's, or the one whose answer it is

    bool operator==(const QualityWork&) const = default;
};

/// From what it was drawn; whoever has the log draws the same again (domain/document/quality_draw).
struct QualityLot {
    std::int64_t from = 0;  ///< log index of its first event
    std::int64_t to = 0;    ///< size of the signed tree: one behind its last event
    Digest root;            ///< of that tree

    bool operator==(const QualityLot&) const = default;
};

struct QualityMark {
    std::string criterion;
    std::int32_t points = 0;
    std::int32_t points_max = 0;
    bool fatal = false;
    VaultRef reason;  ///< row 0: nothing was taken off

    bool operator==(const QualityMark&) const = default;
};

struct QualityCheck {
    DocumentId id;
    std::int32_t version = 0;
    QualityState state = QualityState::kDrawn;
    QualityWork work;
    QualityCause cause = QualityCause::kLot;
    std::optional<QualityLot> lot;  ///< empty when it was not drawn by lot
    Instant drawn_at;
    Instant due_at;       ///< of what comes next: the score, an appeal, the decision
    bool missed = false;  ///< the limit passed, somebody still owes it
    std::string scored_by;
    std::optional<Instant> scored_at;
    std::vector<QualityMark> marks;  ///< as they stand now
    std::int32_t score = 0;          ///< of 100, once it was scored
    std::int32_t first_score = 0;    ///< before anybody decided an appeal
    VaultRef note;
    std::string appealed_by;
    std::optional<Instant> appealed_at;
    VaultRef appeal;
    std::string decided_by;
    VaultRef ruling;
    std::optional<Instant> closed_at;

    bool operator==(const QualityCheck&) const = default;
};

/// The points together; 0 as soon as one is lost where none may be.
[[nodiscard]] std::int32_t QualityScoreOf(const std::vector<QualityMark>& marks);

// ---- what happened -------------------------------------------------------------------------------

struct QualityDrawn {
    QualityWork work;
    QualityCause cause = QualityCause::kLot;
    std::optional<QualityLot> lot;
    Instant due_at;
};
struct QualityScored {
    std::vector<QualityMark> marks;
    std::int32_t score = 0;
    VaultRef note;
    Instant due_at;  ///< until then an appeal is heard
};
struct QualityAppealed {
    VaultRef text;
    Instant due_at;
};
struct QualityDecided {
    bool upheld = true;
    std::vector<QualityMark> marks;  ///< empty when it was upheld
    std::int32_t score = 0;
    VaultRef reason;
};
struct QualityClosed {};
struct QualityMissed {};
using QualityEvent = std::variant<QualityDrawn, QualityScored, QualityAppealed, QualityDecided,
                                  QualityClosed, QualityMissed>;

// ---- what is wanted ------------------------------------------------------------------------------

struct DrawQuality {
    QualityWork work;
    QualityCause cause = QualityCause::kLot;
    std::optional<QualityLot> lot;
};
struct NewMark {
    std::string criterion;
    std::int32_t points = 0;
    SealedText reason;  ///< needed where points are taken off
};
struct ScoreQuality {
    std::vector<NewMark> marks;  ///< one for each criterion of the subject
    SealedText note;
};
struct AppealQuality {
    SealedText text;
};
struct DecideQuality {
    std::vector<NewMark> marks;  ///< empty: the score stands
    SealedText reason;
};
/// The timer: `due_at` has come.
struct FireQualityDue {};
using QualityCommand =
    std::variant<DrawQuality, ScoreQuality, AppealQuality, DecideQuality, FireQualityDue>;

template <>
struct DocumentTraits<QualityCheck> {
    using Event = QualityEvent;
    using Command = QualityCommand;
    static constexpr DocumentKind kKind = DocumentKind::kQualityCheck;
    static constexpr std::string_view kSeries;
    static constexpr std::string_view kViewPermission = "check_quality";
    static constexpr auto kEventKinds =
        std::to_array<std::string_view>({"quality_drawn", "quality_scored", "quality_appealed",
                                         "quality_decided", "quality_closed", "quality_missed"});
    static constexpr auto kCommandNames =
        std::to_array<std::string_view>({"", "score", "appeal", "decide", ""});
};

[[nodiscard]] Result<std::vector<QualityEvent>, Refusal> Decide(const QualityCheck& check,
                                                                const QualityCommand& command,
                                                                const DocumentFacts& facts);
[[nodiscard]] QualityCheck Apply(QualityCheck check, const DocumentEvent<QualityEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const QualityCheck& check);
void ForEachSealed(QualityCommand& command, const SealedVisitor& visit);

/// Whether this person may be told the score and may object to it: who did the work, or whoever
/// speaks for the unit whose answer it is.
[[nodiscard]] bool IsJudgedBy(const QualityCheck& check, const Principal& who, const City& city);
/// What stands in the way of scoring, appealing or deciding before the details matter; empty:
/// nothing. `index`: of the command in QualityCommand.
[[nodiscard]] std::optional<RefusalCode> GuardQuality(const QualityCheck& check, std::size_t index,
                                                      const DocumentFacts& facts);

}  // namespace liandong
