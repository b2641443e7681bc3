# The second unit that says "not ours" is not sent on: it handles while somebody rules.
at 2026-03-02T09:00
open         C1 category=020101 place=1101                             -> ok
dispatch     C1 by=dispatcher lead=B                                   -> ok
rule_dispute C1 by=dispatcher to=B                                     -> rejected no_dispute
return       C1 by=officer-B proposed=A                                -> ok
expect       C1 clock return_ruling running of=B due=2026-03-02T15:00
wait 1h
rule_return  C1 by=dispatcher of=B accept=yes                          -> ok
expect       C1 clock return_ruling met of=B
dispatch     C1 by=dispatcher lead=A                                   -> ok
acknowledge  C1 by=officer-A                                           -> ok
return       C1 by=officer-A proposed=D                                -> ok
expect       C1 state=handling lead=A dispute=open
expect       C1 clock dispute running due=2026-03-04T10:00
expect       C1 clock handling running due=2026-03-03T10:00
expect       C1 told A about=先行办理
expect       C1 told H about=争议待裁定
return       C1 by=officer-A proposed=D                                -> rejected dispute_open
rule_dispute C1 by=agent to=D                                          -> rejected not_permitted
rule_dispute C1 by=dispatcher to=D basis=""                            -> rejected text_required
rule_dispute C1 by=dispatcher to=X                                     -> rejected unknown_unit
rule_dispute C1 by=dispatcher to=D place=9                             -> rejected unknown_place
wait 30min
rule_dispute C1 by=dispatcher to=D basis="《小城职责清单》第九条" place=11 -> ok
expect       C1 state=dispatched lead=D dispute=ruled ruled=D
expect       C1 clock dispute met
expect       C1 clock handling cancelled of=A
expect       C1 clock handling running of=D due=2026-03-03T10:30
expect       C1 told D about=争议裁定
expect       C1 told A about=裁定由其他单位主办
# What was ruled is not returned.
wait 1min
return       C1 by=officer-D proposed=A                                -> rejected return_too_late
acknowledge  C1 by=officer-D                                           -> ok
finish       C1 by=officer-D                                           -> ok
expect       C1 state=answer_review
