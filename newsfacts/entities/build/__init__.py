"""How the lists and tables of `data/entities` are made. Nothing here is imported when an article is read."""
