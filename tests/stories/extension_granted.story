# Two more days, asked in time and granted.
at 2026-03-02T09:00
open              C1 category=010101 place=1101                -> ok
dispatch          C1 by=agent lead=S                           -> ok
acknowledge       C1 by=officer-S                              -> ok
rule_extension    C1 by=dispatcher                             -> rejected no_extension_pending
at 2026-03-05T08:45
request_extension C1 by=officer-S asked=2wd                    -> ok
expect            C1 extension=pending
request_extension C1 by=officer-S asked=1wd                    -> rejected extension_pending
rule_extension    C1 by=officer-S                              -> rejected not_permitted
# Ruled on after the old due time has passed: it was asked in time, so nothing was missed.
at 2026-03-05T10:00
expect            C1 clock handling missed
rule_extension    C1 by=dispatcher grant=yes                   -> ok
expect            C1 extension=granted
expect            C1 clock handling running due=2026-03-09T09:00
expect            C1 told S about=延期已批准
