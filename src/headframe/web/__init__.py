"""The page: a local web app on the record. Server-rendered; works with scripts off; nothing leaves the machine."""
