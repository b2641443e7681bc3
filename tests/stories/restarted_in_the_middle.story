# The machine is switched off over lunch; deadlines that passed meanwhile fire when it is back.
at 2026-03-02T09:00
open        C1 category=010101 place=1101   -> ok
dispatch    C1 by=agent lead=S              -> ok
restart
expect      C1 state=dispatched lead=S
acknowledge C1 by=officer-S                 -> ok
restart
at 2026-03-05T10:00
expect      C1 clock handling missed
expect      C1 event reminder_sent count=2
restart
finish      C1 by=officer-S                 -> ok
