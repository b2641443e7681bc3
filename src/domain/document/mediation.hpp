#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 调解: two sides and somebody between them; sittings, and an agreement on paper or none.

namespace liandong {

enum class MediationState : std::uint8_t {
    kOpen = 1,
    kAgreed = 2,
    kFailed = 3,
    kWithdrawn = 4,
    kPerformed = 5,
};
template <>
inline constexpr auto kNames<MediationState> = std::to_array<Named<MediationState>>({
    {MediationState::kOpen, "open", "调解中"},
    {MediationState::kAgreed, "agreed", "已达成协议"},
    {MediationState::kFailed, "failed", "调解不成"},
    {MediationState::kWithdrawn, "withdrawn", "当事人撤回"},
    {MediationState::kPerformed, "performed", "协议已履行"},
});

struct Mediation {
    DocumentId id;
    std::int32_t version = 0;
    MediationState state = MediationState::kOpen;
    std::string number;
    CaseId about;
    UnitCode unit;         ///< the mediator's
    std::string mediator;  ///< a code of staff.csv
    VaultRef parties;
    std::vector<Instant> sittings;
    std::optional<BlobId> agreement;  ///< an attachment of the case
    VaultRef outcome;                 ///< terms of the agreement, or why there is none
    std::optional<Instant> perform_by;
    bool missed = false;  ///< the agreement was not performed in time
    Instant opened_at;
    std::optional<Instant> closed_at;

    bool operator==(const Mediation&) const = default;
};

struct MediationOpened {
    std::string number;
    CaseId about;
    UnitCode unit;
    std::string mediator;
    VaultRef parties;
};
struct MediationSat {
    Instant at;
    VaultRef note;
};
struct MediationAgreed {
    BlobId agreement;
    VaultRef terms;
    std::optional<Instant> perform_by;
};
struct MediationFailed {
    VaultRef reason;
};
struct MediationWithdrawn {
    VaultRef reason;
};
struct MediationPerformed {
    VaultRef note;
};
struct MediationMissed {};
using MediationEvent = std::variant<MediationOpened, MediationSat, MediationAgreed, MediationFailed,
                                    MediationWithdrawn, MediationPerformed, MediationMissed>;

struct OpenMediation {
    CaseId about;
    std::string mediator;
    SealedText parties;
};
struct HoldSitting {
    std::optional<Instant> at;  ///< not after now; empty: now
    SealedText note;
};
struct AgreeMediation {
    BlobId agreement;  ///< the paper, attached to the case before
    std::optional<Instant> perform_by;
    SealedText terms;
};
struct FailMediation {
    SealedText reason;
};
struct WithdrawMediation {
    SealedText reason;
};
struct PerformMediation {
    SealedText note;
};
/// The timer: `perform_by` has come.
struct FireMediationDue {};
using MediationCommand = std::variant<OpenMediation, HoldSitting, AgreeMediation, FailMediation,
                                      WithdrawMediation, PerformMediation, FireMediationDue>;

template <>
struct DocumentTraits<Mediation> {
    using Event = MediationEvent;
    using Command = MediationCommand;
    static constexpr DocumentKind kKind = DocumentKind::kMediation;
    static constexpr std::string_view kSeries = "mediation";
    static constexpr std::string_view kViewPermission = "view";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"mediation_opened", "mediation_sat", "mediation_agreed", "mediation_failed",
         "mediation_withdrawn", "mediation_performed", "mediation_missed"});
    static constexpr auto kCommandNames = std::to_array<std::string_view>(
        {"open", "sit", "agree", "fail", "withdraw", "perform", ""});
};

[[nodiscard]] Result<std::vector<MediationEvent>, Refusal> Decide(const Mediation& mediation,
                                                                  const MediationCommand& command,
                                                                  const DocumentFacts& facts);
[[nodiscard]] Mediation Apply(Mediation mediation, const DocumentEvent<MediationEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const Mediation& mediation);
void ForEachSealed(MediationCommand& command, const SealedVisitor& visit);

}  // namespace liandong
