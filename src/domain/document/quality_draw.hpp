#pragma once

#include <vector>

#include "domain/document/quality_check.hpp"

// The lot. Its seed is the root of a signed tree that already holds the work, so the draw could not
// be known before the work was done: whoever wanted to steer it would have to choose a root. And
// the same log gives anybody the same draw afterwards.

namespace liandong {

/// SHA-256 over the root's 32 bytes and "<subject>/<case>/<seq>": where the work stands in the lot.
[[nodiscard]] Digest QualityTicket(const QualityWork& work, const Digest& root, HashFunction hash);

/// Of each agent's records and of each unit's answers the share that the city wants, rounded up:
/// those with the lowest tickets. So everybody who worked is looked at. Shape: pure; whatever the
/// order of `all`; the result by case.
[[nodiscard]] std::vector<QualityWork> DrawQualityLot(const std::vector<QualityWork>& all,
                                                      const QualityRules& rules, const Digest& root,
                                                      HashFunction hash);

}  // namespace liandong
