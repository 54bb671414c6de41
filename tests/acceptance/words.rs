//! Every sentence that the code can say has words, and no words wait for code that is gone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Codes that are put together: a prefix, and every ending the code can give it.
const FAMILIES: [(&str, &[&str]); 30] = [
    ("outage-deed-", &["open", "end", "close", "cancel"]),
    ("outage-event-", &["announce", "record", "enter", "open", "end", "close", "cancel", "edit"]),
    ("reason-outage-", &["announce", "record", "enter", "open", "end", "close", "cancel", "edit"]),
    ("outage-field-", &["title", "from", "expected_end", "to", "planned", "cause", "cause_item", "change", "item"]),
    ("check-image-", &["used", "too_old", "damaged", "other_estate", "other_form", "other_record"]),
    ("check-against-", &["holds", "holds_taken_over", "other_estate", "fork", "truncated", "rebuilt"]),
    ("budget-period-", &["rolling_30_days", "calendar_month", "calendar_quarter", "calendar_year"]),
    ("change-kind-", &["normal", "standard", "emergency"]),
    ("mode-", &["full_outage", "degraded", "restart", "no_interruption"]),
    ("missing-", &["test_plan", "back_out_plan"]),
    ("result-", &["done", "not_done", "backed_out"]),
    (
        "statement-title-",
        &["existing_services", "customers", "policies_and_plans", "capacity_and_continuity", "other_changes"],
    ),
    (
        "transition-",
        &[
            "submit",
            "assess",
            "ask",
            "approve",
            "reject",
            "return",
            "revise",
            "authorise",
            "ask_again",
            "schedule",
            "start",
            "finish_implemented",
            "finish_partly",
            "finish_backed_out",
            "finish_failed",
            "review",
            "close",
            "cancel",
        ],
    ),
    ("waiver-", &["retired_not_needed", "redundancy_declared", "no_joint_outage", "not_frozen"]),
    ("confidence-", &["declared", "discovered", "verified"]),
    ("currency-", &["none", "current", "changed", "stale", "does-not-apply", "settled"]),
    ("authorisation-", &["authorised", "not_required", "unauthorised"]),
    ("edit-", &["added", "changed", "removed"]),
    ("noun-", &["item", "relationship", "requirement"]),
    ("level-", &["unaffected", "at_risk", "degraded", "down"]),
    ("operation-", &["in_service", "degraded", "out_of_service"]),
    ("strength-", &["hard", "degrading", "soft", "info"]),
    ("what-", &["zip", "pdf", "xls", "gzip", "sqlite", "picture", "binary", "json", "xml"]),
    (
        "flaw-",
        &[
            "not_a_snapshot",
            "newer",
            "truncated",
            "trailing",
            "between",
            "encrypted",
            "compressed",
            "descriptor",
            "escapes",
            "unknown_name",
            "duplicate",
            "order",
            "too_large",
            "header",
            "directory",
            "checksum",
            "missing",
            "manifest",
            "digest",
            "merkle_root",
            "file_hash",
            "file_size",
            "count",
            "classification",
            "line_too_long",
            "line",
            "not_canonical",
            "record",
            "id",
            "record_order",
            "record_twice",
            "unknown_end",
            "commit",
            "commit_hash",
            "parent",
            "edits",
            "edits_hash",
            "head",
            "replay",
            "state",
        ],
    ),
    ("kind-", &["items", "relationships"]),
    (
        "record-kind-",
        &[
            "load",
            "change",
            "correction",
            "verification",
            "model",
            "policy",
            "revert",
            "purge",
            "baseline",
            "operation",
            "process",
        ],
    ),
    ("status-role-", &["primary", "replica"]),
    (
        "why-normal-",
        &[
            "guard-no-template",
            "guard-plan-applies",
            "guard-template-exceeded",
            "guard-template-no-spare",
            "guard-template-suspended",
        ],
    ),
    ("help-edit-", &["add", "set", "as-found", "connect", "disconnect", "need", "replace"]),
    (
        "help-",
        &[
            "init",
            "status",
            "items",
            "show",
            "import",
            "impact",
            "map",
            "operation",
            "change",
            "what-if",
            "baseline",
            "log",
            "check",
            "checkpoint",
            "generate",
            "backup",
            "compact",
            "diagnostics",
            "purge",
            "restore",
            "revert",
            "salvage",
            "spof",
            "exposure",
            "collisions",
            "calendar",
            "cause",
            "recovery",
            "outage",
            "outages",
            "findings",
            "take-over",
            "snapshot",
            "snapshot-export",
            "snapshot-check",
            "snapshot-import",
        ],
    ),
];

