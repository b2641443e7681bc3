# The police hand us what is ours, and once what is not: we say yes or no, in time.
at 2026-03-02T22:30
open         C1 by=system-110 channel=linked source=110 source_id=JQ-1 category=010101 place=1101 hand_in=yes and_dispatch=yes -> ok
expect       C1 state=registered
expect       C1 clock hand_in running due=2026-03-02T22:35
dispatch     C1 by=agent                       -> rejected hand_in_pending
answer_at_desk C1 by=agent                     -> rejected hand_in_pending
rule_hand_in C1 by=system-110                  -> rejected not_permitted
rule_hand_in C1 by=agent                       -> ok
rule_hand_in C1 by=agent                       -> rejected no_hand_in
expect       C1 clock hand_in met
dispatch     C1 by=agent                       -> ok
expect       C1 lead=S
# Sent twice it is the same case.
open         C9 by=system-110 channel=linked source=110 source_id=JQ-1 hand_in=yes -> same C1
open         C2 by=system-110 channel=linked source=110 source_id=JQ-2 hand_in=yes -> ok
at 2026-03-02T22:40
expect       C2 clock hand_in missed
rule_hand_in C2 by=agent accept=no note=""     -> rejected text_required
rule_hand_in C2 by=agent accept=no             -> ok
expect       C2 state=declined closed=yes
