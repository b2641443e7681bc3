# The citizen calls again: the unit is urged, and only units that have a part can be.
at 2026-03-02T09:00
open     C1 category=010101 place=1101      -> ok
dispatch C1 by=agent                        -> ok
remind   C1 by=dispatcher text=""           -> rejected text_required
remind   C1 by=dispatcher of=#9             -> rejected no_such_assignment
remind   C1 by=dispatcher                   -> ok
expect   C1 told S about=催办 times=1
remind   C1 by=dispatcher of=A              -> ok
expect   C1 told A about=催办 times=1
remind   C1 by=officer-S                    -> rejected not_permitted
