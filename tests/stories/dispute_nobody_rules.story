# Nobody rules in time: the unit that handled meanwhile keeps it, as this city's profile says.
at 2026-03-02T09:00
open         C1 category=020101 place=1101              -> ok
dispatch     C1 by=dispatcher lead=B assisting=A        -> ok
return       C1 by=officer-A of=A proposed=B            -> ok
return       C1 by=officer-B proposed=A                 -> ok
acknowledge  C1 by=officer-B                            -> ok
at 2026-03-04T09:00
expect       C1 state=handling lead=B dispute=ruled ruled=B
expect       C1 clock dispute missed
expect       C1 told B about=争议裁定
rule_dispute C1 by=dispatcher to=A                      -> rejected already_done
# What nobody ruled is no precedent.
expect       C1 proposal lead=A precedent=none known=0
finish       C1 by=officer-B overrule="协办单位已口头反馈" -> ok
