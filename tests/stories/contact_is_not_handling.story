# Nobody answered the phone: that does not stop the clock. A time that has not come, or lies before the case, is refused.
at 2026-03-02T09:00
open     C1 category=010101 place=1101                          -> ok
dispatch C1 by=agent lead=S                                     -> ok
wait 30min
contact  C1 by=officer-S reached=no                             -> ok
expect   C1 clock contact running
contact  C1 by=officer-S when=2026-03-02T09:31                  -> rejected time_in_future
contact  C1 by=officer-S when=2026-03-02T08:59                  -> rejected time_too_early
contact  C1 by=officer-S when=2026-03-02T09:15                  -> ok
expect   C1 clock contact met
at 2026-03-04T09:00
expect   C1 clock contact met
