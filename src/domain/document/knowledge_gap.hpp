#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 知识缺口: the desk had no answer, or a wrong one. The unit whose matter it is writes it, within a
// limit, and the hotline looks whether it did.

namespace liandong {

enum class GapState : std::uint8_t { kOpen = 1, kAnswered = 2, kClosed = 3 };
template <>
inline constexpr auto kNames<GapState> = std::to_array<Named<GapState>>({
    {GapState::kOpen, "open", "待补充"},
    {GapState::kAnswered, "answered", "待核实"},
    {GapState::kClosed, "closed", "已补齐"},
});

enum class GapCause : std::uint8_t { kNothingFound = 1, kWrong = 2, kOutOfDate = 3 };
template <>
inline constexpr auto kNames<GapCause> = std::to_array<Named<GapCause>>({
    {GapCause::kNothingFound, "nothing_found", "没有查到"},
    {GapCause::kWrong, "wrong", "内容有误"},
    {GapCause::kOutOfDate, "out_of_date", "内容过时"},
});

struct KnowledgeGap {
    DocumentId id;
    std::int32_t version = 0;
    GapState state = GapState::kOpen;
    std::string number;
    GapCause cause = GapCause::kNothingFound;
    UnitCode unit;
    CategoryCode category;
    PlaceCode place;
    std::string article;  ///< code of the one that was rated; empty: there was none
    std::string topic;    ///< keyed hash of what was asked: the same question is the same gap
    VaultRef text;
    std::int32_t asked = 1;  ///< how often it was felt
    Instant opened_at;
    Instant due_at;
    bool missed = false;
    std::int32_t sent_back = 0;
    std::string answered_with;  ///< code of the article that closes it; empty: a note alone
    std::optional<Instant> closed_at;

    bool operator==(const KnowledgeGap&) const = default;
};

// ---- what happened -------------------------------------------------------------------------------

struct GapOpened {
    std::string number;
    GapCause cause = GapCause::kNothingFound;
    UnitCode unit;
    CategoryCode category;
    PlaceCode place;
    std::string article;
    std::string topic;
    VaultRef text;
    Instant due_at;
};
struct GapAskedAgain {
    VaultRef text;
};
struct GapAnswered {
    std::string article;
    VaultRef note;
};
struct GapSentBack {
    VaultRef reason;
    Instant due_at;
};
struct GapClosed {
    VaultRef note;
};
struct GapMissed {};
using GapEvent =
    std::variant<GapOpened, GapAskedAgain, GapAnswered, GapSentBack, GapClosed, GapMissed>;

// ---- what is wanted ------------------------------------------------------------------------------

struct OpenGap {
    GapCause cause = GapCause::kNothingFound;
    UnitCode unit;
    CategoryCode category;
    PlaceCode place;
    std::string article;
    std::string topic;
    SealedText text;
};
struct AskGapAgain {
    SealedText text;
};
/// By an article (its code), or by saying why none is needed.
struct AnswerGap {
    std::string article;
    SealedText note;
};
struct SendBackGap {
    SealedText reason;
};
struct CloseGap {
    SealedText note;
};
/// The timer: `due_at` has come.
struct FireGapDue {};
using GapCommand = std::variant<OpenGap, AskGapAgain, AnswerGap, SendBackGap, CloseGap, FireGapDue>;

template <>
struct DocumentTraits<KnowledgeGap> {
    using Event = GapEvent;
    using Command = GapCommand;
    static constexpr DocumentKind kKind = DocumentKind::kKnowledgeGap;
    static constexpr std::string_view kSeries = "knowledge_gap";
    static constexpr std::string_view kViewPermission = "view";
    static constexpr auto kEventKinds =
        std::to_array<std::string_view>({"gap_opened", "gap_asked_again", "gap_answered",
                                         "gap_sent_back", "gap_closed", "gap_missed"});
    static constexpr auto kCommandNames =
        std::to_array<std::string_view>({"", "", "answer", "send_back", "close", ""});
};

[[nodiscard]] Result<std::vector<GapEvent>, Refusal> Decide(const KnowledgeGap& gap,
                                                            const GapCommand& command,
                                                            const DocumentFacts& facts);
[[nodiscard]] KnowledgeGap Apply(KnowledgeGap gap, const DocumentEvent<GapEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const KnowledgeGap& gap);
void ForEachSealed(GapCommand& command, const SealedVisitor& visit);

}  // namespace liandong
