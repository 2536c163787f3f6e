// title: 某人见过的企业和人 | Firms and people that somebody has met
// about: 随团走访（visited）、会见（met），或作为东道主接待（received）的企业、机构和人，每次一行。 | Firms, bodies and people visited or met on trips, or received as a host; one row each time.
// parameter person: Person, required | 人物：姓名、别名、拼音或标识 | who: a name, alias, pinyin or id
// parameter since: date, optional | 出访不早于 | trips that began no earlier
// parameter until: date, optional | 出访不晚于 | trips that began no later
// column other: text | 对方 | other side
// column how: text | 方式 | how
// column delegation: text | 团组 | delegation
// column start: date | 开始 | start
// column other_id: id | 对方标识 | other side's id
// column delegation_id: id | 团组标识 | delegation id
// column statements: statements | 陈述 | statements
CALL () {
  MATCH (p:Entity)-[:LED|JOINED]->(d:Delegation)-[r:VISITED]->(o) WHERE p.id IN $person
  RETURN d, o, 'visited' AS how, r.statements AS ids
  UNION
  MATCH (p:Entity)-[:LED|JOINED]->(d:Delegation)-[r:MET]->(o) WHERE p.id IN $person
  RETURN d, o, 'met' AS how, r.statements AS ids
  UNION
  MATCH (p:Entity)<-[r:MET]-(d:Delegation)<-[:LED|JOINED]-(o) WHERE p.id IN $person
  RETURN d, o, 'received' AS how, r.statements AS ids
  UNION
  MATCH (p:Entity)<-[r:MET]-(d:Delegation)-[:SENT_BY]->(o:Organization) WHERE p.id IN $person
  RETURN d, o, 'received' AS how, r.statements AS ids
}
WITH d, o, how, reduce(all = [], more IN collect(ids) | all + more) AS statements
WHERE coalesce(d.startDate >= $since, $since IS NULL)
  AND coalesce(d.startDate <= $until + '~', $until IS NULL)
RETURN o.name AS other, how, d.name AS delegation, coalesce(d.startDate, '') AS start, o.id AS other_id, d.id AS delegation_id, statements
ORDER BY start, delegation_id, how, other_id
