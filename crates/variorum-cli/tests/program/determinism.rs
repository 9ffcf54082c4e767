//! The same articles give the same bytes, in any order, on any number of threads.

use crate::common::succeeds;

const INPUTS: &[&str] = &[
    "samples/ferry/amary-herald.txt",
    "samples/ferry/coast-wire.txt",
    "samples/ferry/lower-bay-post.html",
    "samples/ferry/sentinel.md",
    "samples/ferry/sentinel-update.txt",
    "samples/ferry/selby-courier.txt",
    "samples/school/wire.jsonl",
    "samples/school/capital-times.txt",
    "samples/school/helmsby-mail.txt",
    "samples/merger/harbour-gazette.txt",
    "samples/merger/vesta-business.txt",
];

fn json(inputs: &[&str], jobs: &str) -> String {
    let mut arguments = vec!["collate", "--quiet", "--format", "json", "--jobs", jobs];
    arguments.extend(inputs);
    succeeds(&arguments)
}

#[test]
fn order_and_threads_change_no_byte() {
    let expected = json(INPUTS, "1");
    // A linear congruential generator: the shuffles are the same at every run.
    let mut state: u64 = 7;
    for jobs in ["1", "2", "3", "8", "2", "1"] {
        let mut inputs = INPUTS.to_vec();
        for place in (1..inputs.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            inputs.swap(place, (state >> 33) as usize % (place + 1));
        }
        assert!(json(&inputs, jobs) == expected, "other bytes for {inputs:?} on {jobs} threads");
    }
}
