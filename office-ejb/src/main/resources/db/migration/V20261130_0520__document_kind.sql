-- The kind of a conflict's document: TRANSACTION or CLOSURE. Null in entries of another kind, which is their document's
-- too. It is no part of the hash chain.
alter table journal_entry add column document_kind text;

-- A conflict's flag has always named the kind: "The CLOSURE 2b6f... was taken before ..." or "... was accepted before ...".
-- If it was removed, former_conflict has the document that the entry repeats. Indexes find both, however long the
-- journal is.
update journal_entry e set document_kind = substring(f.detail from '^The (TRANSACTION|CLOSURE) ')
from journal_flag f where f.flag = 'CONFLICT' and e.id = f.entry_id and e.kind = 'CONFLICT';

update journal_entry e set document_kind = r.kind
from former_conflict c join journal_entry r on r.id = c.repeated_id where e.id = c.entry_id and e.kind = 'CONFLICT';
