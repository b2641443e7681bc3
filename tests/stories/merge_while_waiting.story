# Merged while we waited for the citizen: after the undo nobody pays for the time that was waited.
at 2026-03-02T09:00
open           C1 category=010101 place=1101   -> ok
open           C2 category=010101 place=1101   -> ok
dispatch       C2 by=agent lead=S              -> ok
acknowledge    C2 by=officer-S                 -> ok
at 2026-03-02T10:00
ask_supplement C2 by=agent                     -> ok
at 2026-03-03T10:00
merge          C2 into=C1 by=dispatcher        -> ok
expect         C2 clock supplement cancelled
at 2026-03-04T10:00
unmerge        C2 by=dispatcher                -> ok
expect         C2 state=handling
expect         C2 clock handling running unpaused due=2026-03-09T09:00
