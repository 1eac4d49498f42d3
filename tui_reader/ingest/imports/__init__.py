"""What other reading tools export, read into values: bookmarks, texts, highlights, notes, tags. Nothing is written."""
