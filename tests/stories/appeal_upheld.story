# A unit appeals against being assessed. Others rule, never the unit itself, and what happened stays as it was.
at 2026-03-02T09:00
open              C1 category=020101 place=1101                -> ok
request_appeal    C1 by=chief                                  -> rejected no_such_assignment
dispatch          C1 by=agent lead=A                           -> ok
acknowledge       C1 by=officer-A                              -> ok
at 2026-03-20T09:00
expect            C1 clock handling missed
request_appeal    C1 by=officer-B                              -> not_found no_such_case
request_appeal    C1 by=officer-A grounds=""                   -> rejected text_required
request_appeal    C1 by=officer-A                              -> ok
request_appeal    C1 by=officer-A                              -> rejected already_done
rule_appeal       C1 by=officer-A                              -> rejected not_permitted
rule_appeal       C1 by=reviewer uphold=no                     -> ok
rule_appeal       C1 by=reviewer                               -> rejected already_done
# Refused, it may be asked again; upheld, it is settled.
request_appeal    C1 by=officer-A kind=unreasonable_request    -> ok
rule_appeal       C1 by=reviewer                               -> ok
request_appeal    C1 by=officer-A                              -> rejected already_done
expect            C1 event appeal_ruled count=2
expect            C1 clock handling missed
