# One minute after it was due nothing can be extended.
at 2026-03-02T09:00
open              C1 category=010101 place=1101   -> ok
open              C2 category=010101 place=1101   -> ok
dispatch          C1 by=agent lead=S              -> ok
dispatch          C2 by=agent lead=S              -> ok
at 2026-03-05T08:59
request_extension C1 by=officer-S asked=1wd       -> ok
at 2026-03-05T09:01
request_extension C2 by=officer-S asked=1wd       -> rejected extension_too_late
expect            C2 clock handling missed
