# A person asks to be forgotten: not while we work for them; afterwards text and key are gone, the journal stays.
at 2026-03-02T09:00
open    C1 category=010101 place=1101 title="路灯不亮整条街" caller=陈测试 phone=10012345678 -> ok
expect  C1 readable
expect  C1 found 路灯
erase   C1                                -> rejected wrong_state
decline C1 by=agent reason=outside        -> ok
erase   C1 by=agent                       -> rejected not_permitted
erase   C1 basis=""                       -> rejected text_required
erase   C1                                -> ok
expect  C1 erased=yes state=declined
expect  C1 unreadable
expect  C1 lost 路灯
erase   C1                                -> rejected already_done
note    C1                                -> rejected erased
unmask  C1                                -> rejected erased
reopen  C1 as=C2                          -> rejected erased
wait 15d
expect  C1 state=archived
expect  C1 event case_opened count=1
