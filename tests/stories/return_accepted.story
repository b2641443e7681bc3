# "Not ours", with a basis, in time: the hotline accepts and sends it elsewhere.
at 2026-03-02T09:00
open        C1 category=010101 place=1101                    -> ok
dispatch    C1 by=agent                                      -> ok
return      C1 by=officer-S basis=""                         -> rejected text_required
return      C1 by=officer-S proposed=X                       -> rejected unknown_unit
return      C1 by=officer-S proposed=S                       -> rejected duplicate_unit
return      C1 by=officer-S proposed=B                       -> ok
expect      C1 state=return_review returns=1 lead=S
acknowledge C1 by=officer-S                                  -> rejected assignment_wrong_state
acknowledge C1 by=officer-A of=A                             -> ok
rule_return C1 by=officer-S                                  -> rejected not_permitted
rule_return C1 by=dispatcher accept=yes                      -> ok
expect      C1 state=registered lead=none assisting=""
expect      C1 clock dispatch running due=2026-03-02T09:30
expect      C1 told S about=退单已同意
dispatch    C1 by=dispatcher lead=B                          -> ok
expect      C1 state=dispatched lead=B assignments=3
