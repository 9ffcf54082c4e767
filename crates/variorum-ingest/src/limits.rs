//! How much is read at most.

/// How much is read at most. What passes a limit is a failure that names the limit's flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file after decompression; of one line in JSON Lines, which are read line by line (`--max-bytes`).
    pub file_bytes: u64,
    /// Bytes of the text of one article (`--max-article-bytes`).
    pub article_bytes: usize,
}

impl Default for Limits {
    /// 64 MiB a file, 4 MiB an article: the longest articles in news archives stay below 200 KiB.
    fn default() -> Limits {
        Limits { file_bytes: 64 << 20, article_bytes: 4 << 20 }
    }
}
