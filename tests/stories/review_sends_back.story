# The answer says nothing: it goes back, the time that passed meanwhile counts.
at 2026-03-02T09:00
open        C1 category=010101 place=1101         -> ok
dispatch    C1 by=agent lead=S                    -> ok
acknowledge C1 by=officer-S                       -> ok
finish      C1 by=officer-S done=""               -> rejected text_required
finish      C1 by=officer-S reply=""              -> rejected text_required
finish      C1 by=officer-S contacted=yes         -> rejected contact_required
finish      C1 by=officer-S contacted=yes when=2026-03-02T10:00 -> rejected time_in_future
finish      C1 by=officer-S contacted=yes when=2026-03-01T10:00 -> rejected time_too_early
finish      C1 by=officer-S                       -> ok
review      C1 by=officer-S                       -> rejected not_permitted
review      C1 by=reviewer accept=no note=""      -> rejected text_required
review      C1 by=reviewer accept=no              -> ok
expect      C1 state=handling
expect      C1 clock handling running due=2026-03-05T09:00
expect      C1 told S about=反馈被退回
at 2026-03-05T09:00
expect      C1 clock handling missed
finish      C1 by=officer-S                       -> ok
review      C1 by=reviewer accept=yes             -> ok
expect      C1 state=callback
expect      C1 clock handling missed
