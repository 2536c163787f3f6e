// title: 某人率领的团组 | Delegations that somebody led
// about: 每个团组一行，连同派出地、到访地区和走访的企业、机构。 | One row for each delegation, with who sent it, the places it reached and the firms and bodies it visited.
// parameter leader: Person, required | 领队：姓名、别名、拼音或标识 | who led: a name, alias, pinyin or id
// parameter since: date, optional | 出访不早于 | trips that began no earlier
// parameter until: date, optional | 出访不晚于 | trips that began no later
// column delegation: text | 团组 | delegation
// column senders: list | 派自 | sent by
// column destinations: list | 到访地区 | places reached
// column visited: list | 走访 | visited
// column start: date | 开始 | start
// column end: date | 结束 | end
// column delegation_id: id | 团组标识 | delegation id
// column statements: statements | 陈述 | statements
MATCH (d:Delegation)
WHERE EXISTS { MATCH (who)-[:LED]->(d) WHERE who.id IN $leader }
  AND coalesce(d.startDate >= $since, $since IS NULL)
  AND coalesce(d.startDate <= $until + '~', $until IS NULL)
RETURN d.name AS delegation, [(d)-[:SENT_BY]->(place) | place.name] AS senders, [(d)-[:TOURED]->(place) | place.name] AS destinations,
       [(d)-[:VISITED]->(other) | other.name] AS visited, coalesce(d.startDate, '') AS start, coalesce(d.endDate, '') AS `end`,
       d.id AS delegation_id,
       reduce(ids = [], more IN [(who)-[led:LED]->(d) WHERE who.id IN $leader | led.statements]
                              + [(d)-[toured:TOURED]->() | toured.statements] | ids + more) AS statements
ORDER BY start, delegation_id
