//! What the window of the application may ask, made of the list of commands.

use std::fs;

use crate::command::root;

/// Where Tauri finds it.
pub const FILE: &str = "src-tauri/capabilities/main.json";

/// What the page needs of the window itself: to hear what is said to it and of files that are dropped, the two dialogs
/// for files, and to tell the shell its language.
const OTHERS: [&str; 5] = [
    "core:event:allow-listen",
    "core:event:allow-unlisten",
    "dialog:allow-open",
    "dialog:allow-save",
    "allow-shell-tell",
];

/// The list of the contract becomes the names of its commands here.
macro_rules! commands {
    ($(
        $summary:literal
        $kind:ident $name:ident($request:ty) -> $reply:ty = $handler:path;
        provides [$($provided:ident),*], invalidates [$($stale:ident),*];
    )*) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

include!("../../api/src/contract/list.rs");

/// Writes the file; returns whether it could.
pub fn write() -> bool {
    let written = fs::write(root().join(FILE), text());
    written.inspect_err(|error| eprintln!("cannot write {FILE}: {error}")).is_ok()
}

/// Returns whether the file is what it would be written as.
pub fn is_current() -> bool {
    fs::read_to_string(root().join(FILE)).is_ok_and(|found| found == text())
}

fn text() -> String {
    let commands = NAMES.iter().map(|name| format!("allow-{}", name.replace('_', "-")));
    let permissions = OTHERS.into_iter().map(str::to_owned).chain(commands);
    let permissions: Vec<String> = permissions.map(|name| format!("    \"{name}\"")).collect();
    format!(
        "{{
  \"identifier\": \"main\",
  \"description\": \"Written by `cargo xtask bindings`: the commands of the contract, and what the page needs of its window.\",
  \"windows\": [\"main\"],
  \"permissions\": [
{}
  ]
}}
",
        permissions.join(",\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_permission_of_its_own() {
        let text = text();
        assert!(text.contains("\"allow-desk-state\",\n"), "{text}");
        assert_eq!(text.matches("\"allow-").count(), NAMES.len() + 1);
        assert!(text.ends_with("\"\n  ]\n}\n"), "{text}");
    }
}
