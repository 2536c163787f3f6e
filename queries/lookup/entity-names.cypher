// Every name of every entity of a class: for spellings that differ, and for near names.
MATCH (e:Entity)
WHERE $class IN labels(e) AND e.name IS NOT NULL
UNWIND [e.name] + coalesce(e.alias, []) AS form
RETURN DISTINCT e.id AS id, e.name AS label, form
ORDER BY id, form
