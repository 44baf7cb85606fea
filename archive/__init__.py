"""How the site is configured and served. Knows nothing of meetings except their address (urls.py)."""
