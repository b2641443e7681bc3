# In a city whose profile says so, the fallback unit gets what nobody ruled, even while the citizen is being asked.
at 2026-03-02T09:00
city version=v2 dispute_default=fallback_unit
open         C1 category=010102 place=1101              -> ok
dispatch     C1 by=dispatcher lead=B assisting=D        -> ok
return       C1 by=officer-D of=D proposed=B            -> ok
return       C1 by=officer-B proposed=D                 -> ok
expect       C1 dispute=open
# Urgent: two hours, day and night.
expect       C1 clock dispute running due=2026-03-02T11:00
ask_supplement C1 by=dispatcher                         -> rejected not_permitted
ask_supplement C1                                       -> ok
at 2026-03-02T11:00
expect       C1 state=awaiting_supplement lead=A dispute=ruled ruled=A
supplement   C1 by=agent                                -> ok
expect       C1 state=dispatched lead=A assisting=D
acknowledge  C1 by=officer-A                            -> ok
