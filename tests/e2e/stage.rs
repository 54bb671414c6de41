//! A display, a session bus and a driver, for one test at a time; all of them end with it.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{fs, thread};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::page::Page;

/// The application under test.
const APPLICATION: &str = env!("CARGO_BIN_EXE_cairn-desktop");
/// Where pictures and complaints are kept.
pub const KEPT: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/../e2e");
/// How long anything may take to appear on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(150);

/// Two windows at once would make every test slower and none better.
static ONE: Mutex<()> = Mutex::new(());

/// What a window needs around it.
pub struct Stage {
    /// What is started in the window.
    pub application: PathBuf,
    /// Whether WebKit is kept from handing pictures over in memory of the graphics card, as it is where there is none.
    /// The driver takes pictures only where it is not.
    pub is_without_card: bool,
    dir: tempfile::TempDir,
    display: String,
    bus: String,
    /// What was started, in this order; the last one drives the window, whose processes are below it.
    pub processes: Vec<Child>,
    _alone: MutexGuard<'static, ()>,
}

impl Stage {
    pub fn new() -> Self {
        let alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let dir = tempfile::Builder::new().prefix("e2e").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let mut screen =
            group("Xvfb").args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]).spawn();
        let display = first_line(screen.as_mut().expect("Xvfb is installed"));
        let mut bus = group("dbus-daemon").args(["--session", "--nofork", "--print-address=1"]).spawn();
        let address = first_line(bus.as_mut().expect("dbus-daemon is installed"));
        fs::create_dir(dir.path().join("answers")).unwrap();
        let processes = vec![screen.unwrap(), bus.unwrap()];
        let display = format!(":{display}");
        let application = PathBuf::from(APPLICATION);
        Stage { application, is_without_card: false, dir, display, bus: address, processes, _alone: alone }
    }

    /// Returns where something lies in the directory of this test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Has the next native dialog of a kind (`open`, `save`, `confirm`) answered.
    pub fn answer(&self, dialog: &str, answer: &serde_json::Value) {
        fs::write(self.path("answers").join(dialog).with_extension("json"), answer.to_string()).unwrap();
    }

    /// Returns what the last native dialog asked, if any did.
    pub fn question(&self) -> Option<String> {
        fs::read_to_string(self.path("answers/question.txt")).ok()
    }

    /// Returns a command in the surroundings of this stage, as somebody's account.
    fn command(&self, program: impl AsRef<OsStr>, account: &str) -> Command {
        let mut command = group(program);
        command.env("DISPLAY", &self.display).env("DBUS_SESSION_BUS_ADDRESS", &self.bus).env_remove("WAYLAND_DISPLAY");
        for (name, place) in
            [("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache")]
        {
            command.env(name, self.path(place));
        }
        command.env("WEBKIT_DISABLE_DMABUF_RENDERER", if self.is_without_card { "1" } else { "0" });
        command.env("NO_AT_BRIDGE", "1");
        command.env("TAURI_WEBVIEW_AUTOMATION", "true").env("TAURI_AUTOMATION", "true");
        command.env("USER", account).env("LC_ALL", "C.UTF-8").env("CAIRN_E2E", self.path("answers"));
        command
    }

    /// Starts the application as somebody, with these arguments, and returns its page.
    pub async fn start(&mut self, account: &str, arguments: &[&Path]) -> Page {
        Page::new(self.open(account, arguments).await).await
    }

    /// Starts the application and returns what drives it; nothing need be in the window yet.
    pub async fn open(&mut self, account: &str, arguments: &[&Path]) -> Client {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = self
            .command("WebKitWebDriver", account)
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(log())
            .spawn();
        self.processes.push(driver.expect("WebKitWebDriver is installed"));
        let options = json!({ "binary": self.application, "args": arguments });
        let Ok(serde_json::Value::Object(capabilities)) =
            serde_json::to_value(json!({ "webkitgtk:browserOptions": options }))
        else {
            unreachable!("an object was written")
        };
        connect(port, capabilities).await
    }

    /// Starts the application once more beside the one that runs, and waits for it to end.
    pub fn start_again(&self, arguments: &[&Path]) -> Output {
        self.command(APPLICATION, "somebody")
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .output()
            .unwrap()
    }

    /// Starts the application where there is no display.
    pub fn start_without_display(&self) -> Output {
        let mut command = self.command(APPLICATION, "somebody");
        command.env_remove("DISPLAY").stdout(Stdio::piped()).stderr(Stdio::piped());
        command.output().unwrap()
    }

    /// Ends the driver, and the application with it, as a crash would.
    pub fn end(&mut self) {
        if self.processes.len() > 2
            && let Some(mut driver) = self.processes.pop()
        {
            end(&mut driver);
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        while let Some(mut process) = self.processes.pop() {
            end(&mut process);
        }
    }
}

/// Returns where the application's own complaints go.
fn log() -> fs::File {
    fs::create_dir_all(KEPT).unwrap();
    fs::File::options().create(true).append(true).open(Path::new(KEPT).join("application.log")).unwrap()
}

async fn connect(port: u16, capabilities: Capabilities) -> Client {
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    let began = Instant::now();
    loop {
        match builder.connect(&format!("http://127.0.0.1:{port}")).await {
            Ok(client) => return client,
            Err(error) if began.elapsed() > PATIENCE => panic!("the driver does not answer: {error}"),
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Returns a command whose children end with it.
fn group(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.process_group(0).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

fn first_line(child: &mut Child) -> String {
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    // Whoever prints more must not be stopped by a pipe that nobody reads.
    thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
    line.trim().to_owned()
}

/// Ends a process and its children.
fn end(process: &mut Child) {
    let group = format!("-{}", process.id());
    let _gone = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    let _ended = process.wait();
}
