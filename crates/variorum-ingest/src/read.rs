//! Reads files, folders and standard input.

use crate::assemble::{Gathered, Incoming, assemble};
use crate::encoding::{self, Binary};
use crate::format::{self, Format};
use crate::html;
use crate::limits::Limits;
use crate::outcome::{Failure, Ingested, Place, Warning};
use crate::tidy::{Draft, finish};
use crate::{header, json, markdown, walk};
use flate2::bufread::MultiGzDecoder;
use rayon::prelude::*;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How far reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub files_read: usize,
    pub files: usize,
}

/// Reads files, folders (walked in sorted order) and standard input (the path `-`).
///
/// Files are read in parallel on the rayon pool that is installed; the answer does not depend on it, nor on the order
/// of the paths. `progress` is called from any thread, once a file.
pub fn read_paths(
    paths: &[PathBuf],
    stdin: &mut dyn Read,
    limits: &Limits,
    progress: &(dyn Fn(Progress) + Sync),
) -> Ingested {
    let found = walk::walk(paths);
    let (from_stdin, files): (Vec<&PathBuf>, Vec<&PathBuf>) =
        found.files.iter().partition(|path| path.as_os_str() == "-");
    let total = files.len() + usize::from(!from_stdin.is_empty());
    let done = AtomicUsize::new(0);
    let step = || progress(Progress { files_read: done.fetch_add(1, Ordering::Relaxed) + 1, files: total });

    let mut gathered = vec![Gathered { failures: found.failures, warnings: found.warnings, ..Gathered::default() }];
    if !from_stdin.is_empty() {
        gathered.push(read_stream("-", None, BufReader::new(stdin), limits));
        step();
    }
    gathered.par_extend(files.par_iter().map(|path| {
        let one = read_file(path, limits);
        step();
        one
    }));
    assemble(gathered)
}

/// Reads one input that is in memory. `name` decides the format as a file name would; it names the input in failures.
pub fn read_bytes(name: &str, bytes: &[u8], limits: &Limits) -> Ingested {
    assemble([read_stream(name, format::of_path(Path::new(name)), bytes, limits)])
}

fn read_file(path: &Path, limits: &Limits) -> Gathered {
    let input = path.to_string_lossy();
    match File::open(path) {
        Ok(file) => read_stream(&input, format::of_path(path), BufReader::with_capacity(64 << 10, file), limits),
        Err(error) => failed(walk::unreadable(&Place::whole(&input), &error)),
    }
}

fn read_stream(input: &str, format: Option<Format>, mut stream: impl BufRead, limits: &Limits) -> Gathered {
    match stream.fill_buf() {
        Ok(head) if head.starts_with(b"\x1F\x8B") => {
            read_plain_stream(input, format, BufReader::new(MultiGzDecoder::new(stream)), limits)
        }
        Ok(_) => read_plain_stream(input, format, stream, limits),
        Err(error) => failed(walk::unreadable(&Place::whole(input), &error)),
    }
}

fn read_plain_stream(input: &str, format: Option<Format>, mut stream: impl BufRead, limits: &Limits) -> Gathered {
    let place = Place::whole(input);
    let head = match stream.fill_buf() {
        Ok(head) => head,
        Err(error) => return failed(walk::unreadable(&place, &error)),
    };
    let format = format.unwrap_or_else(|| format::sniff(head));
    let utf_16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    if format == Format::JsonLines && !utf_16 {
        return read_lines(input, stream, limits);
    }
    let mut bytes = Vec::new();
    match stream.take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes) {
        Err(error) => failed(walk::unreadable(&place, &error)),
        Ok(_) if bytes.len() as u64 > limits.file_bytes => failed(too_long(&place, "file", limits)),
        Ok(0) => failed(place.failure("the file is empty", "leave it out, or check how it was saved")),
        Ok(_) => read_document(input, format, &bytes, limits),
    }
}

/// Reads a whole document.
fn read_document(input: &str, format: Format, bytes: &[u8], limits: &Limits) -> Gathered {
    let place = Place::whole(input);
    let declared = if format == Format::Html { encoding::declared(bytes) } else { None };
    let decoded = match encoding::decode(bytes, declared) {
        Ok(decoded) => decoded,
        Err(Binary) => {
            let remedy = "save it as text, HTML or JSON Lines first";
            return failed(place.failure("it is binary, not text", remedy));
        }
    };
    let mut gathered = Gathered::default();
    if let Some(message) = decoded.warning {
        gathered.warnings.push(Warning { place: place.clone(), message });
    }
    let text = decoded.text.as_str();
    match format {
        Format::JsonLines => return read_lines(input, text.as_bytes(), limits),
        Format::Json => read_json(text, &place, limits, &mut gathered),
        Format::Html => match html::read(text, &place, &mut gathered.warnings) {
            Ok(draft) => gathered.add(Draft { name: file_name(input), ..draft }, None, &place, limits),
            Err(failure) => gathered.failures.push(failure),
        },
        Format::Text | Format::Markdown => {
            let (draft, given_id) = read_text(text, format, &place, &mut gathered.warnings);
            gathered.add(draft, given_id, &place, limits);
        }
    }
    gathered
}

