//! Running the command line in a directory of its own, and what every run of it must hold to.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// The estate of a scene, relative to its directory.
pub const ESTATE: &str = "e.cairn";

/// Two web servers, one of which is enough, and a database under a shop.
pub const ITEMS: &str = "id,class,name,status,tier\n\
    web-1,virtual_machine,Web 1,live,2\n\
    web-2,virtual_machine,Web 2,live,2\n\
    db-1,database_instance,Shop database,live,1\n\
    shop,business_service,Shop,live,1\n";
/// How the items of [`ITEMS`] need each other.
pub const RELATIONSHIPS: &str = "source_id,type,target_id,group,min_up\n\
    shop,depends_on,web-1,web,1\n\
    shop,depends_on,web-2,web,1\n\
    shop,depends_on,db-1,,\n";

/// A directory in which the command line is run.
pub struct Scene {
    dir: TempDir,
}

/// What a run of the command line came to.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Which record an estate is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub seq: u64,
    pub hash: String,
}

impl Scene {
    /// Returns an empty directory.
    pub fn new() -> Scene {
        Scene { dir: TempDir::new().expect("a directory") }
    }

    /// Returns a directory with an estate that holds no items.
    pub fn empty() -> Scene {
        Scene::with(made_once(&EMPTY, &[]))
    }

    /// Returns a directory with an estate that holds the sample.
    pub fn sample() -> Scene {
        Scene::with(made_once(&SAMPLE, &["--sample"]))
    }

    /// Returns a directory with an estate that holds the whole sample.
    pub fn whole() -> Scene {
        Scene::with(made_once(&WHOLE, &["--sample", "whole"]))
    }

    /// Returns a directory with an estate that holds [`ITEMS`] and [`RELATIONSHIPS`], which lie beside it.
    pub fn pair() -> Scene {
        let scene = Scene::empty();
        scene.file("items.csv", ITEMS);
        scene.file("relationships.csv", RELATIONSHIPS);
        scene.done(&["import", "items.csv", "relationships.csv"]);
        scene
    }

    fn with(files: &Files) -> Scene {
        let scene = Scene::new();
        let estate = scene.path(ESTATE);
        for (name, content) in files {
            match content {
                None => fs::create_dir_all(estate.join(name)).expect("a directory"),
                Some(content) => fs::write(estate.join(name), content).expect("a file"),
            }
        }
        scene
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).expect("a file");
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("text")
    }

    pub fn copy_of_estate(&self) -> Scene {
        Scene::with(&files_of(&self.path(ESTATE)))
    }

    /// Returns the command line, ready to run in this directory; `sh` in front when limits are to be set.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cairn-under-test"));
        command.args(arguments);
        self.surround(&mut command);
        command
    }

    /// Runs the command line under limits of the shell, such as `ulimit -f 400`.
    #[cfg(unix)]
    pub fn limited(&self, limit: &str, arguments: &[&str]) -> Answer {
        let script = format!("trap '' XFSZ; {limit}; exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_cairn-under-test")]).args(arguments);
        self.surround(&mut command);
        answer(arguments, &command.output().expect("a process"))
    }

    fn surround(&self, command: &mut Command) {
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.current_dir(self.dir.path()).env_clear().env("PATH", path).env("LANG", "C").env("USER", "tester");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    }

    /// Runs the command line as it is.
    pub fn run(&self, arguments: &[&str]) -> Answer {
        answer(arguments, &self.command(arguments).output().expect("a process"))
    }

    /// Runs a command on the estate.
    pub fn on_estate(&self, arguments: &[&str]) -> Answer {
        self.run(&[&["-e", ESTATE], arguments].concat())
    }

    /// Runs a command on the estate that ends well, and returns what it says.
    pub fn done(&self, arguments: &[&str]) -> String {
        let answer = self.on_estate(arguments);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{arguments:?}: {}", answer.out);
        answer.out
    }

    /// Runs a command on the estate that ends with a finding, and returns what it says.
    pub fn found(&self, arguments: &[&str]) -> String {
        let answer = self.on_estate(arguments);
        assert_eq!((answer.code, answer.err.as_str()), (1, ""), "{arguments:?}: {}", answer.out);
        answer.out
    }

    /// Runs a command on the estate with `--json`; it ends well or with a finding.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let answer = self.on_estate(&[arguments, &["--json"]].concat());
        assert!(answer.code < 2 && answer.err.is_empty(), "{arguments:?}: {}", answer.err);
        assert_eq!(answer.out.lines().count(), 1, "{arguments:?}: one answer is one line");
        serde_json::from_str(&answer.out).expect("JSON")
    }

    pub fn head(&self) -> Head {
        let status = self.json(&["status"]);
        let hash = status["hash"].as_str().expect("a hash").to_owned();
        Head { seq: status["seq"].as_u64().expect("a number"), hash }
    }

    /// Asserts that everything stored belongs together.
    pub fn assert_sound(&self) {
        let answer = self.on_estate(&["check"]);
        assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
        assert!(answer.out.starts_with("Sound: "), "{}", answer.out);
    }

    /// Runs a command on the estate that is refused as a whole: the sentence has every part of `said`, the estate is
    /// what it was. Returns the sentence.
    pub fn refused(&self, arguments: &[&str], said: &[&str]) -> String {
        let before = self.head();
        let answer = self.on_estate(arguments);
        assert_refusal(&answer, arguments, said);
        assert_eq!(self.head(), before, "{arguments:?}");
        self.assert_sound();
        answer.err
    }
}

