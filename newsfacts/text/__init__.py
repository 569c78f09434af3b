"""Words below the level of an article: the folded view, attached particles, lexicons."""
