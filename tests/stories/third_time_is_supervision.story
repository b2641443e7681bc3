# Twice redone in half the time, and still not right: not a third redo, but the ladder.
at 2026-03-02T09:00
open        C1 category=010101 place=1101    -> ok
dispatch    C1 by=agent lead=S               -> ok
acknowledge C1 by=officer-S                  -> ok
finish      C1 by=officer-S                  -> ok
review      C1 by=reviewer                   -> ok
callback    C1 by=caller-back solved=no satisfied=unsatisfied redo=yes -> ok
expect      C1 state=handling redo=1
finish      C1 by=officer-S                  -> ok
review      C1 by=reviewer                   -> ok
callback    C1 by=caller-back solved=partly satisfied=unsatisfied redo=yes -> ok
expect      C1 state=handling redo=2
finish      C1 by=officer-S                  -> ok
review      C1 by=reviewer                   -> ok
callback    C1 by=caller-back solved=no satisfied=unsatisfied redo=yes -> ok
expect      C1 state=callback redo=2 supervised=yes
expect      C1 event supervision_called count=1
expect      C1 told H about=转督办
callback    C1 by=caller-back solved=no satisfied=unsatisfied redo=yes -> rejected already_done
# What supervision orders is done; then the citizen says how it is in the end.
redo        C1 by=supervisor                 -> ok
expect      C1 state=handling redo=3
finish      C1 by=officer-S                  -> ok
review      C1 by=reviewer                   -> ok
callback    C1 by=caller-back solved=yes satisfied=satisfied -> ok
expect      C1 state=finished first_solved=no first_satisfied=unsatisfied solved=yes satisfied=satisfied
