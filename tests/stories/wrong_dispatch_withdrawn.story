# Sent to the wrong unit: taken back with a reason; the agent's clock starts again, the unit is told.
at 2026-03-02T09:00
open        C1 category=010101 place=1101                 -> ok
dispatch    C1 by=agent lead=X                            -> rejected unknown_unit
dispatch    C1 by=agent lead=B assisting=A,A              -> rejected duplicate_unit
dispatch    C1 by=agent lead=B limit=0wd                  -> rejected limit_out_of_range
dispatch    C1 by=agent lead=B                            -> ok
withdraw    C1 by=dispatcher reason=""                    -> rejected text_required
wait 1h
withdraw    C1 by=dispatcher                              -> ok
expect      C1 state=registered lead=none
expect      C1 clock dispatch running due=2026-03-02T10:30
expect      C1 told B about=工单已撤回
acknowledge C1 by=officer-B                               -> rejected wrong_state
dispatch    C1 by=agent lead=B limit=90min                -> ok
expect      C1 clock handling running due=2026-03-02T11:30
