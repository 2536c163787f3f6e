// title: 团组走访过的企业 | Firms that delegations visited
// about: 每个团组、每家企业一行；可按领队、派出地区、团组和时间限定。只含已发生的走访。 | One row for each delegation and firm, by leader, sender, delegation or time. Only visits that happened.
// parameter leader: Person, optional | 领队：姓名、别名、拼音或标识 | who led: a name, alias, pinyin or id
// parameter sender: Region, optional | 派出地区（含下辖地区） | the place that sent it, with the places in it
// parameter delegation: Delegation, optional | 团组 | the delegation
// parameter since: date, optional | 出访不早于 | trips that began no earlier
// parameter until: date, optional | 出访不晚于 | trips that began no later
// column firm: text | 企业 | firm
// column leaders: list | 领队 | leaders
// column senders: list | 派自 | sent by
// column start: date | 开始 | start
// column end: date | 结束 | end
// column firm_id: id | 企业标识 | firm id
// column delegation_id: id | 团组标识 | delegation id
// column statements: statements | 陈述 | statements
MATCH (d:Delegation)-[visited:VISITED]->(f:Company)
WHERE ($leader IS NULL OR EXISTS { MATCH (who)-[:LED]->(d) WHERE who.id IN $leader })
  AND ($sender IS NULL OR EXISTS { MATCH (d)-[:SENT_BY]->()-[:PART_OF*0..5]->(place) WHERE place.id IN $sender })
  AND ($delegation IS NULL OR d.id IN $delegation)
  AND coalesce(d.startDate >= $since, $since IS NULL)
  AND coalesce(d.startDate <= $until + '~', $until IS NULL)
RETURN f.name AS firm, [(who)-[:LED]->(d) | who.name] AS leaders, [(d)-[:SENT_BY]->(place) | place.name] AS senders,
       coalesce(d.startDate, '') AS start, coalesce(d.endDate, '') AS `end`, f.id AS firm_id, d.id AS delegation_id,
       reduce(ids = visited.statements, more IN [()-[led:LED]->(d) | led.statements] | ids + more) AS statements
ORDER BY start, firm, firm_id, delegation_id
