# A letter of twenty thousand characters is taken, one more is not; an empty one neither.
at 2026-03-02T09:00
open     C1 category=010101 place=1101 title="" content=""         -> rejected text_required
open     C1 category=010101 place=1101 title="　 " content=" "      -> rejected text_required
open     C1 category=010101 place=1101 content="长*20001"           -> rejected text_too_long
open     C1 category=010101 place=1101 title="长*10001"             -> rejected text_too_long
open     C1 category=010101 place=1101 caller="名*501"              -> rejected text_too_long
open     C1 category=010101 place=9                                -> rejected unknown_place
open     C1 by=officer-A                                           -> rejected not_permitted
open     C1 category=010101 place=1101 content="长*20000"           -> ok
note     C1 text="长*10001"                                         -> rejected text_too_long
note     C1 text="长*10000"                                         -> ok
