"""What a reader hears of again: saved searches with their new hits, and the digest by e-mail (docs/feeds.md)."""
