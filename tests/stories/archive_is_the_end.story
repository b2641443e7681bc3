# After the archive nothing happens to a case; people may still look, and be forgotten.
at 2026-03-02T09:00
open           C1 category=010101 place=1101  -> ok
open           C2 category=010101 place=1101  -> ok
archive        C1                             -> rejected wrong_state
answer_at_desk C1 by=agent                    -> ok
archive        C1                             -> ok
expect         C1 state=archived
note           C1                             -> rejected wrong_state
remind         C1                             -> rejected wrong_state
redo           C1                             -> rejected wrong_state
amend          C1 urgent=yes                  -> rejected wrong_state
void           C1                             -> rejected wrong_state
merge          C1 into=C2                     -> rejected wrong_state
merge          C2 into=C1                     -> rejected merge_into_closed
fire_deadline  C1 clock=archive               -> rejected wrong_state
wait 60d
expect         C1 event case_archived count=1
unmask         C1                             -> ok
erase          C1                             -> ok
expect         C1 state=archived erased=yes
