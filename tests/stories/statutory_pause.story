# An expert opinion that the law demands: the unit stops its own clock and starts it again.
at 2026-03-02T09:00
open        C1 category=010101 place=1101        -> ok
dispatch    C1 by=agent lead=S                   -> ok
pause       C1 by=officer-S                      -> rejected assignment_wrong_state
acknowledge C1 by=officer-S                      -> ok
resume      C1 by=officer-S                      -> rejected not_paused
pause       C1 by=officer-S note=""              -> rejected text_required
pause       C1 by=officer-S                      -> ok
expect      C1 clock handling running paused
pause       C1 by=officer-S                      -> rejected already_paused
at 2026-03-20T09:00
expect      C1 clock handling running paused
resume      C1 by=officer-S                      -> ok
expect      C1 clock handling running unpaused due=2026-03-25T09:00
