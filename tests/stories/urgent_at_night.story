# Gas at half past ten at night: the clocks run through, nothing pauses them.
at 2026-03-06T22:30
open           C1 category=010102 place=1101 title="楼道有燃气味" and_dispatch=yes -> ok
expect         C1 state=dispatched urgent=yes lead=B
expect         C1 clock acknowledge running due=2026-03-06T23:00
expect         C1 clock contact running due=2026-03-06T23:00
expect         C1 clock handling running due=2026-03-07T00:30
expect         C1 told B about=【紧急】
acknowledge    C1 by=officer-B                -> ok
pause          C1 by=officer-B                -> rejected urgent_never_pauses
ask_supplement C1 by=agent                    -> ok
expect         C1 clock handling running unpaused due=2026-03-07T00:30
wait 2h
expect         C1 clock handling missed
expect         C1 clock contact missed
supplement     C1 by=agent                    -> ok
expect         C1 state=handling
finish         C1 by=officer-B contacted=yes when=2026-03-06T23:30 -> ok
expect         C1 clock handling missed
