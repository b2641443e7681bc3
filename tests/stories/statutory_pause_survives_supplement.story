# The expert still works while the citizen answers a question: that answer must not start the unit's clock.
at 2026-03-02T09:00
open           C1 category=010101 place=1101        -> ok
dispatch       C1 by=agent lead=S                   -> ok
acknowledge    C1 by=officer-S                      -> ok
pause          C1 by=officer-S                      -> ok
ask_supplement C1 by=agent                          -> ok
at 2026-03-03T09:00
supplement     C1 by=agent                          -> ok
expect         C1 state=handling
expect         C1 clock handling running paused
at 2026-03-04T09:00
resume         C1 by=officer-S                      -> ok
expect         C1 clock handling running unpaused due=2026-03-09T09:00
