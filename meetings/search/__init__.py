"""Finding passages: how text is folded and weighed, how a reader's words become a query. Knows no models."""
