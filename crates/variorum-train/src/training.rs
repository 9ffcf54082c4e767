//! `train-language`: all weights and tables of `models/english` that the language layer reads, from the named data.
//!
//! The network is trained in Python (torch), seeded and on one thread, so that the same machine and the same torch give
//! the same bytes.

use crate::arguments::Arguments;
use crate::lemmas;
use std::io;
use std::path::Path;
use std::process::Command;

/// Where the scripts lie.
const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/teacher");

/// What runs one after the other: the vectors of the words, then the network that reads them.
const STEPS: [&str; 2] = ["vectors.py", "student.py"];

/// Trains everything: `--data DIR --out DIR --seed NUMBER --python PROGRAM`.
pub fn train(arguments: &Arguments) -> io::Result<()> {
    lemmas::train(arguments)?;
    for script in STEPS {
        let mut command = Command::new(arguments.value("python").unwrap_or("python3"));
        command.arg(Path::new(SCRIPTS).join(script)).arg("--data").arg(arguments.data(""));
        command.args(["--out", arguments.value("out").unwrap_or("models/english")]);
        command.args(["--seed", arguments.value("seed").unwrap_or("1")]);
        if !command.status()?.success() {
            return Err(io::Error::other(format!("{script} failed; what it needs stands at its head")));
        }
    }
    Ok(())
}
