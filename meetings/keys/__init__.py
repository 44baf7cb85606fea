"""Keys that let a program read on a person's behalf: made, shown once, used, revoked."""
