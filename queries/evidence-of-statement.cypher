// title: 一句陈述的依据 | The evidence of a statement
// about: 陈述所依据的每处原文一行，连同报道、位置和抽取器。 | One row for each passage that the statement rests on, with its article, its place there and the extractor.
// parameter statement: Statement, required | 陈述标识 | the statement's id
// column subject: text | 主语 | subject
// column predicate: text | 谓语 | predicate
// column object: text | 宾语 | object
// column sentence: text | 原句 | sentence
// column quote: text | 原文 | quote
// column start: integer | 起点 | start
// column end: integer | 终点 | end
// column title: text | 报道 | article
// column published: date | 日期 | date
// column confidence: decimal | 置信度 | confidence
// column rule: text | 规则 | rule
// column extractor: text | 抽取器 | extractor
// column article_id: id | 报道标识 | article id
// column statements: statements | 陈述 | statements
MATCH (s:Statement)-[:EVIDENCED_BY]->(e:Evidence)-[:IN_ARTICLE]->(a:Article)
WHERE s.id IN $statement
OPTIONAL MATCH (thing:Entity {id: s.subject})
OPTIONAL MATCH (value:Entity {id: s.object})
RETURN coalesce(thing.name, '') AS subject, s.predicate AS predicate, coalesce(value.name, s.object) AS object, e.sentence AS sentence,
       e.quote AS quote, e.start AS start, e.end AS `end`, coalesce(a.title, '') AS title, coalesce(a.published, '') AS published,
       s.confidence AS confidence, coalesce(s.rule, '') AS rule, coalesce(s.extractor, '') AS extractor, a.id AS article_id,
       [s.id] AS statements
ORDER BY article_id, start, `end`, s.id
