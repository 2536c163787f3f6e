// Entities of a class that are called exactly so.
MATCH (e:Entity)
WHERE (e.name IN $name OR any(alias IN e.alias WHERE alias IN $name)) AND $class IN labels(e)
RETURN e.id AS id, e.name AS label
ORDER BY id
