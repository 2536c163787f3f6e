// title: 最大的项目 | The biggest projects
// about: 某省（或某地，含下辖地区）最大的项目，只比较同一币种；不限定地区时为全部。 | The biggest projects of a province or place (with the places in it), of one currency; of all places if none is named.
// parameter place: Region, optional | 所在地区 | the place
// parameter currency: text, default CNY | 币种 | currency
// parameter limit: integer, default 20 | 最多几行 | at most so many rows
// column project: text | 项目 | project
// column province: list | 省级地区 | province
// column locations: list | 地点 | places
// column investors: list | 投资方 | investors
// column amount: decimal | 计划投资 | planned investment
// column stage: text | 阶段 | stage
// column project_id: id | 项目标识 | project id
// column statements: statements | 陈述 | statements
MATCH (p:Project {currency: $currency})
WHERE p.amount IS NOT NULL
  AND ($place IS NULL OR EXISTS { MATCH (p)-[:LOCATED_IN]->()-[:PART_OF*0..5]->(whole) WHERE whole.id IN $place })
WITH p ORDER BY p.amount DESC, p.id LIMIT $limit
RETURN p.name AS project, [(p)-[:LOCATED_IN]->()-[:PART_OF*0..5]->(province:Province) | province.name] AS province,
       [(p)-[:LOCATED_IN]->(site) | site.name] AS locations, [(f)-[:INVESTS_IN]->(p) | f.name] AS investors, p.amount AS amount,
       coalesce(p.stage, '') AS stage, p.id AS project_id,
       reduce(ids = COLLECT { MATCH (s:Statement {subject: p.id, predicate: 'amount'}) RETURN s.id },
              more IN [(p)-[located:LOCATED_IN]->() | located.statements] | ids + more) AS statements
ORDER BY amount DESC, project_id
