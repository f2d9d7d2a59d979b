create index concurrently note_by_text on note (text);
