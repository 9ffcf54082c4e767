//! Reads the word lists of `data/`: tab-separated lines, `#` opens a comment line.

/// The fields of each line of a list that is neither empty nor a comment.
pub(crate) fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// The fields of each line that has two: the first names a class, the second a word, or the other way round.
pub(crate) fn pairs(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows(list).filter_map(|fields| Some((*fields.first()?, *fields.get(1)?)))
}
