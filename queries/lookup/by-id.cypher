// Is there anything with this id, and what is it called?
UNWIND $id AS wanted
CALL (wanted) {
  MATCH (n:Entity {id: wanted}) RETURN n
  UNION MATCH (n:Article {id: wanted}) RETURN n
  UNION MATCH (n:Statement {id: wanted}) RETURN n
}
RETURN n.id AS id, coalesce(n.name, n.title, '') AS label
ORDER BY id
