# What the law gives a department no street is given: not by hand, not passed down, not by a ruling.
at 2026-03-02T09:00
open         C1 category=010102 place=1101              -> ok
dispatch     C1 by=dispatcher lead=S                    -> rejected own_duty
dispatch     C1 by=dispatcher lead=D                    -> ok
acknowledge  C1 by=officer-D                            -> ok
pass_down    C1 by=officer-D to=S                       -> rejected own_duty
# To come along is not to be given it.
add_unit     C1 by=dispatcher to=S                      -> ok
expect       C1 lead=D assisting=S
return       C1 by=officer-S of=S proposed=B            -> ok
return       C1 by=officer-D proposed=B                 -> ok
expect       C1 dispute=open
rule_dispute C1 by=dispatcher to=S                      -> rejected own_duty
rule_dispute C1 by=dispatcher to=B                      -> ok
expect       C1 state=dispatched lead=B
