# Two people saw the same case and press their buttons in the same millisecond: one wins, the other is told.
at 2026-03-02T09:00
open     C1 category=010101 place=1101  -> ok
together dispatch C1 by=agent lead=S | dispatch C1 by=dispatcher lead=B | void C1 -> one
open     C2 category=010101 place=1101  -> ok
# Whoever did not say which version they saw is decided anew: the second dispatch finds it dispatched.
together dispatch C2 by=agent lead=S version=any | dispatch C2 by=dispatcher lead=B version=any -> one wrong_state
# Notes do not stand in each other's way.
together note C2 text="第一条备注内容" version=any | note C2 text="第二条备注内容" version=any | note C2 text="第三条备注内容" version=any -> all
expect   C2 event note_added count=3
note     C2 seen_version=1              -> stale version_conflict
expect   C2 event note_added count=3
