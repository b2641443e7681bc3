# A statutory pause outlives a merge that is undone.
at 2026-03-02T09:00
open        C1 category=010101 place=1101   -> ok
open        C2 category=010101 place=1101   -> ok
dispatch    C2 by=agent lead=S              -> ok
acknowledge C2 by=officer-S                 -> ok
pause       C2 by=officer-S                 -> ok
wait 1h
merge       C2 into=C1 by=dispatcher        -> ok
wait 1h
unmerge     C2 by=dispatcher                -> ok
expect      C2 clock handling running paused
at 2026-03-03T09:00
resume      C2 by=officer-S                 -> ok
expect      C2 clock handling running due=2026-03-06T09:00
