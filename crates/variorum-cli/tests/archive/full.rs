//! A disk that is full and one that may not be written. Both are small file systems of their own, mounted where nobody
//! else sees them; where the system does not allow that to a test, it says so and checks nothing.

use crate::common::root;
use std::path::Path;
use std::process::Command;

/// Runs a shell script with a file system of 2,000 kB mounted at `$DISK`; `None` where that is not allowed.
fn on_a_small_disk(folder: &Path, script: &str) -> Option<String> {
    let mount = "mount -t tmpfs -o size=2000k tmpfs \"$DISK\" || exit 99\n";
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", &format!("{mount}{script}")])
        .env("DISK", folder)
        .env("VARIORUM", env!("CARGO_BIN_EXE_variorum"))
        .current_dir(root())
        .output();
    match output {
        Ok(output) if output.status.success() => {
            Some(String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
        }
        Ok(output) if output.status.code() != Some(99) && !output.stdout.is_empty() => {
            panic!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
        }
        other => {
            println!("not checked: no file system can be mounted here ({other:?})");
            None
        }
    }
}

#[test]
fn a_full_disk_is_said_and_what_was_reported_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let script = "
        echo mounted
        $VARIORUM add \"$DISK/a\" samples/ferry || exit 1
        held=$($VARIORUM search \"$DISK/a\" '' --format jsonl)
        # Fill what is left but for a few pages.
        dd if=/dev/zero of=\"$DISK/filler\" bs=1k count=4000 2>/dev/null
        rm -f \"$DISK/filler\" && free=$(df -k --output=avail \"$DISK\" | tail -1)
        dd if=/dev/zero of=\"$DISK/filler\" bs=1k count=$((free - 60)) 2>/dev/null
        $VARIORUM add \"$DISK/a\" samples; echo \"code $?\"
        rm \"$DISK/filler\"
        $VARIORUM check \"$DISK/a\" || exit 1
        [ \"$held\" = \"$($VARIORUM search \"$DISK/a\" '' --format jsonl)\" ] && echo kept
        mount -o remount,size=100m \"$DISK\"
        $VARIORUM add \"$DISK/a\" samples --quiet && $VARIORUM check \"$DISK/a\"";
    let Some(said) = on_a_small_disk(folder.path(), script) else { return };
    assert!(said.contains("is full; make room") && said.contains("code 2"), "{said}");
    assert!(said.contains("kept\n") && said.contains("14 articles") && said.contains("sound"), "{said}");
}

#[test]
fn what_may_not_be_written_is_said_and_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let script = "
        echo mounted
        $VARIORUM add \"$DISK/a\" samples/ferry --quiet || exit 1
        mount -o remount,ro \"$DISK\"
        $VARIORUM add \"$DISK/a\" samples; echo \"code $?\"
        $VARIORUM remove \"$DISK/a\" 0; echo \"code $?\"
        story=$($VARIORUM stories \"$DISK/a\" | head -1 | cut -d' ' -f1)
        $VARIORUM show \"$DISK/a\" \"$story\" >/dev/null && $VARIORUM search \"$DISK/a\" fog >/dev/null && echo readable";
    let Some(said) = on_a_small_disk(folder.path(), script) else { return };
    assert_eq!(said.matches("cannot be written; check the permissions").count(), 2, "{said}");
    assert_eq!(said.matches("code 2").count(), 2, "{said}");
    assert!(said.contains("readable"), "{said}");
}
