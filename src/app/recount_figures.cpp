#include "app/recount_figures.hpp"

#include <algorithm>

namespace liandong {
namespace {

constexpr std::int32_t kCasesAtOnce = 500;
constexpr std::int32_t kCountersAtOnce = 20'000;
constexpr std::size_t kLinesMax = 100;

// A month's counter covers the whole month: it can be compared when the period does too.
bool IsIn(const CounterKey& key, Day from, Day to) {
    if (key.step == Step::kDay) return key.period >= DayPeriod(from) && key.period <= DayPeriod(to);
    const std::int32_t first = MonthPeriod(from) + (from == FirstOfMonth(from) ? 0 : 1);
    const std::int32_t last = MonthPeriod(to) - (to == LastOfMonth(to) ? 0 : 1);
    return key.period >= first && key.period <= last;
}

std::string Describe(const CounterKey& key, std::int64_t kept, std::int64_t again) {
    return "measure " + std::to_string(static_cast<int>(key.measure)) +
           (key.exempt ? " (exempt)" : "") + ", " + PeriodText(key.period) + ", \"" + key.first +
           "\" \"" + key.second + "\" \"" + key.third + "\": kept " + std::to_string(kept) +
           ", recounted " + std::to_string(again);
}

class Recount {
public:
    Recount(const FiguresServices& services, std::int64_t below, Day from, Day to,
            Deadline deadline)
        : services_(services), below_(below), from_(from), to_(to), deadline_(deadline) {}

    Result<Counters> Run() {
        CaseId after{0};
        while (true) {
            LD_TRY(const auto page, services_.store.CasesAfter(after, kCasesAtOnce, deadline_));
            if (page.empty()) break;
            std::vector<CaseId> ids;
            for (const Case& c : page) ids.push_back(c.id);
            after = ids.back();
            LD_TRY(const auto entries, services_.store.Figures().SealedOf(ids, below_, deadline_));
            LD_TRY(Add(entries));
        }
        LD_TRY(AddOrders());
        std::erase_if(counters_, [&](const auto& counter) {
            return counter.second == 0 || !IsIn(counter.first, from_, to_);
        });
        return std::move(counters_);
    }
    [[nodiscard]] std::int64_t Cases() const { return cases_; }

private:
    Result<void> AddOrders() {
        DocumentFilter filter;
        filter.kinds = {DocumentKind::kSupervisionOrder};
        Page page{std::nullopt, kCasesAtOnce};
        do {
            LD_TRY(auto orders, services_.store.ListDocuments(filter, page, deadline_));
            std::vector<CaseId> ids;
            for (const DocumentHead& head : orders.items) ids.push_back(head.id);
            std::ranges::sort(ids);
            LD_TRY(const auto entries, services_.store.Figures().SealedOf(ids, below_, deadline_));
            LD_TRY(Add(entries));
            page.after = std::move(orders.next);
        } while (page.after);
        return {};
    }
    Result<void> Add(const std::vector<JournalEntry>& entries) {
        const auto city = services_.city.Current();
        std::vector<JournalEntry> one;
        for (std::size_t i = 0; i <= entries.size(); ++i) {
            const bool ends =
                i == entries.size() || (!one.empty() && entries[i].case_id != one.front().case_id);
            if (ends && !one.empty()) {
                const auto facts = FactsFrom(one, *city);
                // The counter passes over what cannot be read, and so does this.
                if (facts) AddAll(*facts);
                one.clear();
            }
            if (i < entries.size()) one.push_back(entries[i]);
        }
        return {};
    }
    void AddAll(const std::vector<CaseFact>& facts) {
        bool counts = false;
        for (const CaseFact& fact : facts) {
            // Whole months: what is on their edges is cut off in the end.
            if (fact.fact.day < FirstOfMonth(from_) || fact.fact.day > LastOfMonth(to_)) continue;
            Count(fact.fact, 1, counters_);
            counts = counts || (fact.fact.day >= from_ && fact.fact.day <= to_);
        }
        if (counts) ++cases_;
    }

    const FiguresServices& services_;
    std::int64_t below_;
    Day from_;
    Day to_;
    Deadline deadline_;
    Counters counters_;
    std::int64_t cases_ = 0;
};

// Takes from `again` what agrees; what is left was not kept at all.
Result<void> CompareKept(FiguresStore& figures, Day from, Day to, Counters& again,
                         RecountReport& report, Deadline deadline) {
    CounterKey after;
    while (true) {
        LD_TRY(const Counters kept, figures.CountersFrom(after, kCountersAtOnce, deadline));
        if (kept.empty()) return {};
        after = kept.rbegin()->first;
        for (const auto& [key, total] : kept) {
            if (!IsIn(key, from, to)) continue;
            ++report.counters;
            const auto found = again.find(key);
            const std::int64_t other = found == again.end() ? 0 : found->second;
            if (found != again.end()) again.erase(found);
            if (other == total) continue;
            ++report.different;
            if (report.lines.size() < kLinesMax) {
                report.lines.push_back(Describe(key, total, other));
            }
        }
    }
}

}  // namespace

Result<Counters> CountAgain(const FiguresServices& services, std::int64_t log_index, Day from,
                            Day to, Deadline deadline) {
    return Recount(services, log_index, from, to, deadline).Run();
}

Result<RecountReport> RecountFigures(const FiguresServices& services, Day from, Day to,
                                     Deadline deadline) {
    FiguresStore& figures = services.store.Figures();
    RecountReport report;
    LD_TRY(report.position, figures.Position(deadline));
    if (report.position.log_index < 0 || report.position.formulas != kFormulas) {
        return Failure{Error{ErrorKind::kStale,
                             "other_formulas",
                             "The figures are being counted anew; please try again later.",
                             "formulas " + std::to_string(report.position.formulas),
                             {}}};
    }
    Recount recount(services, report.position.log_index, from, to, deadline);
    LD_TRY(Counters again, recount.Run());
    report.cases = recount.Cases();
    LD_TRY(CompareKept(figures, from, to, again, report, deadline));
    for (const auto& [key, total] : again) {
        ++report.counters;
        ++report.different;
        if (report.lines.size() < kLinesMax) report.lines.push_back(Describe(key, 0, total));
    }
    LD_TRY(const FiguresPosition now, figures.Position(deadline));
    if (now.log_index == report.position.log_index) return report;
    return Failure{Error{ErrorKind::kBusy,
                         "figures_moved",
                         "The figures moved on meanwhile; please try again.",
                         "from " + std::to_string(report.position.log_index) + " to " +
                             std::to_string(now.log_index),
                         {}}};
}

}  // namespace liandong
