# One call, three matters: each gets a case and a life of its own.
at 2026-03-02T09:00
open    C1 category=010101 place=1101 caller=陈测试 phone=10012345678 -> ok
split   C1 into="" by=dispatcher                 -> invalid bad_parts
split   C1 into=X1,X2,X3,X4,X5,X6,X7,X8,X9,X10,X11 by=dispatcher -> invalid bad_parts
split   C1 into=C2,C3 by=agent                   -> rejected not_permitted
split   C1 into=C2,C3 category=999999            -> rejected unknown_category
split   C1 into=C2,C3                            -> ok
expect  C1 split=C2,C3 state=registered
expect  C2 split_from=C1 state=registered category=020101 place=1101
expect  C3 split_from=C1
expect  C2 readable title="另一件事情的说明"
dispatch C2 by=agent                             -> ok
expect  C2 lead=A
expect  C1 state=registered
