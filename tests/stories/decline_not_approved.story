# The reviewer says: this is ours. The agent dispatches it, late by then.
at 2026-03-02T09:00
open         C1 category=010101 place=1101          -> ok
decline      C1 by=agent reason=court               -> ok
wait 40min
expect       C1 clock dispatch missed
rule_decline C1 by=reviewer approve=no note=""      -> rejected text_required
rule_decline C1 by=reviewer approve=no              -> ok
expect       C1 state=registered decline_reason=""
dispatch     C1 by=agent lead=S                     -> ok
expect       C1 state=dispatched
expect       C1 clock dispatch missed
