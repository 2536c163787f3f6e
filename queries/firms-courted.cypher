// title: 多地追逐的企业 | Firms courted by several places
// about: 被至少若干个地区派团走访过的企业，追逐者多的在前。 | Firms that delegations of at least so many places have visited, the most courted first.
// parameter minimum: integer, default 2 | 至少几个地区 | at least so many places
// parameter since: date, optional | 出访不早于 | trips that began no earlier
// parameter until: date, optional | 出访不晚于 | trips that began no later
// column firm: text | 企业 | firm
// column places: list | 派出地区 | places
// column suitors: integer | 地区数 | how many
// column delegations: integer | 团组数 | delegations
// column firm_id: id | 企业标识 | firm id
// column statements: statements | 陈述 | statements
MATCH (home:Region)<-[:SENT_BY]-(d:Delegation)-[visited:VISITED]->(f:Company)
WHERE coalesce(d.startDate >= $since, $since IS NULL)
  AND coalesce(d.startDate <= $until + '~', $until IS NULL)
WITH f, collect(DISTINCT home.name) AS places, count(DISTINCT home) AS suitors, count(DISTINCT d) AS delegations,
     reduce(all = [], more IN collect(visited.statements) | all + more) AS statements
WHERE suitors >= $minimum
RETURN f.name AS firm, places, suitors, delegations, f.id AS firm_id, statements
ORDER BY suitors DESC, delegations DESC, firm_id
