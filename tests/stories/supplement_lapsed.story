# The citizen never answers: after five working days the case goes on without.
at 2026-03-02T09:00
open           C1 category=010101 place=1101           -> ok
ask_supplement C1 by=agent                             -> ok
expect         C1 clock dispatch running paused
at 2026-03-09T09:00
expect         C1 state=registered
expect         C1 clock supplement missed
expect         C1 clock dispatch running unpaused due=2026-03-09T09:30
expect         C1 event supplement_lapsed actor=system:timer@
supplement     C1 by=agent                             -> rejected wrong_state
ask_supplement C1 by=agent                             -> ok
supplement     C1 by=agent                             -> ok
ask_supplement C1 by=agent                             -> rejected too_many
expect         C1 cannot ask_supplement because=too_many
