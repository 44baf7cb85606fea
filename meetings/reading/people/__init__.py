"""Who takes part in a meeting, as the note names them: persons with their offices, and institutions."""
