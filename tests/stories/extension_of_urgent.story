# Urgent matters are never extended.
at 2026-03-02T09:00
open              C1 category=010102 place=1101      -> ok
dispatch          C1 by=agent                        -> ok
request_extension C1 by=officer-B asked=30min        -> rejected extensions_used_up
