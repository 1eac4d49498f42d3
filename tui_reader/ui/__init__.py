"""The terminal interface: the only room that says Textual."""
