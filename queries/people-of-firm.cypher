// title: 企业、机构里的人 | People of a firm or body
// about: 在该企业或机构任职的人，每人每职一行。 | People who hold posts there, one row for each person and post.
// parameter firm: Organization, required | 企业或机构 | the firm or body
// column person: text | 人物 | person
// column post: text | 职务 | post
// column held: date | 在任日期 | held on
// column former: text | 曾任 | former
// column person_id: id | 人物标识 | person id
// column post_id: id | 职务标识 | post id
// column statements: statements | 陈述 | statements
MATCH (f:Entity)<-[:JURISDICTION]-(o:Post)<-[of:OF_POST]-(t:Tenure)-[:HELD_BY]->(p:Person)
WHERE f.id IN $firm
RETURN DISTINCT p.name AS person, o.name AS post, coalesce(t.asOf, '') AS held, toString(coalesce(t.former, false)) AS former,
       p.id AS person_id, o.id AS post_id, of.statements AS statements
ORDER BY person, person_id, held, post_id
