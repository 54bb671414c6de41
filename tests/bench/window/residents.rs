//! What memory a window takes, with everything that was started for it.

use std::collections::HashMap;
use std::fs;

/// Returns the proportional set size of a process and everything below it in MB, as Linux counts it.
pub fn megabytes(root: u32) -> f64 {
    let parents = parents();
    let is_below = |mut process: u32| {
        while process != root {
            match parents.get(&process) {
                Some(&parent) => process = parent,
                None => return false,
            }
        }
        true
    };
    let kilobytes: u64 =
        parents.keys().filter(|&&process| is_below(process)).filter_map(|&process| share(process)).sum();
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let megabytes = kilobytes as f64 / 1024.0;
    megabytes
}

fn parents() -> HashMap<u32, u32> {
    let processes =
        fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    processes.filter_map(|process: u32| Some((process, field(process, "status", "PPid:")?.try_into().ok()?))).collect()
}

fn share(process: u32) -> Option<u64> {
    field(process, "smaps_rollup", "Pss:")
}

fn field(process: u32, file: &str, name: &str) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/{file}")).ok()?;
    text.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok())
}
