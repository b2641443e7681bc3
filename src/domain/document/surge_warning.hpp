#pragma once

#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 异动预警: more people than usual bring one matter from one place. The program raises it with its
// cases; a person says that it is nothing, or makes an incident of it that one unit leads.

namespace liandong {

enum class SurgeState : std::uint8_t {
    kRaised = 1,
    kIncident = 2,
    kDismissed = 3,
    kClosed = 4,
};
template <>
inline constexpr auto kNames<SurgeState> = std::to_array<Named<SurgeState>>({
    {SurgeState::kRaised, "raised", "待研判"},
    {SurgeState::kIncident, "incident", "已转事件"},
    {SurgeState::kDismissed, "dismissed", "已排除"},
    {SurgeState::kClosed, "closed", "已结束"},
});

struct SurgeWarning {
    DocumentId id;
    std::int32_t version = 0;
    SurgeState state = SurgeState::kRaised;
    std::string group;  ///< first digits of its categories; "*": several; empty: unknown
    PlaceCode place;    ///< empty: the whole city
    Instant from;       ///< begin of the hour that was looked at
    std::int32_t persons = 0;
    double expected = 0;  ///< people of such an hour in the past
    double chance = 0;    ///< of as many, were it an hour like others
    std::vector<CaseId> cases;
    UnitCode lead;  ///< of the incident
    VaultRef reason;
    Instant raised_at;
    std::optional<Instant> closed_at;

    bool operator==(const SurgeWarning&) const = default;
};

struct SurgeRaised {
    std::string group;
    PlaceCode place;
    Instant from;
    std::int32_t persons = 0;
    double expected = 0;
    double chance = 0;
    std::vector<CaseId> cases;
};
struct SurgeGrew {
    std::vector<CaseId> cases;
};
struct SurgeDismissed {
    VaultRef reason;
};
struct SurgeConfirmed {
    UnitCode lead;
    VaultRef reason;
};
struct SurgeClosed {
    VaultRef reason;
};
using SurgeEventBody =
    std::variant<SurgeRaised, SurgeGrew, SurgeDismissed, SurgeConfirmed, SurgeClosed>;

/// The program, never a person.
struct RaiseSurge {
    std::string group;
    PlaceCode place;
    Instant from;
    std::int32_t persons = 0;
    double expected = 0;
    double chance = 0;
    std::vector<CaseId> cases;
};
/// The program: further cases of the same surge. Those it has are left out.
struct GrowSurge {
    std::vector<CaseId> cases;
};
struct DismissSurge {
    SealedText reason;
};
struct ConfirmSurge {
    UnitCode lead;
    SealedText reason;
};
struct CloseSurge {
    SealedText reason;
};
using SurgeCommand = std::variant<RaiseSurge, GrowSurge, DismissSurge, ConfirmSurge, CloseSurge>;

/// What is more is counted by the search, not kept here.
inline constexpr std::size_t kSurgeCasesMax = 2'000;

template <>
struct DocumentTraits<SurgeWarning> {
    using Event = SurgeEventBody;
    using Command = SurgeCommand;
    static constexpr DocumentKind kKind = DocumentKind::kSurgeWarning;
    static constexpr std::string_view kSeries;
    static constexpr std::string_view kViewPermission = "view";
    static constexpr auto kEventKinds = std::to_array<std::string_view>(
        {"surge_raised", "surge_grew", "surge_dismissed", "surge_confirmed", "surge_closed"});
    static constexpr auto kCommandNames =
        std::to_array<std::string_view>({"", "", "dismiss", "confirm", "close"});
};

[[nodiscard]] Result<std::vector<SurgeEventBody>, Refusal> Decide(const SurgeWarning& warning,
                                                                  const SurgeCommand& command,
                                                                  const DocumentFacts& facts);
[[nodiscard]] SurgeWarning Apply(SurgeWarning warning, const DocumentEvent<SurgeEventBody>& event);
[[nodiscard]] DocumentHead HeadOf(const SurgeWarning& warning);
void ForEachSealed(SurgeCommand& command, const SealedVisitor& visit);

}  // namespace liandong
