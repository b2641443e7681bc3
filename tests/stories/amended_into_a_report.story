# What turns out to be a report becomes secret.
at 2026-03-02T09:00
open   C1 category=010101 place=1101       -> ok
amend  C1 by=agent                         -> rejected nothing_to_change
amend  C1 by=agent category=999999         -> rejected unknown_category
amend  C1 by=agent place=9                 -> rejected unknown_place
amend  C1 by=agent title="  "              -> rejected text_required
amend  C1 by=agent type=report             -> ok
expect C1 secret=yes type=report
amend  C1 by=agent title="井盖丢失一块"      -> ok
expect C1 readable title="井盖丢失一块"
expect C1 found 井盖
expect C1 lost 三天
