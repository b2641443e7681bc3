# A unit had it and we waited for the citizen, who says it is before the court: nobody works on it any more.
at 2026-03-02T09:00
open           C1 category=010101 place=1101    -> ok
dispatch       C1 by=agent                      -> ok
acknowledge    C1 by=officer-S                  -> ok
ask_supplement C1 by=agent                      -> ok
decline        C1 by=agent reason=outside       -> ok
expect         C1 state=declined lead=none assisting=""
expect         C1 clock handling cancelled of=S
expect         C1 clock handling cancelled of=A
open           C2 category=010101 place=1101    -> ok
dispatch       C2 by=agent                      -> ok
ask_supplement C2 by=agent                      -> ok
decline        C2 by=agent reason=court         -> ok
expect         C2 state=decline_review lead=none assisting=""
at 2026-03-03T09:00
rule_decline   C2 by=reviewer approve=no        -> ok
expect         C2 state=registered
expect         C2 clock dispatch running unpaused due=2026-03-03T09:30
dispatch       C2 by=agent                      -> ok
expect         C2 state=dispatched lead=S assisting=A
# Not yet dispatched, its clock stood still while we waited: it runs on.
open           C3 category=010101 place=1101    -> ok
wait 10min
ask_supplement C3 by=agent                      -> ok
wait 1h
decline        C3 by=agent reason=court         -> ok
rule_decline   C3 by=reviewer approve=no        -> ok
expect         C3 clock dispatch running unpaused due=2026-03-03T10:30
