# The number belongs to somebody else: nobody there is asked again, and nothing is said to them.
at 2026-03-02T09:00
open        C1 category=010101 place=1101    -> ok
dispatch    C1 by=agent lead=S               -> ok
acknowledge C1 by=officer-S                  -> ok
finish      C1 by=officer-S                  -> ok
review      C1 by=reviewer                   -> ok
callback    C1 by=caller-back outcome=wrong_number -> ok
expect      C1 state=finished attempts=1 last_outcome=wrong_number solved=unknown satisfied=unknown
# Who does not want to be asked is left in peace.
open        C2 category=010101 place=1101    -> ok
dispatch    C2 by=agent lead=S               -> ok
acknowledge C2 by=officer-S                  -> ok
finish      C2 by=officer-S                  -> ok
review      C2 by=reviewer                   -> ok
callback    C2 by=caller-back outcome=refused -> ok
expect      C2 state=finished last_outcome=refused satisfied=unknown
