# The district passes the matter down to its street, within its own time, and answers on the street's answer.
at 2026-03-02T09:00
open         C1 category=010101 place=1101                          -> ok
dispatch     C1 by=dispatcher lead=D                                -> ok
pass_down    C1 by=officer-D to=S                                   -> rejected assignment_wrong_state
acknowledge  C1 by=officer-D                                        -> ok
expect       C1 clock handling running due=2026-03-05T09:00
pass_down    C1 by=officer-D to=B                                   -> rejected not_below
pass_down    C1 by=officer-D to=X                                   -> rejected unknown_unit
pass_down    C1 by=officer-D to=S limit=4wd                         -> rejected after_parent
wait 2h
pass_down    C1 by=officer-D to=S                                   -> ok
expect       C1 state=handling lead=D assisting=S
# The street has three days by the category, and not an hour more than the district.
expect       C1 clock handling running of=S due=2026-03-05T09:00
expect       C1 clock acknowledge running of=S due=2026-03-02T11:30
expect       C1 told S about=上级下派
pass_down    C1 by=officer-D to=S                                   -> rejected duplicate_unit
acknowledge  C1 by=officer-S of=S                                   -> ok
request_extension C1 by=officer-S of=S asked=1wd                    -> ok
rule_extension C1 by=dispatcher of=S grant=yes                      -> rejected after_parent
rule_extension C1 by=dispatcher of=S grant=no                       -> ok
finish       C1 by=officer-D                                        -> rejected child_unfinished
finish       C1 by=officer-S of=S                                   -> ok
expect       C1 state=handling assisting=""
expect       C1 told D about=下派已反馈
expect       C1 clock handling met of=S
finish       C1 by=officer-D                                        -> ok
expect       C1 state=answer_review
