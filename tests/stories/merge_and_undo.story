# Two calls about one lamp. Merged by mistake, undone two days later: the clocks start where they stopped.
at 2026-03-02T09:00
open        C1 category=010101 place=1101   -> ok
open        C2 category=010101 place=1101   -> ok
dispatch    C1 by=agent lead=S              -> ok
dispatch    C2 by=agent lead=S              -> ok
acknowledge C2 by=officer-S                 -> ok
at 2026-03-02T10:00
merge       C2 into=C1 by=agent             -> rejected not_permitted
merge       C2 into=C1 by=dispatcher        -> ok
expect      C2 state=merged merged_into=C1 closed=yes lead=none
expect      C1 children=C2 state=dispatched
expect      C2 clock archive running due=2026-03-17T10:00
finish      C2 by=officer-S                 -> rejected wrong_state
at 2026-03-04T10:00
unmerge     C2 by=dispatcher reason=""      -> rejected text_required
unmerge     C2 by=dispatcher                -> ok
expect      C2 state=handling lead=S merged_into=none closed=no
expect      C2 clock acknowledge met
expect      C2 clock handling running unpaused due=2026-03-09T09:00
expect      C2 clock archive cancelled
expect      C1 children=""
finish      C2 by=officer-S                 -> ok
