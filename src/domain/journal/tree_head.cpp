#include "domain/journal/tree_head.hpp"

#include "base/base64.hpp"
#include "base/instant.hpp"

namespace liandong {

namespace {

// The years that RFC 3339 can write. A head from a damaged row may name any other moment: it then
// has a text of its own, which nobody signed.
constexpr std::int64_t kFirstMillis = -62'167'219'200'000;
constexpr std::int64_t kLastMillis = 253'402'300'799'999;

}  // namespace

std::string SignedAt(const TreeHead& head) {
    if (head.at_ms < kFirstMillis || head.at_ms > kLastMillis)
        return std::to_string(head.at_ms) + " ms";
    return FormatRfc3339(FromMillis(head.at_ms), UtcOffset{0});
}

std::string SignedText(const TreeHead& head) {
    return "liandong-journal/" + head.city + "\n" + std::to_string(head.tree_size) + "\n" +
           Base64(head.root.bytes) + "\n" + SignedAt(head) + "\n";
}

}  // namespace liandong
