// title: 谁走访过某企业 | Who visited a firm, by time
// about: 走访过该企业（或机构）的团组，按时间先后；可限定派出地区。 | Delegations that visited the firm or body, earliest first; also of one place only.
// parameter firm: Organization, required | 企业或机构 | the firm or body
// parameter sender: Region, optional | 派出地区（含下辖地区） | the place that sent it, with the places in it
// parameter since: date, optional | 出访不早于 | trips that began no earlier
// parameter until: date, optional | 出访不晚于 | trips that began no later
// column delegation: text | 团组 | delegation
// column leaders: list | 领队 | leaders
// column senders: list | 派自 | sent by
// column start: date | 开始 | start
// column end: date | 结束 | end
// column delegation_id: id | 团组标识 | delegation id
// column statements: statements | 陈述 | statements
MATCH (d:Delegation)-[visited:VISITED]->(f:Entity)
WHERE f.id IN $firm
  AND ($sender IS NULL OR EXISTS { MATCH (d)-[:SENT_BY]->()-[:PART_OF*0..5]->(place) WHERE place.id IN $sender })
  AND coalesce(d.startDate >= $since, $since IS NULL)
  AND coalesce(d.startDate <= $until + '~', $until IS NULL)
WITH d, reduce(all = [], more IN collect(visited.statements) | all + more) AS statements
RETURN d.name AS delegation, [(who)-[:LED]->(d) | who.name] AS leaders, [(d)-[:SENT_BY]->(place) | place.name] AS senders,
       coalesce(d.startDate, '') AS start, coalesce(d.endDate, '') AS `end`, d.id AS delegation_id, statements
ORDER BY start, delegation_id
