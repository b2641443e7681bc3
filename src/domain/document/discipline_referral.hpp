#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 纪委监督件: the last rung. The whole trace of the cases is handed over as a file; what the
// discipline inspection replies and what comes of it is recorded. For few eyes only.

namespace liandong {

enum class ReferralState : std::uint8_t {
    kProposed = 1,  ///< the ladder asks for it; a person must decide
    kHandedOver = 2,
    kAccepted = 3,
    kClosed = 4,
    kWithdrawn = 5,
};
template <>
inline constexpr auto kNames<ReferralState> = std::to_array<Named<ReferralState>>({
    {ReferralState::kProposed, "proposed", "待移送"},
    {ReferralState::kHandedOver, "handed_over", "已移送"},
    {ReferralState::kAccepted, "accepted", "已受理"},
    {ReferralState::kClosed, "closed", "已办结"},
    {ReferralState::kWithdrawn, "withdrawn", "已撤回"},
});

enum class ReferralOutcome : std::uint8_t {
    kNoFault = 1,
    kTalked = 2,
    kCriticised = 3,
    kOrdered = 4,
    kInvestigated = 5,
};
template <>
inline constexpr auto kNames<ReferralOutcome> = std::to_array<Named<ReferralOutcome>>({
    {ReferralOutcome::kNoFault, "no_fault", "未发现问题"},
    {ReferralOutcome::kTalked, "talked", "谈话提醒"},
    {ReferralOutcome::kCriticised, "criticised", "通报批评"},
    {ReferralOutcome::kOrdered, "ordered", "责令整改"},
    {ReferralOutcome::kInvestigated, "investigated", "立案审查"},
});

/// The trace of one case as it was handed over: its events 1 .. `version`, which nobody can alter.
struct ReferralFile {
    CaseId about;
    std::int32_t version = 0;

    bool operator==(const ReferralFile&) const = default;
};

struct DisciplineReferral {
    DocumentId id;
    std::int32_t version = 0;
    ReferralState state = ReferralState::kProposed;
    std::string number;
    std::vector<CaseId> cases;
    UnitCode unit;  ///< that it is about
    std::string trigger;
    std::int32_t level = 0;
    VaultRef grounds;
    Instant opened_at;
    std::string handed_by;
    std::optional<Instant> handed_at;
    std::vector<ReferralFile> files;
    VaultRef reply;
    std::optional<ReferralOutcome> outcome;
    VaultRef findings;
    std::optional<Instant> closed_at;

    bool operator==(const DisciplineReferral&) const = default;
};

// ---- what happened -------------------------------------------------------------------------------

struct ReferralProposed {
    std::string number;
    std::vector<CaseId> cases;
    UnitCode unit;
    std::string trigger;
    std::int32_t level = 0;
    VaultRef grounds;
};
struct ReferralHandedOver {
    std::vector<ReferralFile> files;
    VaultRef note;
};
struct ReferralAccepted {
    VaultRef reply;
};
struct ReferralClosed {
    ReferralOutcome outcome = ReferralOutcome::kNoFault;
    VaultRef text;
};
struct ReferralWithdrawn {
    VaultRef reason;
};
using ReferralEvent = std::variant<ReferralProposed, ReferralHandedOver, ReferralAccepted,
                                   ReferralClosed, ReferralWithdrawn>;

// ---- what is wanted ------------------------------------------------------------------------------

struct ProposeReferral {
    std::vector<CaseId> cases;
    UnitCode unit;
    std::string trigger = "manual";
    std::int32_t level = 0;
    SealedText reason;
};
struct HandOverReferral {
    std::vector<ReferralFile> files;  ///< filled by the use case
    SealedText note;
};
struct AcceptReferral {
    SealedText text;
};
struct CloseReferral {
    ReferralOutcome outcome = ReferralOutcome::kNoFault;
    SealedText text;
};
struct WithdrawReferral {
    SealedText reason;
};
using ReferralCommand = std::variant<ProposeReferral, HandOverReferral, AcceptReferral,
                                     CloseReferral, WithdrawReferral>;

template <>
struct DocumentTraits<DisciplineReferral> {
    using Event = ReferralEvent;
    using Command = ReferralCommand;
    static constexpr DocumentKind kKind = DocumentKind::kDisciplineReferral;
    static constexpr std::string_view kSeries = "discipline_referral";
    static constexpr std::string_view kViewPermission = "discipline";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"referral_proposed", "referral_handed_over", "referral_accepted", "referral_closed",
         "referral_withdrawn"});
    /// Handing over and withdrawing are the hotline's, which may not read on: routes of their own.
    static constexpr auto kCommandNames =
        std::to_array<std::string_view>({"propose", "", "accept", "close", ""});
};

[[nodiscard]] Result<std::vector<ReferralEvent>, Refusal> Decide(const DisciplineReferral& referral,
                                                                 const ReferralCommand& command,
                                                                 const DocumentFacts& facts);
[[nodiscard]] DisciplineReferral Apply(DisciplineReferral referral,
                                       const DocumentEvent<ReferralEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const DisciplineReferral& referral);
void ForEachSealed(ReferralCommand& command, const SealedVisitor& visit);

}  // namespace liandong
