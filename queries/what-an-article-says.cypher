// title: 一篇报道说了什么 | What an article says
// about: 报道中的每句陈述一行（名称、分类与提及除外），连同依据和置信度。 | One row for each statement of the article (names, classes and mentions left out), with its evidence and confidence.
// parameter article: Article, required | 报道：标识、网址或标题 | the article: id, address or title
// column subject: text | 主语 | subject
// column predicate: text | 谓语 | predicate
// column object: text | 宾语 | object
// column confidence: decimal | 置信度 | confidence
// column rule: text | 规则 | rule
// column subject_id: id | 主语标识 | subject id
// column object_id: id | 宾语标识 | object id
// column statements: statements | 陈述 | statements
MATCH (s:Statement)-[:IN_ARTICLE]->(a:Article)
WHERE a.id IN $article AND EXISTS { (s)-[:EVIDENCED_BY]->() }
  AND NOT s.predicate IN ['type', 'name', 'alias', 'pinyin', 'mentions']
OPTIONAL MATCH (thing:Entity {id: s.subject})
OPTIONAL MATCH (value:Entity {id: s.object})
RETURN coalesce(thing.name, '') AS subject, s.predicate AS predicate, CASE WHEN value IS NULL THEN s.object ELSE coalesce(value.name, '') END AS object,
       s.confidence AS confidence, coalesce(s.rule, '') AS rule, s.subject AS subject_id, coalesce(value.id, '') AS object_id,
       [s.id] AS statements
ORDER BY subject_id, predicate, object_id, object, s.id