/// Asserts that a run was refused with a sentence that has every part of `said`.
pub fn assert_refusal(answer: &Answer, arguments: &[&str], said: &[&str]) {
    assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{arguments:?}: {}", answer.err);
    assert!(answer.err.starts_with("cairn: "), "{arguments:?}: {}", answer.err);
    assert_eq!(answer.err.lines().count(), 1, "{arguments:?}: {}", answer.err);
    assert_says(&answer.err, said);
}

/// Asserts that a text has every part.
pub fn assert_says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "“{part}” is missing in:\n{text}");
    }
}

/// What holds for every run: no panic, a known exit code, nothing that could command a terminal.
pub fn answer(arguments: &[&str], output: &Output) -> Answer {
    let out = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let err = String::from_utf8(output.stderr.clone()).expect("UTF-8");
    assert!(!err.contains("panicked at"), "{arguments:?}: {err}");
    let code = output.status.code().unwrap_or(-1);
    assert!((0..=2).contains(&code), "{arguments:?}: {:?} {err}", output.status);
    for text in [&out, &err] {
        let control = text.chars().find(|&character| is_command(character));
        assert_eq!(control, None, "{arguments:?}: {text:?}");
    }
    Answer { code, out, err }
}

/// Whether a character could do more on a terminal than stand there.
fn is_command(character: char) -> bool {
    let turns = matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (character.is_control() && character != '\n')
}

/// The files of a directory; what has no content is a directory itself.
type Files = Vec<(PathBuf, Option<Vec<u8>>)>;

static EMPTY: OnceLock<Files> = OnceLock::new();
static SAMPLE: OnceLock<Files> = OnceLock::new();
static WHOLE: OnceLock<Files> = OnceLock::new();

/// Creating an estate takes longer than copying one.
fn made_once(place: &'static OnceLock<Files>, options: &[&str]) -> &'static Files {
    place.get_or_init(|| {
        let scene = Scene::new();
        let answer = scene.run(&[&["init", ESTATE, "--name", "Test estate"], options].concat());
        assert_eq!(answer.code, 0, "{}", answer.err);
        files_of(&scene.path(ESTATE))
    })
}

fn files_of(dir: &Path) -> Files {
    let (mut files, mut waiting) = (Files::new(), vec![dir.to_owned()]);
    while let Some(next) = waiting.pop() {
        let name = next.strip_prefix(dir).expect("inside").to_owned();
        if next.is_dir() {
            waiting.extend(fs::read_dir(&next).expect("a directory").map(|entry| entry.expect("an entry").path()));
            files.push((name, None));
        } else {
            files.push((name, Some(fs::read(&next).expect("a file"))));
        }
    }
    files
}

/// Returns the values of one field of every element.
pub fn each<'v>(list: &'v Value, field: &str) -> Vec<&'v str> {
    list.as_array().expect("a list").iter().map(|element| element[field].as_str().expect("a text")).collect()
}

/// Returns the names as a set.
pub fn set<'s>(names: impl IntoIterator<Item = &'s str>) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}
