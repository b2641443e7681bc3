# Nobody answers: after twenty minutes the traffic police have it, by itself and at night.
at 2026-03-02T22:30
open          C1 category=010103 place=1101 plate=琼A00000 -> ok
contact_owner C1 by=agent reached=no            -> ok
at 2026-03-02T22:50
expect        C1 state=dispatched lead=B rule=r2 car=stands
expect        C1 clock move_car missed
expect        C1 clock acknowledge running due=2026-03-02T23:20
expect        C1 event case_dispatched actor=system:timer@
expect        C1 told B about=紧急
end_move      C1 by=agent                       -> rejected wrong_state
# Or the agent sends them at once, because the owner refuses.
open          C2 category=010103 place=1101     -> ok
request_move  C2 by=agent plate=""              -> rejected text_required
request_move  C2 by=agent plate=琼A00001        -> ok
request_move  C2 by=agent plate=琼A00001        -> rejected already_done
end_move      C2 by=agent moved=no              -> ok
expect        C2 state=dispatched lead=B car=stands
open          C3 category=010101 plate=琼A00002 -> rejected not_move_car
