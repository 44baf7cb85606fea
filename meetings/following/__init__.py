"""Following a subject from meeting to meeting, always as far as the person who asks may read."""
