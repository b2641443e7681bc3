# The desk's line broke while it was saving; it sends the same again.
at 2026-03-02T09:00
open   C1 category=010101 place=1101 key=k1 digest=aa  -> ok
open   C2 category=010101 place=1101 key=k1 digest=aa  -> same C1
restart
open   C2 category=010101 place=1101 key=k1 digest=aa  -> same C1
open   C2 category=010101 place=1101 key=k1 digest=bb  -> invalid idempotency_key_reused
open   C2 category=010101 place=1101 key=k2 digest=aa  -> ok
expect C1 version=1
