// title: 地区之间的团组往来 | Flows of delegations between places
// about: 从派出地到到访地的团组数，按报道所说的地区，多者在前。 | How many delegations went from one place to another, as the articles name the places; most first.
// parameter sender: Region, optional | 派出地区（含下辖地区） | the place that sent it, with the places in it
// parameter since: date, optional | 出访不早于 | trips that began no earlier
// parameter until: date, optional | 出访不晚于 | trips that began no later
// parameter minimum: integer, default 1 | 至少几个团组 | at least so many delegations
// column origin: text | 派出地 | from
// column destination: text | 到访地 | to
// column delegations: integer | 团组数 | delegations
// column first: date | 最早 | first
// column last: date | 最近 | last
// column origin_id: id | 派出地标识 | origin id
// column destination_id: id | 到访地标识 | destination id
// column statements: statements | 陈述 | statements
MATCH (home:Region)<-[sent:SENT_BY]-(d:Delegation)-[toured:TOURED]->(place:Region)
WHERE ($sender IS NULL OR EXISTS { MATCH (home)-[:PART_OF*0..5]->(whole) WHERE whole.id IN $sender })
  AND coalesce(d.startDate >= $since, $since IS NULL)
  AND coalesce(d.startDate <= $until + '~', $until IS NULL)
WITH home, place, count(DISTINCT d) AS delegations, coalesce(min(d.startDate), '') AS first, coalesce(max(d.startDate), '') AS last,
     reduce(all = [], more IN collect(sent.statements + toured.statements) | all + more) AS statements
WHERE delegations >= $minimum
RETURN home.name AS origin, place.name AS destination, delegations, first, last, home.id AS origin_id, place.id AS destination_id,
       statements
ORDER BY delegations DESC, origin_id, destination_id
