// title: 项目的投资方 | Investors of a project
// about: 每个投资方一行，连同项目的地点、投资额和阶段。 | One row for each investor, with the project's place, planned investment and stage.
// parameter project: Project, required | 项目 | the project
// column investor: text | 投资方 | investor
// column project: text | 项目 | project
// column locations: list | 地点 | places
// column amount: decimal | 计划投资 | planned investment
// column currency: text | 币种 | currency
// column stage: text | 阶段 | stage
// column investor_id: id | 投资方标识 | investor id
// column project_id: id | 项目标识 | project id
// column statements: statements | 陈述 | statements
MATCH (f)-[invests:INVESTS_IN]->(p:Project)
WHERE p.id IN $project
RETURN f.name AS investor, p.name AS project, [(p)-[:LOCATED_IN]->(place) | place.name] AS locations, p.amount AS amount,
       coalesce(p.currency, '') AS currency, coalesce(p.stage, '') AS stage, f.id AS investor_id, p.id AS project_id,
       reduce(ids = invests.statements, more IN [(p)-[located:LOCATED_IN]->() | located.statements] | ids + more) AS statements
ORDER BY project_id, investor, investor_id
