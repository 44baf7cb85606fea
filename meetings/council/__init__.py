"""What the Council's own rules say about its papers: numbers, codes, markings, dates, sides. Pure."""
