#pragma once

#include <cstdint>
#include <vector>

#include "domain/case/decide.hpp"
#include "domain/figures/measure.hpp"

namespace liandong {

/// Something that counts: dated, placed, and belonging to one unit. A case's facts follow from its
/// events alone, so they can be made again at any time.
struct Fact {
    FactKind kind = FactKind::kRegistered;
    std::int32_t no = 0;     ///< of the assignment; 0: of the case
    std::int32_t round = 0;  ///< 0, 1, 2 … where the same thing happens again
    Day day{};
    UnitCode unit;          ///< who answers for it; the hotline while nobody else does
    CategoryCode category;  ///< as it is known now, also for what lies in the past
    PlaceCode place;        ///< street, else district, else the city; empty when unknown
    RequestType type = RequestType::kHelp;
    Channel channel = Channel::kPhone;
    std::uint16_t marks = 1;  ///< the bits of its measures
    std::int64_t amount = 0;
    bool exempt = false;  ///< an upheld appeal takes it out of what is assessed, not of the record

    bool operator==(const Fact&) const = default;
};

[[nodiscard]] inline bool Has(const Fact& fact, Measure measure) {
    return KindOf(measure) == fact.kind && (fact.marks & (1U << BitOf(measure))) != 0;
}

/// The facts of one case, by kind, assignment and round.
/// Shape: folds the events; everything about a case that is excluded (void, merged into another,
/// declined, handed over) but that it was registered is left out.
/// Errors: kUnavailable "bad_history" for events that cannot follow each other.
[[nodiscard]] Result<std::vector<Fact>> FactsOf(const std::vector<Event>& events, const City& city);

}  // namespace liandong
