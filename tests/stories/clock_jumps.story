# The machine's clock jumps a year ahead and back: nothing breaks, and what happened stays written.
at 2026-03-02T09:00
open        C1 category=010101 place=1101   -> ok
dispatch    C1 by=agent lead=S              -> ok
acknowledge C1 by=officer-S                 -> ok
jump 365d
expect      C1 clock handling missed
note        C1                              -> ok
jump -365d
note        C1                              -> ok
finish      C1 by=officer-S                 -> ok
review      C1 by=reviewer                  -> ok
callback    C1 by=caller-back solved=yes satisfied=satisfied -> ok
expect      C1 state=finished
jump -365d
note        C1                              -> ok
archive     C1                              -> ok
expect      C1 state=archived
