# Typed by mistake: void, with a reason, and everybody's clocks end.
at 2026-03-02T09:00
open     C1 category=010101 place=1101  -> ok
dispatch C1 by=agent                    -> ok
void     C1 by=agent                    -> rejected not_permitted
void     C1 reason=""                   -> rejected text_required
void     C1                             -> ok
expect   C1 state=voided closed=yes lead=none assisting=""
expect   C1 clock handling cancelled of=S
wait 15d
expect   C1 state=archived
expect   C1 event clock_missed count=0
