# The agent knows the answer; no unit is troubled.
at 2026-03-02T09:00
open           C1 category=020101 type=consultation title="办事大厅几点开门" -> ok
answer_at_desk C1 by=officer-A                 -> not_found no_such_case
answer_at_desk C1 by=agent answer=""           -> rejected text_required
answer_at_desk C1 by=agent article=k7          -> rejected unknown_article
answer_at_desk C1 by=agent                     -> ok
expect         C1 state=answered_at_desk closed=yes lead=none
expect         C1 clock dispatch met
dispatch       C1 by=agent                     -> rejected wrong_state
wait 15d
expect         C1 state=archived
