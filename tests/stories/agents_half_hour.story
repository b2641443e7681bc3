# From the call to the dispatch: thirty minutes, day or night.
at 2026-03-07T23:50
open     C1 category=010101 place=1101  -> ok
expect   C1 clock dispatch running due=2026-03-08T00:20
wait 30min
expect   C1 clock dispatch missed
expect   C1 told H about=派单已超时 times=1
dispatch C1 by=agent lead=S             -> ok
expect   C1 clock dispatch missed
open     C2 category=010101 place=1101  -> ok
wait 30min
expect   C2 clock dispatch missed
open     C3 category=010101 place=1101  -> ok
wait 29min
dispatch C3 by=agent lead=S             -> ok
expect   C3 clock dispatch met
