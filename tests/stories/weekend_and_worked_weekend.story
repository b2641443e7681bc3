# Thursday before Spring Festival: the Saturday is worked, then nine days are off, and another Saturday is worked.
at 2026-02-13T16:30
open     C1 category=010101 place=1101     -> ok
dispatch C1 by=agent lead=S                -> ok
expect   C1 clock acknowledge running due=2026-02-13T17:00
# One hour on Friday, Saturday 14th (worked) whole, then Tuesday 24th, and five and a half hours of Wednesday.
expect   C1 clock contact running due=2026-02-14T16:30
expect   C1 clock handling running due=2026-02-25T16:30
# An ordinary weekend between Friday afternoon and Monday.
at 2026-03-06T17:20
open     C2 category=020101 place=1101     -> ok
dispatch C2 by=agent                       -> ok
expect   C2 lead=A
expect   C2 clock acknowledge running due=2026-03-09T08:50
expect   C2 clock handling running due=2026-03-09T17:20
