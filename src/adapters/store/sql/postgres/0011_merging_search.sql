-- A thread of the store moves what waits beside the search index every second (postgres/search_merger.hpp); a commit does
-- it only where none has come to it, and then better seldom.
ALTER INDEX search_document SET (gin_pending_list_limit = 16384);
