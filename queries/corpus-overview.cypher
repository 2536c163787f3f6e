// title: 图谱里有什么 | What is in the graph
// about: 各类事物的数量。 | How many things of each class there are.
// column class: text | 类 | class
// column things: integer | 数量 | how many
UNWIND ['Article', 'Body', 'Company', 'Delegation', 'Executive', 'Meeting', 'Official', 'Post', 'Project', 'Region', 'Signing', 'Statement', 'Tenure', 'Visit'] AS class
CALL (class) {
  MATCH (n:$(class))
  RETURN count(n) AS things
}
RETURN class, things
ORDER BY class
