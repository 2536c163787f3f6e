// title: 某地签约的项目 | Projects that a place signed
// about: 以该地（含下辖地区）为签约方的已发生签约，每次签约、每个项目一行；未点名项目的签约也在内。签约金额与项目投资分列。 | Signings that happened with the place, or places in it, as a party; one row for each signing and project, signings without a named project too. What was signed and what the project is planned to cost stand apart.
// parameter place: Region, required | 签约地区 | the place
// parameter since: date, optional | 签约不早于 | signed no earlier
// parameter until: date, optional | 签约不晚于 | signed no later
// column date: date | 日期 | date
// column project: text | 项目 | project
// column parties: list | 签约方 | parties
// column amount: decimal | 签约金额 | amount signed
// column currency: text | 币种 | currency
// column count: integer | 签约个数 | how many
// column investment: decimal | 项目投资 | planned investment
// column signing_id: id | 签约标识 | signing id
// column project_id: id | 项目标识 | project id
// column statements: statements | 陈述 | statements
MATCH (s:Signing {status: 'happened'})
WHERE EXISTS { MATCH (s)-[:HAS_PARTY]->()-[:PART_OF*0..5]->(place) WHERE place.id IN $place }
  AND coalesce(s.date >= $since, $since IS NULL)
  AND coalesce(s.date <= $until + '~', $until IS NULL)
OPTIONAL MATCH (s)-[concerns:CONCERNS]->(p:Project)
RETURN coalesce(s.date, '') AS date, coalesce(p.name, '') AS project, [(s)-[:HAS_PARTY]->(party) | party.name] AS parties,
       s.amount AS amount, coalesce(s.currency, '') AS currency, s.count AS count, p.amount AS investment, s.id AS signing_id,
       coalesce(p.id, '') AS project_id,
       reduce(ids = coalesce(concerns.statements, []), more IN [(s)-[has:HAS_PARTY]->() | has.statements] | ids + more) AS statements
ORDER BY date, signing_id, project_id
