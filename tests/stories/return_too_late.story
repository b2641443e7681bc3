# After one working day "not ours" is no longer heard; on the last minute it is.
at 2026-03-02T09:00
open     C1 category=010101 place=1101   -> ok
open     C2 category=010101 place=1101   -> ok
dispatch C1 by=agent lead=S              -> ok
dispatch C2 by=agent lead=S              -> ok
at 2026-03-03T09:00
return   C1 by=officer-S                 -> ok
wait 1min
return   C2 by=officer-S                 -> rejected return_too_late
