# Busy: the next attempt waits as long as the profile says, by whoever; a leader reaches the citizen.
at 2026-03-02T09:00
city version=v2 attempt_gap=120min
open        C1 category=010101 place=1101    -> ok
dispatch    C1 by=agent lead=S               -> ok
acknowledge C1 by=officer-S                  -> ok
finish      C1 by=officer-S                  -> ok
review      C1 by=reviewer                   -> ok
callback    C1 by=caller-back outcome=busy   -> ok
wait 1h
callback    C1 by=caller-back outcome=no_answer -> rejected too_soon
wait 1h
callback    C1 by=caller-back outcome=switched_off -> ok
expect      C1 state=callback attempts=2 last_outcome=switched_off
callback    C1 by=caller-back as=leader solved=yes satisfied=basically_satisfied attitude=satisfied -> ok
expect      C1 state=finished satisfied=basically_satisfied attitude=satisfied first_satisfied=basically_satisfied
