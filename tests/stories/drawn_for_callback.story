# A city that calls back nobody: the accepted answer ends the case.
at 2026-03-02T09:00
city version=v2 callback_percent=0
open        C1 category=010101 place=1101    -> ok
dispatch    C1 by=agent lead=S               -> ok
acknowledge C1 by=officer-S                  -> ok
finish      C1 by=officer-S                  -> ok
review      C1 by=reviewer                   -> ok
expect      C1 state=finished solved=unknown closed=yes
callback    C1 by=caller-back solved=yes satisfied=satisfied -> rejected wrong_state
