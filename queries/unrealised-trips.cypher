// title: 计划中或已取消的团组 | Trips that are planned or were called off
// about: 尚未成行的团组，连同拟走访的企业、机构。 | Delegations that have not gone, with the firms and bodies that they mean, or meant, to visit.
// parameter status: text, default planned | 状态：planned 或 cancelled | status: planned or cancelled
// column delegation: text | 团组 | delegation
// column visiting: list | 拟走访 | to be visited
// column start: date | 开始 | start
// column end: date | 结束 | end
// column delegation_id: id | 团组标识 | delegation id
// column statements: statements | 陈述 | statements
MATCH (d:Delegation {status: $status})
RETURN d.name AS delegation, [(d)<-[:BY_DELEGATION]-(:Visit)-[:VISIT_TO]->(other) | other.name] AS visiting,
       coalesce(d.startDate, '') AS start, coalesce(d.endDate, '') AS `end`, d.id AS delegation_id,
       COLLECT { MATCH (s:Statement {subject: d.id, predicate: 'status'}) RETURN s.id } AS statements
ORDER BY start, delegation_id
