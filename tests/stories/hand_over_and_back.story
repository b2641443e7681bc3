# To the police at once; they say it is the hotline's after all.
at 2026-03-02T22:30
open      C1 category=010101 place=1101      -> ok
hand_over C1 by=agent target=119             -> rejected unknown_target
hand_over C1 by=agent target=110             -> ok
expect    C1 state=handed_over closed=yes
wait 1h
dispatch  C1 by=agent lead=S                 -> ok
expect    C1 state=dispatched lead=S closed=no
expect    C1 clock archive cancelled
wait 20d
expect    C1 state=dispatched
