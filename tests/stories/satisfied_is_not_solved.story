# Polite people are satisfied although nothing was solved: both are kept, apart.
at 2026-03-02T09:00
open        C1 category=010101 place=1101   -> ok
dispatch    C1 by=agent lead=S              -> ok
acknowledge C1 by=officer-S                 -> ok
finish      C1 by=officer-S solved=no       -> ok
review      C1 by=reviewer                  -> ok
callback    C1 by=caller-back solved=no     -> rejected verdict_required
callback    C1 by=caller-back satisfied=satisfied -> rejected verdict_required
callback    C1 by=caller-back solved=no satisfied=satisfied -> ok
expect      C1 state=finished solved=no satisfied=satisfied redo=0
