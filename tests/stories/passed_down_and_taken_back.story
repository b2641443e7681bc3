# The district sends the street and needs it no longer; a street does not release itself.
at 2026-03-02T09:00
open         C1 category=010101 place=1101              -> ok
dispatch     C1 by=dispatcher lead=D                    -> ok
acknowledge  C1 by=officer-D                            -> ok
pass_down    C1 by=officer-D to=S                       -> ok
release_unit C1 by=officer-S of=S                       -> rejected not_yours
release_unit C1 by=officer-D of=S reason=""             -> rejected text_required
release_unit C1 by=officer-D                            -> rejected not_yours
release_unit C1 by=dispatcher                           -> rejected is_lead
release_unit C1 by=officer-D of=S                       -> ok
expect       C1 clock acknowledge cancelled of=S
expect       C1 told S about=已撤出
finish       C1 by=officer-D                            -> ok
expect       C1 state=answer_review
# Sent back, the district is overdue one day: what it has no time for it cannot pass down.
review       C1 by=reviewer accept=no                   -> ok
at 2026-03-06T09:00
expect       C1 clock handling missed
pass_down    C1 by=officer-D to=S                       -> rejected after_parent
finish       C1 by=officer-D                            -> ok
