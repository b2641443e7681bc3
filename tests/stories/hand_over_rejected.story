# The police say no: it comes back to the agent with the reason, and may be offered again.
at 2026-03-02T22:30
open           C1 category=010101 place=1101                     -> ok
hand_over      C1 by=agent target=110                            -> ok
# Another line's system cannot speak for the police.
rule_hand_over C1 by=system-120 number=X                         -> rejected not_yours
wait 6min
expect         C1 clock hand_over missed
expect         C1 told H about=转出确认已超时
rule_hand_over C1 by=system-110 accept=no note=""                -> rejected text_required
rule_hand_over C1 by=system-110 accept=no note="不涉及人身安全"  -> ok
expect         C1 state=registered hand_over=rejected
expect         C1 told H about=未被接收
rule_hand_over C1 by=system-110                                  -> rejected no_hand_over
# The partner answers a second time, and late: nothing changes.
hand_over      C1 by=agent target=110                            -> ok
rule_hand_over C1 by=system-110 number=JQ-2                      -> ok
rule_hand_over C1 by=system-110 number=JQ-2                      -> rejected wrong_state
expect         C1 state=handed_over number=JQ-2
expect         C1 event hand_over_accepted count=1 actor=linked_system:110@
