# The city drops a category that old cases carry: they live on.
at 2026-03-02T09:00
open     C1 category=010101 place=1101  -> ok
open     C2 category=010101 place=1101  -> ok
city version=v2 drop_category=010101
open     C3 category=010101 place=1101  -> rejected unknown_category
dispatch C1 by=agent                    -> ok
expect   C1 state=dispatched category=010101
acknowledge C1 by=chief                 -> ok
finish   C1 overrule="协办单位已口头反馈"  -> ok
amend    C2 by=agent title="井盖丢失一块" -> ok
void     C2                             -> ok
reopen   C2 as=C4                       -> ok
expect   C4 category="" reopens=C2
dispatch C4 by=agent                    -> rejected no_category
dispatch C4 by=agent lead=A             -> ok
