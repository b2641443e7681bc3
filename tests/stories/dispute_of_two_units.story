# Lead and assisting unit both say "not ours": one dispute, with what both said; the lead handles meanwhile.
at 2026-03-02T09:00
open         C1 category=010101 place=1101              -> ok
dispatch     C1 by=agent                                -> ok
return       C1 by=officer-S proposed=A                 -> ok
expect       C1 state=return_review dispute=none
return       C1 by=officer-A of=A proposed=S            -> ok
expect       C1 state=dispatched lead=S assisting=A dispute=open
expect       C1 event dispute_opened count=1
rule_return  C1 by=dispatcher                           -> rejected assignment_wrong_state
acknowledge  C1 by=officer-S                            -> ok
# The ruling may name the one that handles: it goes on, its clock unchanged.
rule_dispute C1 by=dispatcher to=S                      -> ok
expect       C1 state=handling lead=S assisting=A dispute=ruled
expect       C1 clock handling running due=2026-03-05T09:00
# Or the assisting one, in another case: it leads then, with clocks of its own.
open         C2 category=010101 place=1101              -> ok
dispatch     C2 by=agent                                -> ok
return       C2 by=officer-A of=A proposed=S            -> ok
return       C2 by=officer-S proposed=A                 -> ok
acknowledge  C2 by=officer-S                            -> ok
rule_dispute C2 by=dispatcher to=A limit=1wd            -> ok
expect       C2 state=dispatched lead=A assisting=""
expect       C2 clock handling running due=2026-03-03T09:00
