#pragma once

#include <array>
#include <string>
#include <variant>
#include <vector>

#include "domain/document/document.hpp"

// 权限变更: who was given which access, or lost it, and by whom. One event, and the document has
// ended: it is there to be proved, like every step of a case. It never holds a secret: of a
// password, a second factor or a token it says only that there is a new one.

namespace liandong {

enum class AccessSubject : std::uint8_t {
    kAccount = 1,
    kToken = 2,
    kSubscription = 3,
};
template <>
inline constexpr auto kNames<AccessSubject> = std::to_array<Named<AccessSubject>>({
    {AccessSubject::kAccount, "account", "账号"},
    {AccessSubject::kToken, "token", "接口令牌"},
    {AccessSubject::kSubscription, "subscription", "事件订阅"},
});

/// What of it has changed.
enum class AccessPart : std::uint8_t {
    kStatus = 1,  ///< an AccessStatus
    kRoles = 2,
    kUnits = 3,
    kStaff = 4,
    kName = 5,      ///< sealed apart: the new one
    kPassword = 6,  ///< a new one; nothing more is said
    kSecondFactor = 7,
    kSystem = 8,
    kScopes = 9,
    kExpiresAt = 10,
    kAddress = 11,  ///< scheme and host: what follows may be somebody's secret
    kEventKinds = 12,
};
template <>
inline constexpr auto kNames<AccessPart> = std::to_array<Named<AccessPart>>({
    {AccessPart::kStatus, "status", "状态"},
    {AccessPart::kRoles, "roles", "角色"},
    {AccessPart::kUnits, "units", "单位"},
    {AccessPart::kStaff, "staff", "人员编码"},
    {AccessPart::kName, "name", "名称"},
    {AccessPart::kPassword, "password", "密码"},
    {AccessPart::kSecondFactor, "second_factor", "动态口令"},
    {AccessPart::kSystem, "system", "联网系统"},
    {AccessPart::kScopes, "scopes", "权限"},
    {AccessPart::kExpiresAt, "expires_at", "有效期至"},
    {AccessPart::kAddress, "address", "接收地址"},
    {AccessPart::kEventKinds, "event_kinds", "事件类型"},
});

/// Of an account, a token or a subscription, and of a second factor.
enum class AccessStatus : std::uint8_t { kOn = 1, kOff = 2 };
template <>
inline constexpr auto kNames<AccessStatus> = std::to_array<Named<AccessStatus>>({
    {AccessStatus::kOn, "on", "启用"},
    {AccessStatus::kOff, "off", "停用"},
});

/// Codes, not words. Both empty: there is a new one that must not be told.
struct AccessDifference {
    AccessPart part = AccessPart::kStatus;
    std::vector<std::string> before;
    std::vector<std::string> after;

    bool operator==(const AccessDifference&) const = default;
};

enum class AccessChangeState : std::uint8_t { kRecorded = 1 };
template <>
inline constexpr auto kNames<AccessChangeState> = std::to_array<Named<AccessChangeState>>({
    {AccessChangeState::kRecorded, "recorded", "已记录"},
});

struct AccessChange {
    DocumentId id;
    std::int32_t version = 0;
    AccessChangeState state = AccessChangeState::kRecorded;
    AccessSubject subject = AccessSubject::kAccount;
    std::string subject_id;       ///< an account's id, a token's name, a subscription's number
    std::vector<UnitCode> units;  ///< the account's, before and after; those of a subscription
    std::vector<AccessDifference> differences;
    VaultRef name;  ///< row 0: unchanged
    std::int64_t revision = 0;
    Instant at;
    Actor by;  ///< the system: somebody with the command line

    bool operator==(const AccessChange&) const = default;
};

struct AccessChanged {
    AccessSubject subject = AccessSubject::kAccount;
    std::string subject_id;
    std::vector<UnitCode> units;
    std::vector<AccessDifference> differences;
    VaultRef name;
    std::int64_t revision = 0;  ///< the account's, from then on; 0 of others
};
using AccessEventBody = std::variant<AccessChanged>;

/// Given by the program with the change itself, never by a person.
struct ChangeAccess {
    AccessSubject subject = AccessSubject::kAccount;
    std::string subject_id;
    std::vector<UnitCode> units;
    std::vector<AccessDifference> differences;
    SealedText name;
    std::int64_t revision = 0;
};
using AccessCommand = std::variant<ChangeAccess>;

template <>
struct DocumentTraits<AccessChange> {
    using Event = AccessEventBody;
    using Command = AccessCommand;
    static constexpr DocumentKind kKind = DocumentKind::kAccessChange;
    static constexpr std::string_view kSeries;
    static constexpr std::string_view kViewPermission = "audit";
    static constexpr auto kEventKinds = std::to_array<std::string_view>({"access_changed"});
    static constexpr auto kCommandNames = std::to_array<std::string_view>({""});
};

/// Who may change access is asked where it is changed. Refuses kAlreadyDone, kNothingToChange.
[[nodiscard]] Result<std::vector<AccessEventBody>, Refusal> Decide(const AccessChange& change,
                                                                   const AccessCommand& command,
                                                                   const DocumentFacts& facts);
[[nodiscard]] AccessChange Apply(AccessChange change, const DocumentEvent<AccessEventBody>& event);
[[nodiscard]] DocumentHead HeadOf(const AccessChange& change);
void ForEachSealed(AccessCommand& command, const SealedVisitor& visit);

}  // namespace liandong
