"""A quote and the text it came from: finding it again after the text changed. Pure."""
