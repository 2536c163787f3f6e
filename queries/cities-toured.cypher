// title: 团组到访的地区 | Places that delegations reached
// about: 每个团组、每个到访地区一行，连同该地区所在的省。 | One row for each delegation and place, with the province that holds it.
// parameter leader: Person, optional | 领队：姓名、别名、拼音或标识 | who led: a name, alias, pinyin or id
// parameter sender: Region, optional | 派出地区（含下辖地区） | the place that sent it, with the places in it
// parameter delegation: Delegation, optional | 团组 | the delegation
// parameter since: date, optional | 出访不早于 | trips that began no earlier
// parameter until: date, optional | 出访不晚于 | trips that began no later
// column place: text | 地区 | place
// column province: list | 省级地区 | province
// column leaders: list | 领队 | leaders
// column senders: list | 派自 | sent by
// column start: date | 开始 | start
// column place_id: id | 地区标识 | place id
// column delegation_id: id | 团组标识 | delegation id
// column statements: statements | 陈述 | statements
MATCH (d:Delegation)-[toured:TOURED]->(r:Region)
WHERE ($leader IS NULL OR EXISTS { MATCH (who)-[:LED]->(d) WHERE who.id IN $leader })
  AND ($sender IS NULL OR EXISTS { MATCH (d)-[:SENT_BY]->()-[:PART_OF*0..5]->(place) WHERE place.id IN $sender })
  AND ($delegation IS NULL OR d.id IN $delegation)
  AND coalesce(d.startDate >= $since, $since IS NULL)
  AND coalesce(d.startDate <= $until + '~', $until IS NULL)
RETURN r.name AS place, [(r)-[:PART_OF*0..5]->(p:Province) | p.name] AS province, [(who)-[:LED]->(d) | who.name] AS leaders,
       [(d)-[:SENT_BY]->(place) | place.name] AS senders, coalesce(d.startDate, '') AS start, r.id AS place_id, d.id AS delegation_id,
       toured.statements AS statements
ORDER BY start, delegation_id, place_id
