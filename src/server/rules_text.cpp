#include "server/rules_text.hpp"

#include "domain/case/lifecycle.hpp"
#include "domain/case/refusal.hpp"
#include "domain/figures/metric.hpp"

namespace liandong {

std::string LifecycleText() {
    std::string out =
        "# The life of a case\n\n"
        "Printed from `src/domain/case/lifecycle.cpp` by `liandong rules lifecycle`; a test "
        "compares the two.\n\n"
        "Besides these, whatever the state: `unmask`, `request_appeal` and `rule_appeal`; `erase` "
        "once nobody works on the case any "
        "more; until the "
        "archive `note`, `attach`\nand what falls due (`fire_deadline`) or passes between us and a "
        "linked "
        "system (`record_link`); while the case is open\n"
        "`remind`, what an emergency line says to an offer (`rule_hand_over`), and the "
        "parent's side of a merge or split.\n\n"
        "| from | action | to |\n|---|---|---|\n";
    for (const Transition& row : Transitions()) {
        out += "| " + std::string(Code(row.from)) + " " + std::string(Label(row.from)) + " | " +
               std::string(Code(row.action)) + " " + std::string(Label(row.action)) + " | " +
               std::string(Code(row.to)) + " " + std::string(Label(row.to)) + " |\n";
    }
    return out;
}

std::string RefusalsText() {
    std::string out =
        "# Refusals\n\n"
        "Printed from `src/domain/case/refusal.hpp` by `liandong rules refusals`; a test compares "
        "the two. Checked in "
        "this order: the\nfirst that holds is the answer. `not_permitted` and `not_yours` are "
        "answered with 403, the "
        "rest with 409.\n\n"
        "| number | code | what people read |\n|--:|---|---|\n";
    for (const auto& named : kNames<RefusalCode>) {
        out += "| " + std::to_string(static_cast<int>(named.value)) + " | " +
               std::string(named.code) + " | " + std::string(named.label) + " |\n";
    }
    return out;
}

std::string FiguresText() {
    std::string out =
        "# Figures\n\n"
        "Printed from `src/domain/figures/metric.cpp` by `liandong rules figures`; a test compares "
        "the two.\n\n"
        "Every figure is kept as sums that follow from the sealed journal; `liandong figures "
        "recount` counts a\nperiod again from the journal and compares. Left out of all but "
        "`cases_registered`: void cases, those merged\ninto others, declined or handed over. An "
        "upheld appeal takes a part out of what is assessed and never out of\nthe record: both "
        "are shown. A denominator of zero shows \"—\", which is not 0.\n\n"
        "| code | what people read | formula | counted by | better |\n|---|---|---|---|---|\n";
    for (const Metric& metric : Metrics()) {
        out += "| " + std::string(metric.code) + " | " + std::string(metric.name) + " | " +
               std::string(metric.formula) + " | " + std::string(Label(metric.counted)) + " | " +
               (metric.higher_is_better ? "高" : "低") + " |\n";
    }
    out +=
        "\n## Reported from outside\n\n"
        "One number a day each, with who and when; the newest report of a day counts.\n\n"
        "| code | what people read |\n|---|---|\n";
    for (const OutsideFigure& figure : OutsideFigures()) {
        out += "| " + std::string(figure.code) + " | " + std::string(figure.name) + " |\n";
    }
    return out;
}

}  // namespace liandong
