//! Bytes to articles: plain text, Markdown, HTML and JSON Lines.
