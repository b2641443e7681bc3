#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace liandong {

/// Everything about one event that the proof covers. The payload is the exact bytes as stored.
struct LeafFields {
    std::string city;  ///< the profile's code: "haikou"
    std::int64_t case_id = 0;
    std::uint32_t seq = 0;         ///< within the case, from 1, without gaps
    std::string kind;              ///< "dispatched"
    std::int64_t at_ms = 0;        ///< when it happened, UTC milliseconds
    std::int64_t recorded_ms = 0;  ///< when it was written down
    std::string actor;
    std::string profile_version;  ///< the rules that decided it
    std::string payload;

    bool operator==(const LeafFields&) const = default;
};

/// The bytes whose hash goes into the tree: "liandong-leaf-v1\n", then every field in the order
/// above as `<length in bytes>:<bytes>\n`, whole numbers in decimal. Shape:  pure; different fields
/// never give the same bytes. Source: docs/rules/journal.md §2.
[[nodiscard]] std::string LeafBytes(const LeafFields& fields);

/// The way back. Accepts exactly what `LeafBytes` writes, so that no event has two forms.
/// Errors: kInvalid "bad_leaf", naming the field.
[[nodiscard]] Result<LeafFields> ParseLeaf(std::string_view bytes);

}  // namespace liandong
