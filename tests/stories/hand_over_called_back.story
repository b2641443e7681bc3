# Handed to the police; the citizen is asked all the same, and cannot be sent to a redo.
at 2026-03-02T09:00
open      C1 category=010101 place=1101           -> ok
hand_over C1 by=agent target=110                  -> ok
rule_hand_over C1 by=agent                        -> ok
callback  C1 by=caller-back reached=no            -> ok
expect    C1 state=handed_over attempts=1
callback  C1 by=caller-back redo=yes solved=no satisfied=unsatisfied -> rejected wrong_state
callback  C1 by=caller-back solved=yes satisfied=satisfied           -> ok
expect    C1 state=finished
