# A message with a link: read, answered once, and worth nothing afterwards.
at 2026-03-02T09:00
open        C1 category=010101 place=1101    -> ok
dispatch    C1 by=agent lead=S               -> ok
acknowledge C1 by=officer-S                  -> ok
finish      C1 by=officer-S                  -> ok
review      C1 by=reviewer                   -> ok
send_link   C1 by=officer-S                  -> rejected not_permitted
send_link   C1 as=L1                         -> ok
answer_link L1 forged=yes                    -> not_found link_invalid
# A newer link takes the place of the older one; a note in between does no harm.
send_link   C1 as=L2                         -> ok
note        C1 by=agent                      -> ok
answer_link L1                               -> not_found link_invalid
answer_link L2 solved=yes satisfied=basically_satisfied -> ok
expect      C1 state=finished solved=yes satisfied=basically_satisfied last_outcome=reached
expect      C1 event called_back actor=citizen:callback_link@
answer_link L2                               -> not_found link_invalid
send_link   C1                               -> rejected wrong_state
