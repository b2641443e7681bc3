# At 50 % the unit hears, at 80 % the unit and the hotline, at 100 % it is missed; each once.
at 2026-03-02T09:00
open        C1 category=010101 place=1101      -> ok
dispatch    C1 by=agent lead=S                 -> ok
acknowledge C1 by=officer-S                    -> ok
contact     C1 by=officer-S                    -> ok
# 585 of 1,170 working minutes.
at 2026-03-03T14:44
expect      C1 event reminder_sent count=0
at 2026-03-03T14:46
expect      C1 event reminder_sent count=1
expect      C1 told S about=办理临近到期 times=1
at 2026-03-04T14:35
expect      C1 event reminder_sent count=2
expect      C1 told S about=80% times=1
expect      C1 told H about=80% times=1
at 2026-03-05T09:00
expect      C1 event clock_missed count=1
expect      C1 told S about=办理已超时 times=1
wait 20d
expect      C1 event clock_missed count=1
expect      C1 event reminder_sent count=2
finish      C1 by=officer-S                    -> ok
expect      C1 clock handling missed
