#include "domain/journal/tree_head.hpp"

#include "base/base64.hpp"
#include "base/instant.hpp"

namespace liandong {

std::string SignedAt(const TreeHead& head) { return FormatRfc3339(FromMillis(head.at_ms), UtcOffset{0}); }

std::string SignedText(const TreeHead& head) {
    return "liandong-journal/" + head.city + "\n" + std::to_string(head.tree_size) + "\n" + Base64(head.root.bytes) +
           "\n" + SignedAt(head) + "\n";
}

}  // namespace liandong
