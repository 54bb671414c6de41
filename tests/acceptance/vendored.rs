//! What stands in `src-tauri/vendor` is what its authors published, and the changes that lie beside it: no others.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The tree that git makes of `src` of sled 0.34.7 as the registry has it.
const SLED_SRC: &str = "c75e47242497d398a38ab5ea9986abe7cf78accd";

fn vendor() -> PathBuf {
    std::env::current_dir().unwrap().join("../src-tauri/vendor")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::write(to.join(name), fs::read(path).unwrap()).unwrap();
        }
    }
}

fn git(place: &Path, arguments: &[&str]) -> String {
    let ran =
        Command::new("git").current_dir(place).args(["-c", "core.autocrlf=false"]).args(arguments).output().unwrap();
    assert!(ran.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap().trim().to_owned()
}

#[test]
fn sled_is_as_published_but_for_its_patch() {
    let place = tempfile::tempdir().unwrap();
    copy(&vendor().join("sled/src"), &place.path().join("src"));
    git(place.path(), &["init", "--quiet"]);
    let patch = vendor().join("sled.patch");
    git(place.path(), &["apply", "--reverse", &patch.display().to_string()]);
    git(place.path(), &["add", "src"]);
    let tree = git(place.path(), &["write-tree", "--prefix=src/"]);
    assert_eq!(tree, SLED_SRC);
}
