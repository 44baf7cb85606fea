"""What happens at the door: tries are counted, second factors asked for, people of a provider known, sessions ended."""
