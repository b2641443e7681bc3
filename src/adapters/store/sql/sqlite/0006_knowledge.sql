-- Which editions of articles answered which cases at the desk; a case counts once for an article.
CREATE TABLE article_uses (
    article INTEGER NOT NULL,
    case_id INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (article, case_id)
) STRICT, WITHOUT ROWID;

-- Articles are looked up by the code that people cite.
CREATE INDEX documents_by_number ON documents (number) WHERE number <> '';
