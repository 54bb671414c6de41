//! Who may depend on whom (`src-tauri/docs/ARCHITECTURE.md`), held against what `cargo metadata` says.
//!
//! A crate that a rule speaks of and that does not exist yet is no error; a dependency that no rule allows is, and so
//! is a member of the workspace that no rule speaks of.

use std::path::Path;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

/// On which members of the workspace a crate may rest, in its own code and in its build script.
enum Reach {
    /// On these and no others.
    Only(&'static [&'static str]),
    /// On all: it is a test or a measurement of the whole.
    All,
}

use Reach::{All, Only};

/// The rooms and the doors between them.
const MAY_REST_ON: &[(&str, Reach)] = &[
    ("cairn-model", Only(&[])),
    ("cairn-messages", Only(&[])),
    ("cairn-store", Only(&["cairn-model"])),
    ("cairn-estate", Only(&["cairn-model"])),
    ("cairn-graph", Only(&["cairn-model"])),
    ("cairn-exchange", Only(&["cairn-model", "cairn-messages"])),
    ("cairn-engine", Only(&["cairn-model", "cairn-store", "cairn-estate", "cairn-graph", "cairn-exchange"])),
    ("cairn-api", Only(&["cairn-model", "cairn-messages", "cairn-engine", "cairn-exchange"])),
    ("cairn-cli", Only(&["cairn-model", "cairn-messages", "cairn-api"])),
    ("cairn-desktop", Only(&["cairn-model", "cairn-messages", "cairn-api", "cairn-cli"])),
    ("cairn-loopback", Only(&["cairn-model", "cairn-messages", "cairn-api", "cairn-cli"])),
    ("cairn-testkit", Only(&["cairn-model", "cairn-api"])),
    ("xtask", Only(&[])),
    ("cairn-bench", All),
    ("cairn-tests", All),
];

/// Crates from outside that only one member may name, in tests as well: each will one day be replaced alone.
const ONLY_NAMED_BY: &[(&str, &str)] = &[
    ("sled", "cairn-store"),
    ("petgraph", "cairn-graph"),
    ("tauri", "cairn-desktop"),
    ("tauri-build", "cairn-desktop"),
    ("gtk", "cairn-desktop"),
    ("webkit2gtk", "cairn-desktop"),
    ("rusqlite", "cairn-bench"),
];

/// One line of one member's manifest: this member names that package.
#[derive(Clone, Debug)]
struct Edge {
    from: String,
    to: String,
    is_for_tests: bool,
}

/// Returns a sentence for every member that no rule speaks of and for every edge that no rule allows.
fn violations(members: &[String], edges: &[Edge]) -> Vec<String> {
    let unknown = members.iter().filter(|member| reach_of(member).is_none()).map(|member| {
        format!("{member}: no rule says what it may rest on; add it to MAY_REST_ON and to ARCHITECTURE.md")
    });
    unknown.chain(edges.iter().filter_map(|edge| violation(members, edge))).collect()
}

fn reach_of(member: &str) -> Option<&'static Reach> {
    MAY_REST_ON.iter().find(|(name, _)| *name == member).map(|(_, reach)| reach)
}

fn violation(members: &[String], edge: &Edge) -> Option<String> {
    let Edge { from, to, is_for_tests } = edge;
    if let Some((_, owner)) = ONLY_NAMED_BY.iter().find(|(name, owner)| name == to && owner != from) {
        return Some(format!("{from} → {to}: only {owner} may name {to}"));
    }
    if *is_for_tests || !members.contains(to) {
        return None;
    }
    match reach_of(from)? {
        All => None,
        Only(allowed) if allowed.contains(&to.as_str()) => None,
        Only([]) => Some(format!("{from} → {to}: {from} may rest on no other member")),
        Only(allowed) => Some(format!("{from} → {to}: {from} may rest only on {}", allowed.join(", "))),
    }
}

/// Returns the members listed in the root manifest, each with whether a comment stands directly above it.
fn listed_members(manifest: &str) -> Vec<(&str, bool)> {
    let mut above = "";
    let mut listed = Vec::new();
    let lines = manifest.lines().map(str::trim).skip_while(|line| !line.starts_with("members")).skip(1);
    for line in lines.take_while(|line| !line.starts_with(']')) {
        if let Some(path) = line.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
            listed.push((path, above.starts_with('#') && above.trim_start_matches('#').trim() != ""));
        }
        above = line;
    }
    listed
}

/// Cargo runs tests in the directory of their package. A path fixed at compile time would be that of another clone
/// where clones share a target directory.
fn root() -> &'static Path {
    Path::new("..")
}

fn workspace() -> cargo_metadata::Result<Metadata> {
    let mut command = MetadataCommand::new();
    command.manifest_path(root().join("Cargo.toml")).no_deps().other_options(["--offline".to_owned()]).exec()
}

