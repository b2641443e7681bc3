# Half past ten, a car in front of the gate: plate and place, the owner is asked, the car is gone.
at 2026-03-02T22:30
open          C1 category=010103 place=1101 plate=琼A00000 title="车堵住大门" phone=10012345678 -> ok
expect        C1 state=registered car=asked urgent=yes
expect        C1 clock move_car running due=2026-03-02T22:50
contact_owner C1 by=agent reached=no            -> ok
wait 4min
contact_owner C1 by=agent reached=yes           -> ok
wait 9min
end_move      C1 by=agent moved=yes             -> ok
expect        C1 state=answered_at_desk car=moved closed=yes
expect        C1 clock move_car met
contact_owner C1 by=agent                       -> rejected wrong_state
