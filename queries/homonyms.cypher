// title: 同名的人 | People of one name
// about: 同名而身份不同的人，供复核：是同一人，还是几个人？ | One name, several people, for review: are they one?
// parameter minimum: integer, default 2 | 至少几人 | at least so many people
// column name: text | 姓名 | name
// column people: integer | 人数 | people
// column posts: list | 职务 | posts
// column ids: list | 标识 | ids
MATCH (p:Person)
OPTIONAL MATCH (p)-[:HOLDS]->(post:Post)
WITH p.name AS name, count(DISTINCT p) AS people, collect(DISTINCT post.name) AS posts, collect(DISTINCT p.id) AS ids
WHERE name IS NOT NULL AND people >= $minimum
RETURN name, people, posts, ids
ORDER BY people DESC, name
