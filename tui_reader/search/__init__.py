"""Understanding what was typed and ranking what was found. Pure."""
