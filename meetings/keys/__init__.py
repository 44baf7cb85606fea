"""Keys that let a programme read on a person's behalf: made, shown once, used, revoked."""
