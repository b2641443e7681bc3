# The court has it: a second person must agree before the citizen hears no.
at 2026-03-02T09:00
open         C1 category=010101 place=1101 -> ok
decline      C1 by=agent reason=weather    -> rejected unknown_reason
decline      C1 by=agent reason=court      -> ok
expect       C1 state=decline_review decline_reason=court closed=no
rule_decline C1 by=agent                   -> rejected not_permitted
rule_decline C1 by=reviewer approve=yes    -> ok
expect       C1 state=declined decline_reason=court closed=yes
redo         C1                            -> rejected wrong_state
wait 15d
expect       C1 state=archived
