# Who works in another unit does not see the case; who has a part in it sees it and may do their own part only.
at 2026-03-02T09:00
open        C1 category=010101 place=1101           -> ok
note        C1 by=officer-S                         -> not_found no_such_case
dispatch    C1 by=agent                             -> ok
acknowledge C1 by=officer-B                         -> not_found no_such_case
acknowledge C1 by=officer-A                         -> rejected not_yours
expect      C1 cannot acknowledge by=officer-A because=not_yours
expect      C1 can acknowledge by=officer-A of=A
# The district above the street may act for it.
acknowledge C1 by=officer-D                         -> ok
acknowledge C1 by=stranger                          -> not_found no_such_case
dispatch    C1 by=officer-S                         -> rejected wrong_state
withdraw    C1 by=officer-S                         -> rejected not_permitted
acknowledge C1 of=#7                                -> rejected no_such_assignment
note        C1 by=officer-S                         -> ok
