#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/case/types.hpp"

// The other systems of the city that share cases with the hotline. Data of the profile; what they
// may see and say is written there and nowhere else.

namespace liandong {

enum class LinkDirection : std::uint8_t { kIn = 1, kOut = 2, kBoth = 3 };
template <>
inline constexpr auto kNames<LinkDirection> = std::to_array<Named<LinkDirection>>({
    {LinkDirection::kIn, "in", "只接收"},
    {LinkDirection::kOut, "out", "只推送"},
    {LinkDirection::kBoth, "both", "双向"},
});

/// What of a case may leave for a system. Numbers, units, category, place and due times always do;
/// these only where the profile names them.
enum class LinkField : std::uint8_t {
    kTitle = 1,
    kContent = 2,
    kAddress = 3,
    kWish = 4,
    kPoint = 5,
    kCallerName = 6,
    kCallerPhone = 7,
    kReply = 8,
};
template <>
inline constexpr auto kNames<LinkField> = std::to_array<Named<LinkField>>({
    {LinkField::kTitle, "title", "标题"},
    {LinkField::kContent, "content", "内容"},
    {LinkField::kAddress, "address", "地址"},
    {LinkField::kWish, "wish", "诉求目的"},
    {LinkField::kPoint, "point", "坐标"},
    {LinkField::kCallerName, "caller_name", "来电人姓名"},
    {LinkField::kCallerPhone, "caller_phone", "来电人电话"},
    {LinkField::kReply, "reply", "答复"},
});
/// Whether it names the person who brought the matter: never sent of a secret case.
[[nodiscard]] bool NamesPerson(LinkField field);

/// What a system may say to us.
enum class LinkMessageKind : std::uint8_t {
    kOpen = 1,
    kReceipt = 2,
    kRefuse = 3,
    kAcknowledge = 4,
    kContact = 5,
    kReturn = 6,
    kFinish = 7,
};
template <>
inline constexpr auto kNames<LinkMessageKind> = std::to_array<Named<LinkMessageKind>>({
    {LinkMessageKind::kOpen, "open", "转入"},
    {LinkMessageKind::kReceipt, "receipt", "回执"},
    {LinkMessageKind::kRefuse, "refuse", "拒收"},
    {LinkMessageKind::kAcknowledge, "acknowledge", "签收"},
    {LinkMessageKind::kContact, "contact", "联系群众"},
    {LinkMessageKind::kReturn, "return", "退单"},
    {LinkMessageKind::kFinish, "finish", "办结反馈"},
});

struct LinkedSystem {
    std::string code;  ///< the `system` of its tokens and the source_system of its cases
    std::string name;
    LinkDirection direction = LinkDirection::kBoth;
    std::vector<UnitCode> units;          ///< whose assignments it takes; empty: any unit's
    std::vector<std::string> categories;  ///< codes, or prefixes with '*' behind; empty: any
    std::string endpoint;                 ///< where we post to; empty when nothing goes out
    std::string secret;                   ///< the name of the signing secret, never the secret
    std::int32_t timeout_seconds = 5;     ///< for one push
    std::set<LinkField> fields;
    std::map<std::string, std::string> names;           ///< our member of `fields` → theirs
    std::map<std::string, std::string> category_codes;  ///< our category → theirs
    std::set<LinkMessageKind> accepts;
    Channel channel = Channel::kLinked;  ///< of the cases that it brings
    bool dispatch = false;  ///< what it brings is sent on at once as the catalogue says
};

[[nodiscard]] inline bool SendsTo(const LinkedSystem& system) {
    return system.direction != LinkDirection::kIn;
}
/// Whether this unit's part of a case of this category is the system's to do. A system without
/// units and categories serves nobody.
[[nodiscard]] bool Serves(const LinkedSystem& system, const UnitCode& unit,
                          const CategoryCode& category);
/// Our category for one of theirs: through `category_codes`, where several of ours have the same
/// code the first; empty when none has.
[[nodiscard]] CategoryCode OurCategory(const LinkedSystem& system, std::string_view theirs);
[[nodiscard]] std::string TheirCategory(const LinkedSystem& system, const CategoryCode& ours);

/// "" or what is wrong with an address that we are to post to: https://HOST[:PORT][/PATH], or
/// http:// to this machine itself; no user, no fragment, no blanks.
[[nodiscard]] std::string EndpointFault(std::string_view url);

}  // namespace liandong
