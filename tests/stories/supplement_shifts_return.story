# Time spent waiting for the citizen does not eat the unit's time to say "not ours".
at 2026-03-02T09:00
open           C1 category=010101 place=1101           -> ok
dispatch       C1 by=agent lead=S                      -> ok
at 2026-03-02T10:00
ask_supplement C1 by=agent                             -> ok
at 2026-03-04T10:00
supplement     C1 by=agent                             -> ok
expect         C1 state=dispatched
return         C1 by=officer-S                         -> ok
