# A case of years ago comes with its answer; what lay between was not recorded.
at 2026-03-02T09:00
open          C1 category=010101 place=1101 channel=linked source=old source_id=1 -> ok
import_answer C1 by=agent               -> rejected not_permitted
import_answer C1                        -> ok
expect        C1 state=finished closed=yes lead=none
redo          C1                        -> rejected no_such_assignment
open          C2 category=010101 place=1101 and_dispatch=yes -> ok
import_answer C2                        -> ok
expect        C2 state=finished
expect        C2 clock acknowledge not_recorded
expect        C2 clock handling met
redo          C2                        -> ok
expect        C2 state=handling
