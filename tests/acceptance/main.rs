//! The command line as its users meet it: a real process, real files, and what it says.

#[cfg(test)]
mod common;

#[cfg(test)]
mod baselines;
#[cfg(test)]
mod change_report;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod collisions;
#[cfg(test)]
mod compat;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod crash;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod dialects;
#[cfg(test)]
mod estates;
#[cfg(test)]
mod exposure;
#[cfg(test)]
mod files;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod import;
#[cfg(test)]
mod integrity;
#[cfg(test)]
mod items;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod learning;
mod maps;
#[cfg(test)]
mod moments;
#[cfg(test)]
mod operation;
#[cfg(test)]
mod outage;
#[cfg(test)]
mod outages;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod paper;
#[cfg(test)]
mod pitfalls;
#[cfg(all(test, unix))]
mod remote;
#[cfg(test)]
mod report;
#[cfg(test)]
mod rows;
mod salvage;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod sample_history;
#[cfg(test)]
mod shell;
#[cfg(test)]
#[cfg(target_os = "linux")]
mod small_disk;
#[cfg(test)]
mod snapshots;
#[cfg(test)]
mod taken_back;
#[cfg(test)]
mod usage;
#[cfg(test)]
mod vendored;
#[cfg(test)]
mod verdicts;
#[cfg(test)]
mod weakness;
#[cfg(test)]
mod what_if;
#[cfg(test)]
mod words;
