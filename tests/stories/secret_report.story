# Whoever reports wrongdoing is protected, whether or not anybody thought of it.
at 2026-03-02T09:00
open     C1 type=report category=010101 place=1101 secret=no title="举报某工地偷倒渣土" caller=林测试 phone=10098765432 -> ok
expect   C1 secret=yes
amend    C1 by=agent secret=no            -> rejected nothing_to_change
expect   C1 secret=yes
dispatch C1 by=agent lead=S               -> ok
expect   C1 told S about=林测试 times=0
expect   C1 told S about=渣土 times=0
unmask   C1 by=officer-S                  -> rejected not_permitted
unmask   C1 field=phone reason=""         -> rejected text_required
unmask   C1 field=phone                   -> ok
expect   C1 event personal_data_viewed actor=user:everybody@H
# A split of it is as secret as it is.
split    C1 into=C2                       -> ok
expect   C2 secret=yes
