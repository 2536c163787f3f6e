// title: 走访之后签了什么 | What became of the firms visited
// about: 每次走访的企业，及其在走访后若干个月内与派出地（或其下辖、所属项目地）的签约；没有的也列出。日期只有年份的不计。 | Each firm visited, with what it signed with the sender (or for a project located there) within so many months after the trip began; firms without are listed too. Dates that are only a year do not count.
// parameter leader: Person, optional | 领队：姓名、别名、拼音或标识 | who led: a name, alias, pinyin or id
// parameter sender: Region, optional | 派出地区（含下辖地区） | the place that sent it, with the places in it
// parameter firm: Company, optional | 企业 | the firm
// parameter months: integer, default 12 | 月数 | months
// column firm: text | 企业 | firm
// column leaders: list | 领队 | leaders
// column start: date | 出访 | trip
// column signed: date | 签约 | signed
// column projects: list | 项目 | projects
// column amount: decimal | 签约金额 | amount signed
// column currency: text | 币种 | currency
// column firm_id: id | 企业标识 | firm id
// column delegation_id: id | 团组标识 | delegation id
// column signing_id: id | 签约标识 | signing id
// column statements: statements | 陈述 | statements
MATCH (d:Delegation)-[visited:VISITED]->(f:Company)
WHERE d.startDate IS NOT NULL
  AND ($firm IS NULL OR f.id IN $firm)
  AND ($leader IS NULL OR EXISTS { MATCH (who)-[:LED]->(d) WHERE who.id IN $leader })
  AND ($sender IS NULL OR EXISTS { MATCH (d)-[:SENT_BY]->()-[:PART_OF*0..5]->(place) WHERE place.id IN $sender })
OPTIONAL MATCH (f)<-[has:HAS_PARTY]-(s:Signing {status: 'happened'})
WHERE 12 * (toInteger(substring(s.date, 0, 4)) - toInteger(substring(d.startDate, 0, 4)))
        + toInteger(substring(s.date, 5, 2)) - toInteger(substring(d.startDate, 5, 2)) <= $months
  AND s.date >= left(d.startDate, size(s.date))
  AND (EXISTS { MATCH (d)-[:SENT_BY]->(home)<-[:PART_OF*0..5]-()<-[:HAS_PARTY]-(s) }
    OR EXISTS { MATCH (d)-[:SENT_BY]->(home)<-[:PART_OF*0..5]-()<-[:LOCATED_IN]-()<-[:CONCERNS]-(s) })
RETURN f.name AS firm, [(who)-[:LED]->(d) | who.name] AS leaders, d.startDate AS start, coalesce(s.date, '') AS signed,
       [(s)-[:CONCERNS]->(p) | p.name] AS projects, s.amount AS amount, coalesce(s.currency, '') AS currency, f.id AS firm_id,
       d.id AS delegation_id, coalesce(s.id, '') AS signing_id, visited.statements + coalesce(has.statements, []) AS statements
ORDER BY start, firm_id, delegation_id, signed, signing_id
