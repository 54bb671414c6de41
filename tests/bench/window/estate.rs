//! The estate that is looked at: generated, imported and left to the window by the command line's own code.

use std::ffi::OsString;
use std::path::Path;

use cairn_cli::{Environment, run};

/// How many relationships stand for each item.
const PER_ITEM: u64 = 5;

/// Makes an estate of this many items with five relationships each.
pub fn make(work: &Path, estate: &Path, items: u64) {
    let relationships = (items * PER_ITEM).to_string();
    let items = items.to_string();
    let out = work.join("generated");
    cairn(&["generate", "--items", &items, "--relationships", &relationships, "--seed", "2026", "--out"], &[&out]);
    cairn(&["init"], &[estate]);
    let tables = [out.join("items.csv"), out.join("relationships.csv")];
    let estate = estate.display().to_string();
    cairn(&["-e", &estate, "import", "--reason", "generated"], &[&tables[0], &tables[1]]);
}

fn cairn(words: &[&str], paths: &[&Path]) {
    let words = ["cairn"].iter().chain(words).map(OsString::from);
    let arguments = words.chain(paths.iter().map(OsString::from));
    let surroundings = Environment { user: "change manager".to_owned(), ..Environment::default() };
    let (mut out, mut complaints) = (Vec::new(), Vec::new());
    let code = run(arguments, &surroundings, &mut out, &mut complaints);
    assert_eq!(code, 0, "{}", String::from_utf8_lossy(&complaints));
}
