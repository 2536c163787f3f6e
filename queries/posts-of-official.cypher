// title: 某人的职务 | Somebody's posts over time
// about: 每段任职一行；日期为报道称其在任的最近一天，曾任职务无此日期。 | One row for each tenure; the day is the latest on which an article says that it was held, and none for former posts.
// parameter person: Person, required | 人物：姓名、别名、拼音或标识 | who: a name, alias, pinyin or id
// column person: text | 人物 | person
// column post: text | 职务 | post
// column jurisdiction: list | 辖区或所属 | jurisdiction
// column rank: text | 层次 | rank
// column held: date | 在任日期 | held on
// column former: text | 曾任 | former
// column person_id: id | 人物标识 | person id
// column post_id: id | 职务标识 | post id
// column statements: statements | 陈述 | statements
MATCH (p:Person)<-[:HELD_BY]-(t:Tenure)-[of:OF_POST]->(o:Post)
WHERE p.id IN $person
RETURN p.name AS person, o.name AS post, [(o)-[:JURISDICTION]->(whose) | whose.name] AS jurisdiction, coalesce(o.rank, '') AS rank,
       coalesce(t.asOf, '') AS held, toString(coalesce(t.former, false)) AS former, p.id AS person_id, o.id AS post_id,
       of.statements AS statements
ORDER BY person_id, held, post_id
