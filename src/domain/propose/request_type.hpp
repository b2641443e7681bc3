#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/case/types.hpp"

namespace liandong {

/// What kind of request a text may be.
struct TypeGuess {
    RequestType type = RequestType::kHelp;
    double share = 0;                ///< of all that spoke for any type; no probability
    std::vector<std::string> words;  ///< that spoke for it, as the lists have them
};

/// From the words that people use when they ask, complain or thank; the front of a text, where they
/// name their matter, counts double. `usual` is what such matters mostly are and decides when the
/// words say little. Best first; empty when nothing speaks for any.
/// Shape: linear; reads the first 3'000 code points.
[[nodiscard]] std::vector<TypeGuess> TypesOf(std::string_view text,
                                             const RequestType* usual = nullptr);

}  // namespace liandong
