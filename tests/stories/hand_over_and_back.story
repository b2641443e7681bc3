# To the police at once: they take it, and later say it is the hotline's after all.
at 2026-03-02T22:30
open           C1 category=010101 place=1101      -> ok
hand_over      C1 by=agent target=119             -> rejected unknown_target
rule_hand_over C1 by=agent                        -> rejected no_hand_over
hand_over      C1 by=agent target=110             -> ok
# Until they say yes the caller and the case stay with the agent.
expect         C1 state=registered closed=no hand_over=offered
expect         C1 clock hand_over running due=2026-03-02T22:35
hand_over      C1 by=agent target=110             -> rejected hand_over_pending
wait 2min
rule_hand_over C1 by=agent number=JQ-20260302-17  -> ok
expect         C1 state=handed_over closed=yes hand_over=accepted number=JQ-20260302-17
expect         C1 clock hand_over met
wait 1h
dispatch       C1 by=agent lead=S                 -> ok
expect         C1 state=dispatched lead=S closed=no
expect         C1 clock archive cancelled
wait 20d
expect         C1 state=dispatched
