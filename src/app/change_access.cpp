#include "app/change_access.hpp"

#include "app/act_on_document.hpp"

namespace liandong {
namespace {

using Values = std::vector<std::string>;

// One value, or none where there is nothing.
Values Some(const std::string& value) { return value.empty() ? Values{} : Values{value}; }
Values StatusOf(bool is_on) {
    return {std::string(Code(is_on ? AccessStatus::kOn : AccessStatus::kOff))};
}
Values CodesOf(const std::vector<UnitCode>& units) {
    Values codes;
    codes.reserve(units.size());
    for (const UnitCode& unit : units) codes.push_back(unit.value);
    return codes;
}

void Note(ChangeAccess& change, AccessPart part, Values before, Values after) {
    if (before != after) change.differences.push_back({part, std::move(before), std::move(after)});
}

/// "https://data.city.example:8443" of an address; a path or a query may hold somebody's key.
std::string OriginOf(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    const std::string_view rest = url.substr(scheme + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    const std::size_t user = authority.rfind('@');
    return std::string(url.substr(0, scheme + 3)) +
           std::string(user == std::string_view::npos ? authority : authority.substr(user + 1));
}

}  // namespace

Result<void> WriteAccessChange(const Services& services, const Principal& who,
                               const AccessRequest& request, Deadline deadline) {
    if (request.told.differences.empty()) return {};
    LD_TRY(auto made, PrepareDocument<AccessChange>(services, who, request.told, {}, 0, deadline));
    made.changes.access = request.writes;
    made.changes.idempotency = IdempotencyKey{"access", request.ground, request.ground};
    auto done = services.store.Commit(made.changes, deadline);
    if (!done && done.error().code == "duplicate_request") {
        return Failure{Error{ErrorKind::kStale,
                             "version_conflict",
                             "Somebody else has changed this meanwhile; please read it again.",
                             "access changed meanwhile: " + request.ground,
                             {}}};
    }
    return done;
}

ChangeAccess DifferenceOf(const std::optional<User>& before, const User& after) {
    ChangeAccess change{AccessSubject::kAccount, after.id.value, {after.unit}, {}, {},
                        after.revision};
    const User nobody;
    const User& old = before ? *before : nobody;
    if (before && old.unit != after.unit) change.units.push_back(old.unit);
    Note(change, AccessPart::kStatus, before ? StatusOf(old.active) : Values{},
         StatusOf(after.active));
    if (old.name != after.name) {
        change.name.plain = after.name;
        change.differences.push_back({AccessPart::kName, {}, {}});
    }
    Note(change, AccessPart::kUnits, Some(old.unit.value), Some(after.unit.value));
    Note(change, AccessPart::kRoles, old.roles, after.roles);
    Note(change, AccessPart::kStaff, Some(old.staff), Some(after.staff));
    if (old.password_hash != after.password_hash)
        change.differences.push_back({AccessPart::kPassword, {}, {}});
    // Another one in its place differs too: on, and on.
    if (old.totp_secret != after.totp_secret) {
        change.differences.push_back({AccessPart::kSecondFactor, StatusOf(!old.totp_secret.empty()),
                                      StatusOf(!after.totp_secret.empty())});
    }
    return change;
}

ChangeAccess TokenMade(const ApiToken& token, UtcOffset offset) {
    ChangeAccess change{AccessSubject::kToken, token.name, {}, {}, {}, 0};
    Note(change, AccessPart::kStatus, {}, StatusOf(true));
    Note(change, AccessPart::kSystem, {}, Some(token.system));
    Note(change, AccessPart::kScopes, {}, token.scopes);
    if (token.expires_at)
        Note(change, AccessPart::kExpiresAt, {}, {FormatRfc3339(*token.expires_at, offset)});
    return change;
}

ChangeAccess TokenEnded(const ApiToken& token) {
    ChangeAccess change{AccessSubject::kToken, token.name, {}, {}, {}, 0};
    Note(change, AccessPart::kStatus, StatusOf(true), StatusOf(false));
    Note(change, AccessPart::kSystem, Some(token.system), {});
    Note(change, AccessPart::kScopes, token.scopes, {});
    return change;
}

ChangeAccess SubscriptionMade(const Subscription& subscription) {
    ChangeAccess change{AccessSubject::kSubscription,
                        std::to_string(subscription.id.value),
                        subscription.units,
                        {},
                        {},
                        0};
    Note(change, AccessPart::kStatus, {}, StatusOf(true));
    change.name.plain = subscription.name;
    change.differences.push_back({AccessPart::kName, {}, {}});
    Note(change, AccessPart::kAddress, {}, Some(OriginOf(subscription.url)));
    Note(change, AccessPart::kEventKinds, {}, subscription.kinds);
    Note(change, AccessPart::kUnits, {}, CodesOf(subscription.units));
    return change;
}

ChangeAccess SubscriptionEnded(const Subscription& subscription) {
    ChangeAccess change{AccessSubject::kSubscription,
                        std::to_string(subscription.id.value),
                        subscription.units,
                        {},
                        {},
                        0};
    Note(change, AccessPart::kStatus, StatusOf(true), StatusOf(false));
    return change;
}

}  // namespace liandong
