# The calendar ends on Wednesday: nothing is promised that cannot be counted; urgent matters need no calendar.
at 2026-03-02T09:00
city calendar_until=2026-03-04
open     C1 category=010101 place=1101  -> ok
dispatch C1 by=agent lead=S             -> rejected calendar_too_short
expect   C1 state=registered assignments=0
open     C2 category=010102 place=1101 and_dispatch=yes -> ok
expect   C2 state=dispatched
open     C3 category=010101 place=1101 and_dispatch=yes -> rejected calendar_too_short
city calendar_until=2026-12-31
dispatch C1 by=agent lead=S             -> ok