/// Reads plain text or Markdown, with or without a header.
fn read_text(text: &str, format: Format, place: &Place, warnings: &mut Vec<Warning>) -> (Draft, Option<String>) {
    let header = header::read(text, place, warnings);
    let mut metadata = header.metadata;
    let text = if format == Format::Markdown {
        let (headline, text) = markdown::render(header.rest);
        metadata.headline = metadata.headline.or(headline);
        text
    } else {
        header.rest.to_owned()
    };
    let name = header.id.clone().unwrap_or_else(|| file_name(&place.input));
    (Draft { name, text, metadata }, header.id)
}

/// Reads one JSON document. A file called `.json` may still be JSON Lines.
fn read_json(text: &str, place: &Place, limits: &Limits, gathered: &mut Gathered) {
    let values = match json::read_document(text, place) {
        Ok(values) => values,
        Err(failure) => {
            let lines = read_lines(&place.input, text.as_bytes(), limits);
            if lines.articles.is_empty() {
                gathered.failures.push(failure);
            } else {
                *gathered = lines;
            }
            return;
        }
    };
    let name = file_name(&place.input);
    let single = values.len() == 1;
    if values.is_empty() {
        gathered.failures.push(place.failure("the list holds no articles", "leave it out"));
    }
    for (index, value) in values.into_iter().enumerate() {
        let name = if single { name.clone() } else { format!("{name}:{}", index + 1) };
        let place = if single { place.clone() } else { Place::line(&place.input, index + 1) };
        let mut warnings = Vec::new();
        match json::read_value(value, name, &place, &mut warnings) {
            Ok(record) => gathered.add(record.draft, record.given_id, &place, limits),
            Err(failure) => gathered.failures.push(failure),
        }
        gathered.warnings.append(&mut warnings);
    }
}

/// Reads JSON Lines. A broken line is a failure of that line; the others go on.
fn read_lines(input: &str, mut stream: impl BufRead, limits: &Limits) -> Gathered {
    let mut gathered = Gathered::default();
    let name = file_name(input);
    let mut bytes = Vec::new();
    for number in 1.. {
        let place = Place::line(input, number);
        let line = match next_line(&mut stream, &mut bytes, limits) {
            Ok(Line::End) => break,
            Ok(Line::TooLong) => {
                gathered.failures.push(too_long(&place, "line", limits));
                continue;
            }
            Ok(Line::Whole) => bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes),
            Err(error) => {
                gathered.failures.push(walk::unreadable(&place, &error));
                break;
            }
        };
        let Ok(line) = std::str::from_utf8(line) else {
            gathered.failures.push(place.failure("the line is not UTF-8", "save the file as UTF-8"));
            continue;
        };
        if line.trim().is_empty() {
            continue;
        }
        match json::read_line(line, format!("{name}:{number}"), &place, &mut gathered.warnings) {
            Ok(record) => gathered.add(record.draft, record.given_id, &place, limits),
            Err(failure) => gathered.failures.push(failure),
        }
    }
    if gathered.articles.is_empty() && gathered.failures.is_empty() {
        let remedy = "leave it out, or check how it was saved";
        gathered.failures.push(Place::whole(input).failure("the file is empty", remedy));
    }
    gathered
}

enum Line {
    Whole,
    TooLong,
    End,
}

/// Reads the next line into `bytes`; of a line past the limit the rest is skipped without keeping it.
fn next_line(stream: &mut impl BufRead, bytes: &mut Vec<u8>, limits: &Limits) -> io::Result<Line> {
    bytes.clear();
    let length = stream.by_ref().take(limits.file_bytes.saturating_add(1)).read_until(b'\n', bytes)?;
    if length == 0 {
        return Ok(Line::End);
    }
    if length as u64 > limits.file_bytes && bytes.last() != Some(&b'\n') {
        stream.skip_until(b'\n')?;
        return Ok(Line::TooLong);
    }
    Ok(Line::Whole)
}

impl Gathered {
    fn add(&mut self, draft: Draft, given_id: Option<String>, place: &Place, limits: &Limits) {
        match finish(draft, place, limits, &mut self.warnings) {
            Ok(article) => self.articles.push(Incoming { place: place.clone(), article, given_id }),
            Err(failure) => self.failures.push(failure),
        }
    }
}

fn failed(failure: Failure) -> Gathered {
    Gathered { failures: vec![failure], ..Gathered::default() }
}

fn too_long(place: &Place, unit: &str, limits: &Limits) -> Failure {
    let reason = format!("the {unit} is longer than {} bytes", limits.file_bytes);
    place.failure(reason, "raise the limit with --max-bytes, or cut it into smaller ones")
}

/// The last part of a path; `standard input` for `-`.
fn file_name(input: &str) -> String {
    if input == "-" {
        return "standard input".to_owned();
    }
    Path::new(input).file_name().map_or_else(|| input.to_owned(), |name| name.to_string_lossy().into_owned())
}
