# Two people rule the same dispute at the same moment: one wins, the other is told.
at 2026-03-02T09:00
open         C1 category=020101 place=1101              -> ok
dispatch     C1 by=dispatcher lead=B assisting=A        -> ok
return       C1 by=officer-A of=A proposed=B            -> ok
return       C1 by=officer-B proposed=A                 -> ok
together rule_dispute C1 by=dispatcher to=A | rule_dispute C1 by=chief to=D -> one
expect       C1 dispute=ruled
expect       C1 event dispute_ruled count=1
# The same when they did not say which version they had seen.
open         C2 category=020101 place=1101              -> ok
dispatch     C2 by=dispatcher lead=B assisting=A        -> ok
return       C2 by=officer-A of=A proposed=B            -> ok
return       C2 by=officer-B proposed=A                 -> ok
together rule_dispute C2 by=dispatcher to=A version=any | rule_dispute C2 by=chief to=D version=any -> one already_done
expect       C2 event dispute_ruled count=1
expect       C2 proposal known=2
