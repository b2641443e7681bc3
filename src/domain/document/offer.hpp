#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 派人: a case is offered to a mediator, an expert, a grid worker. Who declines or keeps silent is
// followed by the next best; everybody who was asked, and why they were, stands in the trace.

namespace liandong {

enum class OfferState : std::uint8_t {
    kAsked = 1,
    kSearching = 2,
    kAccepted = 3,
    kEnded = 4,
    kNobody = 5,
    kWithdrawn = 6,
};
template <>
inline constexpr auto kNames<OfferState> = std::to_array<Named<OfferState>>({
    {OfferState::kAsked, "asked", "待接受"},
    {OfferState::kSearching, "searching", "另寻人员"},
    {OfferState::kAccepted, "accepted", "办理中"},
    {OfferState::kEnded, "ended", "已完成"},
    {OfferState::kNobody, "nobody", "待人工指定"},
    {OfferState::kWithdrawn, "withdrawn", "已撤回"},
});

enum class AskOutcome : std::uint8_t { kWaiting = 1, kAccepted = 2, kDeclined = 3, kTimedOut = 4 };
template <>
inline constexpr auto kNames<AskOutcome> = std::to_array<Named<AskOutcome>>({
    {AskOutcome::kWaiting, "waiting", "待接受"},
    {AskOutcome::kAccepted, "accepted", "已接受"},
    {AskOutcome::kDeclined, "declined", "已谢绝"},
    {AskOutcome::kTimedOut, "timed_out", "超时未答"},
});

/// Why somebody was asked: points of a preference, as they were counted then.
struct AskReason {
    std::string kind;  ///< code of a ReasonKind
    std::int32_t points = 0;
    std::int32_t points_max = 0;

    bool operator==(const AskReason&) const = default;
};
/// Who is asked: found by the match, or chosen by a person (then without points).
struct Chosen {
    std::string person;  ///< a code of staff.csv
    UnitCode unit;       ///< theirs; filled by the rules
    bool by_hand = false;
    std::int32_t points = 0;
    std::vector<AskReason> reasons;

    bool operator==(const Chosen&) const = default;
};
struct OfferAsk {
    Chosen chosen;
    Instant asked_at;
    Instant answer_by;
    AskOutcome outcome = AskOutcome::kWaiting;
    std::optional<Instant> answered_at;

    bool operator==(const OfferAsk&) const = default;
};

struct Offer {
    DocumentId id;
    std::int32_t version = 0;
    OfferState state = OfferState::kAsked;
    CaseId about;
    UnitCode unit;  ///< for which the person works on the case; empty: for the hotline
    bool urgent = false;
    std::vector<OfferAsk> asks;  ///< the last one counts
    Instant opened_at;
    std::optional<Instant> closed_at;

    bool operator==(const Offer&) const = default;
};

// ---- what happened -------------------------------------------------------------------------------

struct OfferMade {
    CaseId about;
    UnitCode unit;
    bool urgent = false;
    VaultRef text;
    Chosen chosen;
    Instant answer_by;
};
struct OfferPassedOn {
    Chosen chosen;
    Instant answer_by;
};
struct OfferAccepted {};
struct OfferDeclined {
    VaultRef reason;
};
struct OfferTimedOut {};
/// Nobody is left who could; a person must choose.
struct OfferFoundNobody {};
struct OfferEnded {
    VaultRef note;
};
struct OfferWithdrawn {
    VaultRef reason;
};
using OfferEvent = std::variant<OfferMade, OfferPassedOn, OfferAccepted, OfferDeclined,
                                OfferTimedOut, OfferFoundNobody, OfferEnded, OfferWithdrawn>;

// ---- what is wanted ------------------------------------------------------------------------------

struct MakeOffer {
    CaseId about;
    UnitCode unit;
    Chosen chosen;
    SealedText text;
};
/// To the next one. By the system while it is searching, by a person also when nobody was found.
struct PassOfferOn {
    std::optional<Chosen> chosen;  ///< empty: nobody is left
};
struct AcceptOffer {};
struct DeclineOffer {
    SealedText reason;
};
/// The task is done: the person is free again.
struct EndOffer {
    SealedText note;
};
struct WithdrawOffer {
    SealedText reason;
};
/// The timer: nobody answered in time.
struct FireOfferDue {};
using OfferCommand = std::variant<MakeOffer, PassOfferOn, AcceptOffer, DeclineOffer, EndOffer,
                                  WithdrawOffer, FireOfferDue>;

template <>
struct DocumentTraits<Offer> {
    using Event = OfferEvent;
    using Command = OfferCommand;
    static constexpr DocumentKind kKind = DocumentKind::kOffer;
    static constexpr std::string_view kSeries;
    static constexpr std::string_view kViewPermission = "view";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"offer_made", "offer_passed_on", "offer_accepted", "offer_declined", "offer_timed_out",
         "offer_found_nobody", "offer_ended", "offer_withdrawn"});
    static constexpr auto kCommandNames =
        std::to_array<std::string_view>({"", "", "accept", "decline", "end", "withdraw", ""});
};

[[nodiscard]] Result<std::vector<OfferEvent>, Refusal> Decide(const Offer& offer,
                                                              const OfferCommand& command,
                                                              const DocumentFacts& facts);
[[nodiscard]] Offer Apply(Offer offer, const DocumentEvent<OfferEvent>& event);
[[nodiscard]] DocumentHead HeadOf(const Offer& offer);
void ForEachSealed(OfferCommand& command, const SealedVisitor& visit);

/// Whoever was asked counts as busy with it: until they decline or keep silent, or until it ends.
[[nodiscard]] const OfferAsk* CurrentAsk(const Offer& offer);

}  // namespace liandong
