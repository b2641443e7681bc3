# The citizen is not satisfied: the case goes back to the same unit, with half the time.
at 2026-03-02T09:00
open        C1 category=010101 place=1101   -> ok
dispatch    C1 by=agent lead=S              -> ok
acknowledge C1 by=officer-S                 -> ok
finish      C1 by=officer-S                 -> ok
review      C1 by=reviewer                  -> ok
callback    C1 by=caller-back redo=yes solved=no satisfied=unsatisfied opinion="" -> rejected text_required
callback    C1 by=caller-back redo=yes solved=no satisfied=unsatisfied            -> ok
expect      C1 state=handling lead=S redo=1 attempts=0 solved=no
# Three working days are 1,170 working minutes; half of them end on Tuesday afternoon.
expect      C1 clock handling running due=2026-03-03T14:45
expect      C1 told S about=重办
finish      C1 by=officer-S                 -> ok
review      C1 by=reviewer                  -> ok
callback    C1 by=caller-back solved=yes satisfied=satisfied -> ok
redo        C1 by=caller-back               -> rejected not_permitted
redo        C1 reason=""                    -> rejected text_required
redo        C1                              -> ok
expect      C1 state=handling redo=2
expect      C1 clock archive cancelled
