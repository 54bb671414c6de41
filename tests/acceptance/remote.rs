//! The command line beside a program that has the estate open: it runs there, and says the same.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use cairn_api::contract::call;
use cairn_api::desk::Desk;
use cairn_cli::Doorkeeper;
use cairn_model::CancelToken;
use serde_json::{Value, json};

use crate::common::{ESTATE, Scene, assert_says};
use crate::damage::Somebody;

/// A desk as a program with a window has it, with the estate of a scene on it.
struct Program {
    desk: Desk,
    recorded: Arc<AtomicU64>,
}

impl Program {
    fn with(scene: &Scene) -> Program {
        let recorded = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&recorded);
        let door = Doorkeeper::new(move || {
            counted.fetch_add(1, Ordering::SeqCst);
        });
        let desk = Desk::new(Arc::new(Somebody), None).attended_by(Box::new(door));
        let program = Program { desk, recorded };
        program.ask("estate_open", &json!({ "path": scene.path(ESTATE) }));
        program
    }

    fn ask(&self, name: &str, request: &Value) -> Value {
        let answer = call(&self.desk, name, request.to_string().as_bytes(), &CancelToken::default(), &|_| {});
        serde_json::from_slice(&answer.unwrap()).unwrap()
    }

    fn seq(&self) -> u64 {
        self.ask("desk_state", &json!({}))["estate"]["seq"].as_u64().unwrap()
    }
}

#[test]
fn a_command_says_the_same_whoever_has_the_estate_open() {
    let scene = Scene::pair();
    let commands: [&[&str]; 8] = [
        &["status"],
        &["items", "class:business_service"],
        &["items", "--json"],
        &["impact", "--down", "web-1", "--lang", "zh-HK"],
        &["show", "nobody"],
        &["show", "nobody", "--json"],
        &["items", "--limit", "many"],
        &["--help"],
    ];
    let alone: Vec<_> = commands.iter().map(|command| scene.on_estate(command)).collect();
    let program = Program::with(&scene);
    for (command, alone) in commands.iter().zip(&alone) {
        let beside = scene.on_estate(command);
        // Elsewhere a relative path would lead elsewhere: there it is whole.
        let here = format!("{}/", scene.path("").display().to_string().trim_end_matches('/'));
        let (out, err) = (beside.out.replace(&here, ""), beside.err.replace(&here, ""));
        assert_eq!((beside.code, &out, &err), (alone.code, &alone.out, &alone.err), "{command:?}");
    }
    assert_eq!(program.recorded.load(Ordering::SeqCst), 0, "nothing was recorded");
}

#[test]
fn both_see_the_same_records() {
    let scene = Scene::pair();
    let program = Program::with(&scene);
    let before = program.seq();
    scene.file("more.csv", "id,class,name,status,tier\nweb-3,virtual_machine,Web 3,live,2\n");
    scene.done(&["import", "more.csv", "--actor", "change manager"]);
    assert_eq!(program.seq(), before + 1);
    let log = program.ask("log", &json!({ "limit": 1 }));
    assert_says(&log.to_string(), &["change manager"]);
    // The answer comes before the program is told that there is something new, which it is once.
    while program.recorded.load(Ordering::SeqCst) == 0 {
        std::thread::yield_now();
    }
    scene.done(&["snapshot", "export", "--out", "e.snap"]);
    scene.done(&["snapshot", "check", "e.snap", "--against", ESTATE]);
    scene.assert_sound();
    drop(program);
    assert_eq!(scene.head().seq, before + 1, "what was recorded there is there");
    scene.assert_sound();
}

#[test]
fn only_the_account_itself_may_use_the_door() {
    let scene = Scene::pair();
    let socket = scene.path(ESTATE).join("socket");
    let program = Program::with(&scene);
    let kind = fs::metadata(&socket).unwrap();
    assert!(kind.file_type().is_socket());
    assert_eq!(kind.permissions().mode() & 0o777, 0o600);
    program.ask("estate_close", &json!({}));
    assert!(!socket.exists(), "a door is taken away with the estate");
    scene.done(&["status"]);
    program.ask("estate_open", &json!({ "path": scene.path(ESTATE) }));
    scene.done(&["status"]);
    assert!(socket.exists());
}

#[test]
fn what_a_killed_program_left_is_in_nobodys_way() {
    let scene = Scene::pair();
    let socket = scene.path(ESTATE).join("socket");
    // As a killed process leaves it: the file is there, and nobody listens.
    drop(UnixListener::bind(&socket).unwrap());
    assert!(UnixStream::connect(&socket).is_err());
    scene.done(&["status"]);
    scene.assert_sound();
    let program = Program::with(&scene);
    scene.done(&["status"]);
    assert!(UnixStream::connect(&socket).is_ok());
    drop(program);
}

#[test]
fn a_path_that_no_address_has_room_for() {
    let scene = Scene::pair();
    let deep = scene.path(&["deep"; 30].join("/"));
    fs::create_dir_all(&deep).unwrap();
    fs::rename(scene.path(ESTATE), deep.join(ESTATE)).unwrap();
    std::os::unix::fs::symlink(deep.join(ESTATE), scene.path(ESTATE)).unwrap();
    let whole = deep.join(ESTATE);
    let program = Program::with(&scene);
    program.ask("estate_close", &json!({}));
    program.ask("estate_open", &json!({ "path": whole }));
    let answer = scene.run(&["-e", whole.to_str().unwrap(), "status"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
}

#[test]
fn whoever_says_something_else_is_not_answered() {
    use std::io::{Read, Write};
    let scene = Scene::pair();
    let program = Program::with(&scene);
    let socket = scene.path(ESTATE).join("socket");
    let frame = |content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        [&[1][..], &length, content].concat()
    };
    let other_way = json!({ "format": 99, "arguments": [], "directory": [], "user": "x" }).to_string();
    for said in [b"GET / HTTP/1.1\r\n\r\n".to_vec(), frame(b"{}"), frame(other_way.as_bytes()), vec![1, 9, 0, 0, 0, 1]]
    {
        let mut stream = UnixStream::connect(&socket).unwrap();
        stream.write_all(&said).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut heard = Vec::new();
        // One who is not understood may be cut off in the middle of what it says.
        let _cut = stream.read_to_end(&mut heard);
        assert_eq!(heard, b"", "{said:?}");
    }
    scene.done(&["status"]);
    assert_eq!(program.seq(), scene.head().seq);
}

#[test]
fn a_program_that_ends_too_early_is_named() {
    let scene = Scene::pair();
    let listener = UnixListener::bind(scene.path(ESTATE).join("socket")).unwrap();
    let hang_up = std::thread::spawn(move || drop(listener.accept().unwrap()));
    let answer = scene.on_estate(&["status"]);
    hang_up.join().unwrap();
    assert_eq!((answer.code, answer.out.as_str()), (2, ""));
    assert_says(&answer.err, &[ESTATE, "ended before it said how the command ended", "log"]);
}
