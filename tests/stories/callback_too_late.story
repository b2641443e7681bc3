# Two working days pass and nobody called: the hotline missed its own clock and hears of it.
at 2026-03-02T09:00
open        C1 category=010101 place=1101    -> ok
dispatch    C1 by=agent lead=S               -> ok
acknowledge C1 by=officer-S                  -> ok
finish      C1 by=officer-S                  -> ok
review      C1 by=reviewer                   -> ok
wait 3d
expect      C1 clock callback missed
expect      C1 told H about=回访已超时 times=1
callback    C1 by=caller-back solved=yes satisfied=satisfied -> ok
expect      C1 state=finished
expect      C1 clock callback missed
