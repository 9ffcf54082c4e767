//! The plain view: what every face (terminal, HTML, JSON, API) shows, and nothing else.
