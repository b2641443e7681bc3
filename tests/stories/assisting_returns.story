# An assisting unit says "not ours": the lead's life goes on.
at 2026-03-02T09:00
open        C1 category=010101 place=1101      -> ok
dispatch    C1 by=agent                        -> ok
return      C1 by=officer-A of=A proposed=B    -> ok
expect      C1 state=dispatched
acknowledge C1 by=officer-S                    -> ok
expect      C1 state=handling
rule_return C1 by=dispatcher of=A accept=yes   -> ok
expect      C1 state=handling assisting=""
finish      C1 by=officer-S                    -> ok
