-- Which editions of articles answered which cases at the desk; a case counts once for an article.
CREATE TABLE article_uses (
    city text NOT NULL COLLATE "C",
    article bigint NOT NULL,
    case_id bigint NOT NULL,
    edition int NOT NULL,
    used_at timestamptz NOT NULL,
    PRIMARY KEY (city, article, case_id)
);

-- Articles are looked up by the code that people cite.
CREATE INDEX documents_number ON documents (city, number) WHERE number <> '';