fn edges(workspace: &Metadata) -> Vec<Edge> {
    let packages = workspace.packages.iter();
    let named = packages.flat_map(|package| package.dependencies.iter().map(move |dependency| (package, dependency)));
    named
        .map(|(package, dependency)| Edge {
            from: package.name.to_string(),
            // The package's own name, whatever the manifest calls it.
            to: dependency.name.clone(),
            is_for_tests: dependency.kind == DependencyKind::Development,
        })
        .collect()
}

#[test]
fn nobody_rests_on_what_it_must_not_know() {
    let workspace = workspace().unwrap();
    let members: Vec<String> = workspace.packages.iter().map(|package| package.name.to_string()).collect();
    let edges = edges(&workspace);
    // Were the metadata ever read wrongly, everything would be allowed: an edge of this very package is there.
    assert!(edges.iter().any(|edge| edge.from == "cairn-tests" && edge.to == "cargo_metadata" && edge.is_for_tests));
    let violations = violations(&members, &edges);
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn every_member_is_introduced_in_the_manifest() {
    let workspace = workspace().unwrap();
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut listed = listed_members(&manifest);
    let silent: Vec<&str> = listed.iter().filter(|(_, introduced)| !introduced).map(|(path, _)| *path).collect();
    assert!(silent.is_empty(), "members without a line of comment directly above: {}", silent.join(", "));
    let mut members: Vec<String> = workspace
        .packages
        .iter()
        .filter_map(|package| package.manifest_path.parent()?.strip_prefix(&workspace.workspace_root).ok())
        .map(|path| path.as_str().replace('\\', "/"))
        .collect();
    members.sort_unstable();
    listed.sort_unstable();
    let listed: Vec<&str> = listed.iter().map(|(path, _)| *path).collect();
    assert_eq!(listed, members, "the manifest lists every member by its own path, without patterns");
}

#[test]
fn a_wrong_edge_is_named_with_its_rule() {
    let members: Vec<String> = MAY_REST_ON.iter().map(|(name, _)| (*name).to_owned()).collect();
    let check = |from: &str, to: &str, is_for_tests: bool, expected: Option<&str>| {
        let edge = Edge { from: from.to_owned(), to: to.to_owned(), is_for_tests };
        let found = violations(&members, &[edge]);
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{from} → {to}");
    };
    check("cairn-store", "cairn-model", false, None);
    check(
        "cairn-graph",
        "cairn-store",
        false,
        Some("cairn-graph → cairn-store: cairn-graph may rest only on cairn-model"),
    );
    check(
        "cairn-estate",
        "cairn-graph",
        false,
        Some("cairn-estate → cairn-graph: cairn-estate may rest only on cairn-model"),
    );
    check(
        "cairn-model",
        "cairn-store",
        false,
        Some("cairn-model → cairn-store: cairn-model may rest on no other member"),
    );
    check(
        "cairn-cli",
        "cairn-engine",
        false,
        Some("cairn-cli → cairn-engine: cairn-cli may rest only on cairn-model, cairn-messages, cairn-api"),
    );
    check("xtask", "cairn-model", false, Some("xtask → cairn-model: xtask may rest on no other member"));
    // Tests may look anywhere, …
    check("cairn-graph", "cairn-testkit", true, None);
    check("cairn-tests", "cairn-store", false, None);
    check("cairn-bench", "rusqlite", false, None);
    // … but never past the one crate that hides another, not even by a development dependency.
    check("cairn-store", "sled", false, None);
    check("cairn-engine", "sled", false, Some("cairn-engine → sled: only cairn-store may name sled"));
    check("cairn-testkit", "petgraph", true, Some("cairn-testkit → petgraph: only cairn-graph may name petgraph"));
    check("cairn-cli", "tauri", false, Some("cairn-cli → tauri: only cairn-desktop may name tauri"));
    check("cairn-tests", "rusqlite", true, Some("cairn-tests → rusqlite: only cairn-bench may name rusqlite"));
    check("cairn-model", "serde", false, None);
}

#[test]
fn a_member_without_a_rule_is_named() {
    let found = violations(&["cairn-attic".to_owned()], &[]);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("cairn-attic: no rule"), "{}", found[0]);
}

#[test]
fn a_member_without_a_comment_is_seen() {
    let manifest = r##"
[workspace]
resolver = "3"
members = [
    # The nouns.
    "crates/model",
    "crates/store",
    #
    "crates/estate",
    # The tests.
    "tests",
]
exclude = ["fuzz"]
"##;
    let expected = [("crates/model", true), ("crates/store", false), ("crates/estate", false), ("tests", true)];
    assert_eq!(listed_members(manifest), expected);
}
