"""All Cypher that writes the property graph, or looks at it as a whole. Labels and types come as parameters, never by formatting."""

from __future__ import annotations

BOOKKEEPING = "MATCH (p:Projection {id: 'journal'}) RETURN p.sequence AS seq, p.origin AS origin, p.form AS form"

HOLD = """
MERGE (p:Projection {id: 'journal'})
SET p.holder = $holder
RETURN coalesce(p.sequence, 0) AS seq, coalesce(p.origin, $origin) AS origin
"""
"""Takes the write lock of the bookkeeping node, so that writers on any machine take turns, and says how far it stands."""

ADVANCE = "MATCH (p:Projection {id: 'journal'}) SET p.sequence = $seq, p.origin = $origin, p.form = $form"

IS_EMPTY = "RETURN NOT EXISTS { (:Entity) } AND NOT EXISTS { (:Article) } AS empty"

WIPE = """
MATCH (n:Entity|Article|Statement|Evidence|Dossier|Link|Projection)
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS
"""

CREATE_ENTITIES = """
UNWIND $rows AS row
CREATE (e:$(row.labels))
SET e = row.properties
"""

MERGE_ENTITIES = """
UNWIND $rows AS row
MERGE (e:Entity {id: row.properties.id})
SET e = row.properties
SET e:$(row.labels)
REMOVE e:$([label IN $all WHERE NOT label IN row.labels])
"""

ENSURE_ENTITIES = """
UNWIND $rows AS row
MERGE (e:Entity {id: row.id})
ON CREATE SET e:$(row.labels)
"""

CLEAR_ENTITIES = """
UNWIND $rows AS row
MATCH (e:Entity {id: row.id})
SET e = {id: row.id}
SET e:$(row.labels)
REMOVE e:$([label IN $all WHERE NOT label IN row.labels])
"""

DELETE_ORPHANS = """
UNWIND $ids AS id
MATCH (e:Entity {id: id})
WHERE NOT EXISTS { (e)--() }
DELETE e
"""

SAID_BEFORE = """
UNWIND $articles AS article
MATCH (:Article {id: article})<-[:IN_ARTICLE]-(s:Statement)
RETURN s.id AS id, s.subject AS subject, s.predicate AS predicate, s.object AS object
"""

MENTIONED_BEFORE = """
UNWIND $articles AS article
MATCH (:Article {id: article})-[:MENTIONS]->(e:Entity)
RETURN DISTINCT e.id AS id
"""

DELETE_ARTICLES = """
UNWIND $articles AS article
MATCH (a:Article {id: article})
CALL (a) {
  MATCH (a)<-[:IN_ARTICLE]-(x:Statement|Evidence)
  DETACH DELETE x
}
DETACH DELETE a
"""

CREATE_ARTICLES = """
UNWIND $rows AS row
CREATE (a:Article)
SET a = row.properties
WITH a, row
CALL (a, row) {
  UNWIND row.evidence AS properties
  CREATE (e:Evidence)-[:IN_ARTICLE]->(a)
  SET e = properties
  RETURN collect(e) AS evidence
}
CALL (a, row, evidence) {
  UNWIND row.statements AS statement
  CREATE (s:Statement)-[:IN_ARTICLE]->(a)
  SET s = statement.properties
  WITH s, statement, evidence
  UNWIND statement.evidence AS place
  WITH s, evidence[place] AS e
  CREATE (s)-[:EVIDENCED_BY]->(e)
}
CALL (a, row) {
  UNWIND row.mentions AS id
  MATCH (e:Entity {id: id})
  CREATE (a)-[:MENTIONS]->(e)
}
"""
"""Rows: an article's properties; its quotations'; its statements' with the places of their quotations in that list; mentions."""

CREATE_FACTS = """
UNWIND $rows AS row
MATCH (s:Entity {id: row.start})
MATCH (o:Entity {id: row.end})
CREATE (s)-[:$(row.type) {statements: row.added, confidence: row.confidence}]->(o)
"""

MERGE_FACTS = """
UNWIND $rows AS row
MATCH (s:Entity {id: row.start})
MATCH (o:Entity {id: row.end})
MERGE (s)-[r:$(row.type)]->(o)
SET r.confidence = CASE WHEN r.confidence > row.confidence THEN r.confidence ELSE row.confidence END,
    r.statements = coalesce(r.statements, []) + [x IN row.added WHERE NOT x IN coalesce(r.statements, [])]
"""

TAKE_BACK = """
UNWIND $rows AS row
MATCH (s:Entity {id: row.start})-[r]->(o:Entity {id: row.end})
WHERE type(r) = row.type
SET r.statements = [x IN r.statements WHERE NOT x IN row.gone]
WITH r
CALL (r) {
  MATCH (x:Statement) WHERE x.id IN r.statements
  RETURN max(x.confidence) AS confidence
}
SET r.confidence = confidence
WITH r WHERE size(r.statements) = 0
DELETE r
"""

DROP_LINKS = """
UNWIND $links AS link
MATCH (l:Link {id: link})
OPTIONAL MATCH (l)-[:LINK_OF]->(d:Dossier)
DETACH DELETE l, d
"""

DROP_DOSSIERS = """
MATCH (d:Dossier)
WHERE NOT EXISTS { (d)<-[:LINK_OF]-(:Link) }
DETACH DELETE d
"""

MAKE_LINKS = """
UNWIND $rows AS row
MATCH (e:Entity {id: row.entity})
MERGE (d:Dossier {id: row.dossier})
MERGE (l:Link {id: row.id})
SET l.generatedAtTime = row.at
MERGE (l)-[:LINK_OF]->(d)
MERGE (l)-[:LINK_TO]->(e)
"""

ALL_DOSSIERS = """
MATCH (n:Dossier|Link)
OPTIONAL MATCH (n)-[:LINK_OF]->(d)
OPTIONAL MATCH (n)-[:LINK_TO]->(e)
RETURN labels(n) AS labels, properties(n) AS properties, d.id AS dossier, e.id AS entity
"""

ALL_ENTITIES = "MATCH (n:Entity) RETURN labels(n) AS labels, properties(n) AS properties"
ALL_ARTICLES = "MATCH (n:Article) RETURN labels(n) AS labels, properties(n) AS properties"
ALL_STATEMENTS = "MATCH (n:Statement) RETURN labels(n) AS labels, properties(n) AS properties"
ALL_EVIDENCE = "MATCH (n:Evidence) RETURN labels(n) AS labels, properties(n) AS properties"
ALL_FACTS = """
MATCH (s:Entity)-[r]->(o:Entity)
WHERE type(r) IN $types
RETURN s.id AS start, type(r) AS type, o.id AS end, r.statements AS statements, r.confidence AS confidence
"""
ALL_LINKS = """
MATCH (s:Article|Statement|Evidence)-[r:MENTIONS|EVIDENCED_BY|IN_ARTICLE]->(o:Article|Entity|Evidence)
RETURN s.id AS start, type(r) AS type, o.id AS end
"""

MARKED = """
SHOW TRANSACTIONS YIELD transactionId, metaData
WHERE metaData.zhaoshang = $mark
RETURN transactionId AS name
"""
TERMINATE = "TERMINATE TRANSACTIONS $names"
"""Marked and to be ended: what nobody waits for any more."""
