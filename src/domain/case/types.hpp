#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/named.hpp"
#include "domain/journal/digest.hpp"

namespace liandong {

/// The number on the citizen's slip is the id: the city's day and a running number of seven digits,
/// 20261122'0000123 (docs/adr/0003). Zero is no case.
using CaseId = Id<struct CaseTag, std::int64_t>;
using UnitCode = Id<struct UnitTag, std::string>;
using CategoryCode = Id<struct CategoryTag, std::string>;
using PlaceCode = Id<struct PlaceTag, std::string>;
using RuleId = Id<struct RuleTag, std::string>;
using UserId = Id<struct UserTag, std::string>;
/// Of a ruling that is followed again: "202603020000001-12", the case and the event that ruled.
using PrecedentId = Id<struct PrecedentTag, std::string>;
using BlobId = Id<struct BlobTag, std::string>;
/// Which assignment of its case: 1, 2, 3 …; 0 means "the lead's".
using AssignmentNo = Id<struct AssignmentTag, std::int32_t>;

enum class Channel : std::uint8_t {
    kPhone = 1,
    kWeChat = 2,
    kWeb = 3,
    kApp = 4,
    kMail = 5,
    kVisit = 6,
    kGrid = 7,
    kProvince = 8,
    kLinked = 9,
    kMedia = 10,
};
template <>
inline constexpr auto kNames<Channel> = std::to_array<Named<Channel>>({
    {Channel::kPhone, "phone", "电话"},
    {Channel::kWeChat, "wechat", "微信"},
    {Channel::kWeb, "web", "网页"},
    {Channel::kApp, "app", "客户端"},
    {Channel::kMail, "mail", "邮件"},
    {Channel::kVisit, "visit", "来访"},
    {Channel::kGrid, "grid", "网格上报"},
    {Channel::kProvince, "province", "省平台"},
    {Channel::kLinked, "linked", "联网系统"},
    {Channel::kMedia, "media", "媒体"},
});

enum class RequestType : std::uint8_t {
    kConsultation = 1,
    kHelp = 2,
    kComplaint = 3,
    kReport = 4,
    kSuggestion = 5,
    kPraise = 6,
};
template <>
inline constexpr auto kNames<RequestType> = std::to_array<Named<RequestType>>({
    {RequestType::kConsultation, "consultation", "咨询"},
    {RequestType::kHelp, "help", "求助"},
    {RequestType::kComplaint, "complaint", "投诉"},
    {RequestType::kReport, "report", "举报"},
    {RequestType::kSuggestion, "suggestion", "建议"},
    {RequestType::kPraise, "praise", "表扬"},
});

enum class ActorKind : std::uint8_t {
    kUser = 1,
    kSystem = 2,
    kLinkedSystem = 3,
    kCitizen = 4,
    kImport = 5
};
template <>
inline constexpr auto kNames<ActorKind> = std::to_array<Named<ActorKind>>({
    {ActorKind::kUser, "user", "工作人员"},
    {ActorKind::kSystem, "system", "系统"},
    {ActorKind::kLinkedSystem, "linked_system", "联网系统"},
    {ActorKind::kCitizen, "citizen", "群众"},
    {ActorKind::kImport, "import", "导入"},
});

/// Who did it. In the journal: "user:u17@M001" (the unit acted for is part of the fact).
struct Actor {
    ActorKind kind = ActorKind::kSystem;
    std::string id;
    UnitCode unit;

    bool operator==(const Actor&) const = default;
};

/// WGS-84 degrees.
struct GeoPoint {
    double lon = 0;
    double lat = 0;

    bool operator==(const GeoPoint&) const = default;
};

/// Points at an encrypted row of the case's vault; `digest` is salted (docs/rules/journal.md), so
/// it proves the text to whoever has it and tells nothing to whoever has not.
struct VaultRef {
    std::int32_t row = 0;
    Digest digest;

    bool operator==(const VaultRef&) const = default;
};

/// Personal data or free text on its way in: the use case seals `plain` into the vault before the
/// rules decide, events carry `ref` only.
template <class T>
struct Sealed {
    T plain{};
    VaultRef ref{};
};
using SealedText = Sealed<std::string>;

/// Who brought the matter. Every member may be empty.
struct Caller {
    std::string name;
    std::string phone;
    std::string other_contact;
    std::string sex;
    std::string enterprise;
    std::string tags;

    bool operator==(const Caller&) const = default;
};

/// What was said.
struct Narrative {
    std::string title;
    std::string content;
    std::string address;
    std::string wish;

    bool operator==(const Narrative&) const = default;
};

}  // namespace liandong
