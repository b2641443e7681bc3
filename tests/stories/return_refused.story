# The hotline does not agree; the unit handles, and is not heard again.
at 2026-03-02T09:00
open        C1 category=010101 place=1101          -> ok
dispatch    C1 by=agent lead=S                     -> ok
acknowledge C1 by=officer-S                        -> ok
return      C1 by=officer-S                        -> ok
rule_return C1 by=dispatcher accept=no note=""     -> rejected text_required
wait 30min
rule_return C1 by=dispatcher accept=no             -> ok
expect      C1 state=handling lead=S
expect      C1 clock handling running due=2026-03-05T09:00
wait 1min
return      C1 by=officer-S                        -> rejected return_too_late
expect      C1 cannot return by=officer-S because=return_too_late
