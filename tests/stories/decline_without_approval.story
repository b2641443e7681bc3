# Another city's matter needs nobody's approval.
at 2026-03-02T09:00
open    C1 category=010101 place=1101          -> ok
decline C1 by=agent reason=outside explanation="" -> rejected text_required
decline C1 by=agent reason=outside             -> ok
expect  C1 state=declined decline_reason=outside
expect  C1 clock archive running due=2026-03-17T09:00
archive C1                                     -> ok
expect  C1 state=archived
