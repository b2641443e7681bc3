#include "server/rules_text.hpp"

#include "domain/case/lifecycle.hpp"
#include "domain/case/refusal.hpp"

namespace liandong {

std::string LifecycleText() {
    std::string out =
        "# The life of a case\n\n"
        "Printed from `src/domain/case/lifecycle.cpp` by `liandong rules lifecycle`; a test "
        "compares the two.\n\n"
        "Besides these, whatever the state: `unmask`; `erase` once nobody works on the case any "
        "more; until the "
        "archive `note`, `attach`\nand what falls due (`fire_deadline`) or passes between us and a "
        "linked "
        "system (`record_link`); while the case is open\n"
        "`remind`, and the "
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

}  // namespace liandong
