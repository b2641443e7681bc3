# On the way it turns out that another unit is needed, and one is not.
at 2026-03-02T09:00
open         C1 category=010101 place=1101              -> ok
add_unit     C1 by=dispatcher to=B                      -> rejected wrong_state
dispatch     C1 by=agent                                -> ok
expect       C1 lead=S assisting=A
at 2026-03-03T09:00
add_unit     C1 by=officer-S to=B                       -> rejected not_permitted
add_unit     C1 by=dispatcher to=A                      -> rejected duplicate_unit
add_unit     C1 by=dispatcher to=X                      -> rejected unknown_unit
add_unit     C1 by=dispatcher to=B                      -> ok
expect       C1 assisting=A,B
# Its own clocks, and done when the lead must be.
expect       C1 clock acknowledge running of=B due=2026-03-03T09:30
expect       C1 clock handling running of=B due=2026-03-05T09:00
expect       C1 told B about=协办
release_unit C1 by=dispatcher of=A                      -> ok
expect       C1 assisting=B
expect       C1 clock handling cancelled of=A
expect       C1 told A about=已撤出
acknowledge  C1 by=officer-S                            -> ok
finish       C1 by=officer-S                            -> rejected assisting_unfinished
acknowledge  C1 by=officer-B of=B                       -> ok
finish       C1 by=officer-B of=B                       -> ok
finish       C1 by=officer-S                            -> ok
