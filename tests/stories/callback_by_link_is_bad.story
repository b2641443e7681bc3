# The citizen writes that nothing was done: a person asks before the unit is sent again.
at 2026-03-02T09:00
open        C1 category=010101 place=1101    -> ok
dispatch    C1 by=agent lead=S               -> ok
acknowledge C1 by=officer-S                  -> ok
finish      C1 by=officer-S                  -> ok
review      C1 by=reviewer                   -> ok
callback    C1 by=caller-back as=message solved=yes satisfied=satisfied -> rejected link_invalid
send_link   C1 as=L1                         -> ok
answer_link L1 solved=no satisfied=unsatisfied opinion="灯还是不亮的" -> ok
expect      C1 state=callback solved=no first_solved=no
expect      C1 clock callback running
answer_link L1                               -> not_found link_invalid
callback    C1 by=caller-back solved=no satisfied=unsatisfied redo=yes -> ok
expect      C1 state=handling redo=1
# Too late is too late.
finish      C1 by=officer-S                  -> ok
review      C1 by=reviewer                   -> ok
send_link   C1 as=L2                         -> ok
wait 5d
answer_link L2                               -> not_found link_invalid
callback    C1 by=caller-back reached=no     -> ok
