# The city changes its rules while a case lives: what was promised stands, and every event names the rules that decided it.
at 2026-03-02T09:00
open     C1 category=010101 place=1101  -> ok
dispatch C1 by=agent lead=S             -> ok
city version=v2 handling_hours=24 lead=B
open     C2 category=010101 place=1101  -> ok
dispatch C2 by=agent                    -> ok
expect   C1 event case_dispatched profile=small
expect   C1 clock handling running due=2026-03-05T09:00
expect   C2 event case_dispatched profile=v2
expect   C2 lead=B
expect   C2 clock handling running due=2026-03-03T09:00
acknowledge C1 by=officer-S             -> ok
expect   C1 event acknowledged profile=v2
restart
expect   C1 event case_opened profile=small
