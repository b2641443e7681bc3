# The lamp is dark again: a new case, linked to the old one, with the same person and matter.
at 2026-03-02T09:00
open           C1 category=010101 place=1101 title="路灯不亮整条街" -> ok
reopen         C1 as=C2 by=caller-back     -> rejected wrong_state
answer_at_desk C1 by=agent                 -> ok
reopen         C1 as=C2 by=dispatcher      -> rejected not_permitted
reopen         C1 as=C2 by=caller-back     -> ok
expect         C2 reopens=C1 state=registered category=010101 place=1101
expect         C2 readable title="路灯不亮整条街"
expect         C1 state=answered_at_desk
wait 15d
expect         C1 state=archived
reopen         C1 as=C3 by=caller-back     -> ok
expect         C3 reopens=C1
