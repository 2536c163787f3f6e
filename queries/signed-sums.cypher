// title: 签约总额，按年 | What was signed, by year
// about: 以该地（含下辖地区）为签约方的已发生签约，按年份和币种合计。报道给出的总计与其中各项可能都在内，请对照各行的依据。 | Signings that happened with the place, or places in it, as a party, added up by year and currency. An article's totals and their parts may both be counted: compare the evidence.
// parameter place: Region, optional | 签约地区 | the place
// parameter since: date, optional | 签约不早于 | signed no earlier
// parameter until: date, optional | 签约不晚于 | signed no later
// column year: text | 年份 | year
// column currency: text | 币种 | currency
// column signings: integer | 签约次数 | signings
// column amount: decimal | 金额合计 | amount
// column statements: statements | 陈述 | statements
MATCH (s:Signing {status: 'happened'})
WHERE s.amount IS NOT NULL AND s.currency IS NOT NULL
  AND ($place IS NULL OR EXISTS { MATCH (s)-[:HAS_PARTY]->()-[:PART_OF*0..5]->(place) WHERE place.id IN $place })
  AND coalesce(s.date >= $since, $since IS NULL)
  AND coalesce(s.date <= $until + '~', $until IS NULL)
WITH coalesce(substring(s.date, 0, 4), '') AS year, s.currency AS currency, s,
     COLLECT { MATCH (x:Statement {subject: s.id, predicate: 'amount'}) RETURN x.id } AS ids
RETURN year, currency, count(s) AS signings, sum(s.amount) AS amount,
       reduce(all = [], more IN collect(ids) | all + more) AS statements
ORDER BY year, currency
