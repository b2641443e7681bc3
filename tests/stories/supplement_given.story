# We wait for the citizen; every clock stands still meanwhile and runs on by as much.
at 2026-03-02T09:00
open           C1 category=010101 place=1101           -> ok
dispatch       C1 by=agent lead=S                      -> ok
acknowledge    C1 by=officer-S                         -> ok
at 2026-03-02T10:00
ask_supplement C1 by=agent question=""                 -> rejected text_required
ask_supplement C1 by=agent                             -> ok
expect         C1 state=awaiting_supplement supplements=1
expect         C1 clock handling running paused
expect         C1 clock contact running paused
expect         C1 clock supplement running due=2026-03-09T10:00
finish         C1 by=officer-S                         -> rejected wrong_state
at 2026-03-03T10:00
supplement     C1 by=agent                             -> ok
expect         C1 state=handling
expect         C1 clock supplement met
expect         C1 clock handling running unpaused due=2026-03-06T09:00
expect         C1 clock contact running unpaused due=2026-03-04T09:00
