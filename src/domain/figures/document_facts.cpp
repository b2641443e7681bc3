#include "domain/figures/document_facts.hpp"

namespace liandong {

std::vector<Fact> FactsOf(const SupervisionOrder& order, const City& city) {
    const bool is_closed = order.state == OrderState::kClosed && order.closed_at;
    if (order.state == OrderState::kWithdrawn || (!is_closed && !order.missed)) return {};
    Fact fact;
    fact.kind = FactKind::kSupervised;
    fact.day = DayOf(is_closed ? *order.closed_at : order.due_at, city.calendar.offset);
    fact.unit = order.unit;
    const bool is_found = order.visits.empty() || order.visits.back().confirmed;
    if (is_closed && is_found) {
        fact.marks |= static_cast<std::uint16_t>(1U << BitOf(Measure::kSupervisedSolved));
    }
    return {fact};
}

}  // namespace liandong
