# Not into itself, not into what has ended, not into what is merged, not after the answer.
at 2026-03-02T09:00
open           C1 category=010101 place=1101  -> ok
open           C2 category=010101 place=1101  -> ok
open           C3 category=010101 place=1101  -> ok
merge          C1 into=C1 by=agent            -> rejected not_permitted
merge          C1 into=C1 by=dispatcher       -> rejected merge_into_itself
answer_at_desk C3 by=agent                    -> ok
merge          C1 into=C3 by=dispatcher       -> rejected merge_into_closed
merge          C3 into=C3 by=dispatcher       -> rejected wrong_state
merge          C1 into=C2 by=dispatcher       -> ok
merge          C2 into=C1 by=dispatcher       -> rejected merge_into_closed
merge          C1 into=C2 by=dispatcher       -> rejected wrong_state
unmerge        C2 by=dispatcher               -> rejected wrong_state
expect         C2 children=C1
