#include "codec/named_people.hpp"

#include <algorithm>
#include <array>

#include <boost/json.hpp>

namespace liandong {
namespace {

namespace bj = boost::json;

constexpr auto kMembers =
    std::to_array<std::string_view>({"person", "mediator", "leader", "user", "signatory"});

bool NamesSomebody(std::string_view member) {
    return std::ranges::find(kMembers, member) != kMembers.end() || member.ends_with("_by");
}

// A state is as deep as its types are, which is a handful.
// NOLINTNEXTLINE(misc-no-recursion)
void Visit(const bj::value& value, std::vector<std::string>& people) {
    if (const auto* items = value.if_array()) {
        for (const bj::value& item : *items) Visit(item, people);
        return;
    }
    const auto* object = value.if_object();
    if (object == nullptr) return;
    for (const auto& member : *object) {
        const auto* text = member.value().if_string();
        if (text == nullptr) {
            Visit(member.value(), people);
            continue;
        }
        std::string person(*text);
        if (person.empty() || !NamesSomebody(member.key())) continue;
        if (std::ranges::find(people, person) == people.end()) people.push_back(std::move(person));
    }
}

}  // namespace

std::vector<std::string> PeopleNamedIn(std::string_view body) {
    std::vector<std::string> people;
    boost::system::error_code failed;
    const bj::value value = bj::parse(body, failed);
    if (!failed) Visit(value, people);
    return people;
}

}  // namespace liandong
