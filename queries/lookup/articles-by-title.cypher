// Articles with this title or address.
MATCH (a:Article)
WHERE a.title IN $text OR a.url IN $text
RETURN a.id AS id, coalesce(a.title, '') AS label
ORDER BY id
