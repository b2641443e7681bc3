# A unit is on site and things turn violent: the police come, the unit's matter goes on.
at 2026-03-02T15:00
open           C1 category=010101 place=1101      -> ok
dispatch       C1 by=agent lead=S                 -> ok
acknowledge    C1 by=officer-S                    -> ok
hand_over      C1 by=agent target=110             -> ok
rule_hand_over C1 by=system-110 number=JQ-9       -> ok
expect         C1 state=handling lead=S hand_over=accepted number=JQ-9
hand_over      C1 by=agent target=110             -> ok
finish         C1 by=officer-S                    -> ok
review         C1 by=reviewer                     -> ok
callback       C1 by=caller-back solved=yes satisfied=satisfied -> ok
expect         C1 state=finished
expect         C1 clock hand_over cancelled
