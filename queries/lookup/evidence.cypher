// The words behind statements, with their articles.
MATCH (s:Statement)-[:EVIDENCED_BY]->(e:Evidence)-[:IN_ARTICLE]->(a:Article)
WHERE s.id IN $statement
RETURN DISTINCT s.id AS statement, a.id AS article, a.title AS title, a.published AS published, a.url AS url,
       e.sentence AS sentence, e.quote AS quote, e.start AS start, e.end AS end
