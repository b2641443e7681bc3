# From the first word to the archive, everything in time.
at 2026-03-02T09:00
open        C1 category=010101 place=1101 channel=phone title="路灯不亮整条街" caller=陈测试 phone=10012345678 -> ok
expect      C1 state=registered lead=none secret=no urgent=no
expect      C1 clock dispatch running due=2026-03-02T09:30
expect      C1 found 路灯
dispatch    C1 by=agent                          -> ok
expect      C1 state=dispatched lead=S assisting=A rule=r1
expect      C1 clock dispatch met
expect      C1 clock acknowledge running due=2026-03-02T09:30
expect      C1 clock contact running due=2026-03-03T09:00
expect      C1 clock handling running due=2026-03-05T09:00
expect      C1 told S about=主办 times=1
expect      C1 told A about=协办 times=1
wait 10min
acknowledge C1 by=officer-S                      -> ok
acknowledge C1 by=officer-A of=A                 -> ok
expect      C1 state=handling
expect      C1 clock acknowledge met
wait 1h
contact     C1 by=officer-S reached=yes          -> ok
expect      C1 clock contact met
finish      C1 by=officer-A of=A                 -> ok
expect      C1 state=handling assisting=""
at 2026-03-03T10:00
finish      C1 by=officer-S contacted=yes        -> ok
expect      C1 state=answer_review
expect      C1 clock handling met
review      C1 by=reviewer                       -> ok
expect      C1 state=callback
expect      C1 clock callback running due=2026-03-05T10:00
callback    C1 by=caller-back solved=yes satisfied=satisfied -> ok
expect      C1 state=finished solved=yes satisfied=satisfied closed=yes
expect      C1 clock callback met
expect      C1 clock archive running due=2026-03-18T10:00
at 2026-03-18T10:00
expect      C1 state=archived
expect      C1 event case_archived actor=system:timer@
expect      C1 event case_opened actor=user:agent@H profile=small
