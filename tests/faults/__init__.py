"""What goes wrong in the night, tried on real processes: each place below has servers and a site of its own."""
