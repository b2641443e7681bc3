# No: the old due time stands, and one may not ask twice.
at 2026-03-02T09:00
open              C1 category=010101 place=1101      -> ok
dispatch          C1 by=agent lead=S                 -> ok
request_extension C1 by=officer-S asked=1wd reason="" -> rejected text_required
request_extension C1 by=officer-S asked=0wd          -> rejected limit_out_of_range
request_extension C1 by=officer-S asked=6wd          -> rejected extension_too_long
request_extension C1 by=officer-S asked=5wd          -> ok
rule_extension    C1 by=dispatcher grant=no note=""  -> rejected text_required
rule_extension    C1 by=dispatcher grant=no          -> ok
expect            C1 extension=refused
expect            C1 clock handling running due=2026-03-05T09:00
request_extension C1 by=officer-S asked=1wd          -> rejected extensions_used_up
