# A ruling is followed the next time where the catalogue has no rule of its own, until somebody retires it.
at 2026-03-02T09:00
open         C1 category=020101 place=1101              -> ok
expect       C1 proposal lead=A precedent=none known=0
dispatch     C1 by=dispatcher lead=B assisting=A        -> ok
return       C1 by=officer-A of=A proposed=B            -> ok
return       C1 by=officer-B proposed=A                 -> ok
rule_dispute C1 by=dispatcher to=D place=11             -> ok
expect       C1 proposal lead=D precedent=C1 known=1
wait 1d
open         C2 category=020101 place=1101              -> ok
dispatch     C2 by=agent                                -> ok
expect       C2 lead=D rule=none
open         C3 category=020101 place=1101 and_dispatch=yes -> ok
expect       C3 lead=D
# Elsewhere it does not hold, and where the catalogue knows better it is not asked.
open         C4 category=020101 and_dispatch=yes        -> ok
expect       C4 lead=A rule=r3
# A newer ruling on the same matter goes first; both are shown.
return       C2 by=officer-D proposed=B                 -> ok
rule_return  C2 by=dispatcher accept=yes                -> ok
dispatch     C2 by=dispatcher lead=B                    -> ok
return       C2 by=officer-B proposed=D                 -> ok
rule_dispute C2 by=dispatcher to=B                      -> ok
expect       C2 proposal lead=B precedent=C2 known=2
restart
expect       C2 proposal lead=B precedent=C2 known=2
retire       C2 by=agent                                -> rejected not_permitted
retire       C2 by=dispatcher reason=""                 -> rejected text_required
retire       C2 by=dispatcher                           -> ok
retire       C2 by=dispatcher                           -> rejected already_done
expect       C2 proposal lead=D precedent=C1 known=2
open         C5 category=020101 place=1101 and_dispatch=yes -> ok
expect       C5 lead=D
