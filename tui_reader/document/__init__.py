"""An article's body: sanitising, sentences, paragraphs, wrapping. Pure; positions are code-point offsets."""