/// What a code starts with. A text in the sources of this shape is a code.
const STARTS: [&str; 89] = [
    "answer-",
    "authorisation-",
    "backup-",
    "baseline-",
    "budget-",
    "calendar-",
    "care-",
    "cause-",
    "change-",
    "changes-",
    "check-",
    "checkpoint-",
    "close-",
    "collision-",
    "column-",
    "compact-",
    "confidence-",
    "confirm-",
    "count-",
    "currency-",
    "decide-",
    "diagnostics-",
    "diff-",
    "difference-",
    "done-",
    "duration-",
    "edit-",
    "error-",
    "event-",
    "exposure-",
    "field-",
    "filter-",
    "findings-",
    "flaw-",
    "group-",
    "guard-",
    "help-",
    "impact-",
    "import-",
    "items-",
    "job-",
    "kind-",
    "level-",
    "live-",
    "log-",
    "map-",
    "missing-",
    "mode-",
    "model-error-",
    "moment-",
    "needs-",
    "noun-",
    "operation-",
    "outage-",
    "outages-",
    "plan-",
    "planned-",
    "promise-",
    "purge-",
    "reason-",
    "record-kind-",
    "recovery-",
    "refused-",
    "report-",
    "result-",
    "revert-",
    "risk-",
    "row-",
    "salvage-",
    "shell-",
    "show-",
    "statement-",
    "slot-",
    "snapshot-",
    "spof-",
    "status-",
    "step-",
    "strength-",
    "take-over-",
    "template-",
    "transition-",
    "verb-",
    "verdict-",
    "waiver-",
    "warning-",
    "watched-",
    "what-if-",
    "why-",
    "wire-",
];

/// Texts of that shape that are no codes: parameters of phrases, options, and what codes start with.
const NO_CODES: [&str; 14] = [
    "cause-item",
    "change-manager",
    "plan-step",
    "plan-edit",
    "plan-more",
    "step-title",
    "step-back-out",
    "error-",
    "guard-",
    "plan-",
    "row-",
    "map-type",
    "map-title",
    "map-description",
];

fn sources() -> Vec<PathBuf> {
    let crates = Path::new("../src-tauri/crates");
    let (mut files, mut waiting) = (Vec::new(), Vec::new());
    for name in ["cli", "api", "engine", "exchange", "messages"] {
        waiting.push(crates.join(name).join("src"));
    }
    waiting.push(PathBuf::from("../src-tauri/src"));
    while let Some(next) = waiting.pop() {
        if next.is_dir() {
            waiting.extend(fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path()));
        } else if next.extension().is_some_and(|extension| extension == "rs") {
            files.push(next);
        }
    }
    files
}

/// Returns every text in the sources that has the shape of a code; tests inside the files are left out.
fn used() -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for file in sources() {
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for literal in code.split('"').skip(1).map(|literal| literal.trim_start_matches('#')) {
            let shape = |character: char| character.is_ascii_lowercase() || character == '-' || character == '_';
            let is_code =
                STARTS.iter().any(|start| literal.starts_with(start)) && NO_CODES.iter().all(|text| *text != literal);
            if literal.chars().all(shape) && is_code {
                used.insert(literal.to_owned());
            }
        }
    }
    for (prefix, endings) in FAMILIES {
        used.remove(prefix);
        used.extend(endings.iter().map(|ending| format!("{prefix}{ending}")));
    }
    used
}

fn spoken() -> BTreeSet<String> {
    let words = fs::read_to_string("../src-tauri/crates/messages/words/en.ftl").unwrap();
    let codes = words.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
    codes.filter_map(|line| line.split_once(" =")).map(|(code, _)| code.to_owned()).collect()
}

#[test]
fn every_code_has_words() {
    let (used, spoken) = (used(), spoken());
    assert!(used.len() > 150, "the sources are read: {}", used.len());
    let speechless: Vec<&String> = used.difference(&spoken).collect();
    assert_eq!(speechless, Vec::<&String>::new());
}

#[test]
fn every_word_is_said() {
    let (used, spoken) = (used(), spoken());
    // What is said in another way on a screen is said.
    let is_said = |code: &str| code.strip_prefix("desk-").is_some_and(|code| used.contains(code));
    let idle: Vec<&String> = spoken.difference(&used).filter(|code| !is_said(code)).collect();
    assert_eq!(idle, Vec::<&String>::new());
}
