# The named lead simply does it: there is nothing left to rule. Or the hotline takes the case back.
at 2026-03-02T09:00
open         C1 category=020101 place=1101              -> ok
dispatch     C1 by=dispatcher lead=B assisting=A        -> ok
return       C1 by=officer-A of=A proposed=B            -> ok
return       C1 by=officer-B proposed=A                 -> ok
acknowledge  C1 by=officer-B                            -> ok
add_unit     C1 by=dispatcher to=D                      -> ok
# While they dispute nobody else starts another quarrel.
return       C1 by=officer-D of=D proposed=A            -> rejected dispute_open
finish       C1 by=officer-B overrule="已先行办理完毕"  -> ok
expect       C1 state=answer_review dispute=moot
expect       C1 clock dispute cancelled
open         C2 category=020101 place=1101              -> ok
dispatch     C2 by=dispatcher lead=B assisting=A        -> ok
return       C2 by=officer-A of=A proposed=B            -> ok
return       C2 by=officer-B proposed=A                 -> ok
withdraw     C2 by=dispatcher                           -> ok
expect       C2 state=registered dispute=moot
