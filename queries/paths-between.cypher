// title: 人与企业之间的路径 | Paths between a person and a firm
// about: 经由团组、会见、职务、投资和签约，最多四步；不经过地区。短者在前。 | Through delegations, meetings, posts, investments and signings, in at most four steps, never through a place; the shortest first.
// parameter person: Person, required | 人物 | the person
// parameter firm: Organization, required | 企业或机构 | the firm or body
// parameter length: integer, default 4 | 最多几步 | at most so many steps
// column hops: integer | 步数 | steps
// column path: text | 路径 | path
// column nodes: text | 节点 | nodes
// column statements: statements | 陈述 | statements
MATCH path = (p:Person)-[:LED|JOINED|VISITED|MET|HOLDS|JURISDICTION|INVESTS_IN|HAS_PARTY|HAS_SIGNER|CONCERNS*1..4]-(f:Organization)
WHERE p.id IN $person AND f.id IN $firm AND length(path) <= $length
  AND all(n IN nodes(path) WHERE single(m IN nodes(path) WHERE m = n))
  AND none(n IN nodes(path) WHERE n:Region)
WITH path, nodes(path) AS steps, relationships(path) AS edges
RETURN length(path) AS hops,
       reduce(text = head(steps).name, i IN range(0, size(edges) - 1) |
              text + CASE WHEN startNode(edges[i]) = steps[i] THEN ' -' + type(edges[i]) + '-> ' ELSE ' <-' + type(edges[i]) + '- ' END
                   + steps[i + 1].name) AS path,
       reduce(ids = head(steps).id, n IN tail(steps) | ids + ' ' + n.id) AS nodes,
       reduce(ids = [], r IN edges | ids + r.statements) AS statements
ORDER BY hops, nodes, path
