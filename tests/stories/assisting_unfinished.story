# The lead waits for the assisting unit, or says why it does not.
at 2026-03-02T09:00
open        C1 category=010101 place=1101              -> ok
dispatch    C1 by=agent                                -> ok
acknowledge C1 by=officer-S                            -> ok
finish      C1 by=officer-S                            -> rejected assisting_unfinished
acknowledge C1 by=officer-A of=A                       -> ok
finish      C1 by=officer-S                            -> rejected assisting_unfinished
finish      C1 by=officer-S overrule="协办单位已口头反馈" -> ok
expect      C1 state=answer_review assisting=""
finish      C1 by=officer-A of=A                       -> rejected wrong_state
