# The province sends a case twice; it is one case here.
at 2026-03-02T09:00
open   C1 category=010101 place=1101 channel=province source=hn12345 source_id=2026-77 -> ok
wait 1h
open   C2 category=010101 place=1101 channel=province source=hn12345 source_id=2026-77 -> same C1
open   C2 category=010101 place=1101 channel=province source=other source_id=2026-77   -> ok
open   C3 category=010101 place=1101                                                   -> ok
open   C4 category=010101 place=1101                                                   -> ok
