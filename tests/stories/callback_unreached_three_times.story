# Three calls, nobody answers: the case is finished, solved or not nobody knows.
at 2026-03-02T09:00
open        C1 category=010101 place=1101    -> ok
dispatch    C1 by=agent lead=S               -> ok
acknowledge C1 by=officer-S                  -> ok
finish      C1 by=officer-S                  -> ok
review      C1 by=reviewer                   -> ok
callback    C1 by=caller-back reached=no     -> ok
expect      C1 state=callback attempts=1
callback    C1 by=caller-back reached=no     -> ok
callback    C1 by=caller-back reached=yes    -> rejected verdict_required
callback    C1 by=caller-back reached=no     -> ok
expect      C1 state=finished attempts=3 solved=unknown satisfied=unknown
expect      C1 clock callback met
