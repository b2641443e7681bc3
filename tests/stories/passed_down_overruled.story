# The street is silent; the district answers all the same, says why, and the street's clocks end.
at 2026-03-02T09:00
open         C1 category=010101 place=1101                              -> ok
dispatch     C1 by=dispatcher lead=A assisting=D                        -> ok
acknowledge  C1 by=officer-A                                            -> ok
acknowledge  C1 by=officer-D of=D                                       -> ok
pass_down    C1 by=officer-D of=D to=S                                  -> ok
at 2026-03-03T09:00
expect       C1 clock acknowledge missed of=S
finish       C1 by=officer-A                                            -> rejected assisting_unfinished
finish       C1 by=officer-D of=D                                       -> rejected child_unfinished
finish       C1 by=officer-D of=D overrule="街道未反馈，区里已派人到场" -> ok
expect       C1 state=handling assisting=""
expect       C1 clock handling cancelled of=S
acknowledge  C1 by=officer-S of=S                                       -> rejected assignment_wrong_state
finish       C1 by=officer-A                                            -> ok
