// title: 企业投资的项目 | Projects that a firm invests in
// about: 每个项目一行，金额大者在前。 | One row for each project, the biggest first.
// parameter firm: Organization, required | 企业或机构 | the firm or body
// column project: text | 项目 | project
// column locations: list | 地点 | places
// column amount: decimal | 计划投资 | planned investment
// column currency: text | 币种 | currency
// column stage: text | 阶段 | stage
// column project_id: id | 项目标识 | project id
// column statements: statements | 陈述 | statements
MATCH (f:Entity)-[invests:INVESTS_IN]->(p:Project)
WHERE f.id IN $firm
WITH p, reduce(all = [], more IN collect(invests.statements) | all + more) AS invested
RETURN p.name AS project, [(p)-[:LOCATED_IN]->(place) | place.name] AS locations, p.amount AS amount,
       coalesce(p.currency, '') AS currency, coalesce(p.stage, '') AS stage, p.id AS project_id,
       reduce(ids = invested, more IN [(p)-[located:LOCATED_IN]->() | located.statements] | ids + more) AS statements
ORDER BY coalesce(p.amount, -1) DESC, project_id
