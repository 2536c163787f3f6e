// title: 谁与谁同行 | Who travelled together
// about: 同在一个团组的人，同行次数多者在前；不限定人物时每一对从两边各列一次。 | People of the same delegation, most trips together first; without a person each pair is listed from both sides.
// parameter person: Person, optional | 人物：姓名、别名、拼音或标识 | who: a name, alias, pinyin or id
// column person: text | 人物 | person
// column companion: text | 同行者 | companion
// column trips: integer | 同行次数 | trips
// column first: date | 最早 | first
// column last: date | 最近 | last
// column person_id: id | 人物标识 | person id
// column companion_id: id | 同行者标识 | companion id
// column statements: statements | 陈述 | statements
MATCH (p:Person)-[mine:LED|JOINED]->(d:Delegation)<-[theirs:LED|JOINED]-(o:Person)
WHERE ($person IS NULL OR p.id IN $person) AND p <> o
WITH p, o, count(DISTINCT d) AS trips, coalesce(min(d.startDate), '') AS first, coalesce(max(d.startDate), '') AS last,
     reduce(all = [], more IN collect(mine.statements + theirs.statements) | all + more) AS statements
RETURN p.name AS person, o.name AS companion, trips, first, last, p.id AS person_id, o.id AS companion_id, statements
ORDER BY trips DESC, person_id, companion_id
