//! The verbs of the archive, run as a user would.

#[path = "program/common.rs"]
mod common;

#[path = "archive/damage.rs"]
mod damage;
#[path = "archive/kill.rs"]
mod kill;
#[path = "archive/verbs.rs"]
mod verbs;
