# The child does not go to the archive while its parent still lives.
at 2026-03-02T09:00
open        C1 category=010101 place=1101   -> ok
open        C2 category=010101 place=1101   -> ok
merge       C2 into=C1 by=dispatcher        -> ok
archive     C2                              -> rejected wrong_state
wait 16d
expect      C2 state=merged
expect      C2 event archive_postponed count=1
void        C1                              -> ok
wait 16d
expect      C1 state=archived
expect      C2 state=archived
unmerge     C2 by=dispatcher                -> rejected wrong_state
