// title: 最近的团组 | The latest trips
// about: 已发生的团组，最近的在前；可限定派出地区或到访地区。没有日期的在最后。 | Delegations that went, the latest first, also of one sender or to one place; undated ones last.
// parameter sender: Region, optional | 派出地区（含下辖地区） | the place that sent it, with the places in it
// parameter place: Region, optional | 到访地区（含下辖地区） | the place reached, with the places in it
// parameter limit: integer, default 20 | 最多几行 | at most so many rows
// column delegation: text | 团组 | delegation
// column leaders: list | 领队 | leaders
// column senders: list | 派自 | sent by
// column destinations: list | 到访地区 | places reached
// column visited: list | 走访 | visited
// column start: date | 开始 | start
// column end: date | 结束 | end
// column delegation_id: id | 团组标识 | delegation id
// column statements: statements | 陈述 | statements
MATCH (d:Delegation {status: 'happened'})
WHERE ($sender IS NULL OR EXISTS { MATCH (d)-[:SENT_BY]->()-[:PART_OF*0..5]->(place) WHERE place.id IN $sender })
  AND ($place IS NULL OR EXISTS { MATCH (d)-[:TOURED]->()-[:PART_OF*0..5]->(whole) WHERE whole.id IN $place })
WITH d ORDER BY coalesce(d.startDate, '') DESC, d.id LIMIT $limit
RETURN d.name AS delegation, [(who)-[:LED]->(d) | who.name] AS leaders, [(d)-[:SENT_BY]->(home) | home.name] AS senders,
       [(d)-[:TOURED]->(site) | site.name] AS destinations, [(d)-[:VISITED]->(other) | other.name] AS visited,
       coalesce(d.startDate, '') AS start, coalesce(d.endDate, '') AS `end`, d.id AS delegation_id,
       COLLECT { MATCH (s:Statement {subject: d.id, predicate: 'status'}) RETURN s.id } AS statements
ORDER BY start DESC, delegation_id
