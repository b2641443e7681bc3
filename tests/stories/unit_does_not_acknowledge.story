# The unit sleeps: it is missed once, the case waits, and taking it later does not make it good.
at 2026-03-02T09:00
open        C1 category=010101 place=1101            -> ok
dispatch    C1 by=agent                              -> ok
acknowledge C1 by=officer-A                          -> rejected not_yours
expect      C1 state=dispatched lead=S
wait 35min
expect      C1 clock acknowledge missed
expect      C1 told S about=签收已超时 times=1
acknowledge C1 by=officer-S                          -> ok
acknowledge C1 by=officer-S                          -> rejected assignment_wrong_state
expect      C1 clock acknowledge missed
