//! Running the program and reading what it says.

use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

/// Runs `variorum` with these arguments in the root of the repository.
pub fn variorum(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(arguments)
        .current_dir(root())
        .env_remove("NO_COLOR")
        .output()
        .expect("the program runs")
}

/// Runs `variorum` and expects exit code 0; gives standard output.
pub fn succeeds(arguments: &[&str]) -> String {
    let output = variorum(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the program writes UTF-8")
}

/// The JSON report of some inputs.
pub fn report(inputs: &[&str]) -> Value {
    let mut arguments = vec!["collate", "--quiet", "--format", "json"];
    arguments.extend(inputs);
    serde_json::from_str(&succeeds(&arguments)).expect("the report is JSON")
}

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every object of a JSON value, depth first.
pub fn objects<'a>(value: &'a Value, visit: &mut dyn FnMut(&'a serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            visit(object);
            object.values().for_each(|value| objects(value, visit));
        }
        Value::Array(items) => items.iter().for_each(|value| objects(value, visit)),
        _ => {}
    }
}

/// Words on one line.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
