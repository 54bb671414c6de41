//! A desk with the sample estate on it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use cairn_api::contract::{Progress, Work, dispatch};
use cairn_api::desk::Desk;
use cairn_api::{Host, Language};
use cairn_model::{CancelToken, Timestamp};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A host whose clock goes on by a second at each look, and whose actor can be another.
pub struct TestHost {
    clock: AtomicI64,
    entropy: AtomicI64,
    actor: std::sync::Mutex<String>,
}

impl Host for TestHost {
    fn scratch(&self) -> std::path::PathBuf {
        std::env::temp_dir()
    }

    fn now(&self) -> Timestamp {
        Timestamp(self.clock.fetch_add(1_000, Ordering::Relaxed))
    }

    fn entropy(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let next = self.entropy.fetch_add(0x9e37_79b9, Ordering::Relaxed);
            *byte = next.to_be_bytes()[5];
        }
    }

    fn actor(&self) -> String {
        self.actor.lock().unwrap().clone()
    }

    fn program(&self) -> String {
        "test".to_owned()
    }

    fn account(&self) -> String {
        "test".to_owned()
    }

    fn process(&self) -> u32 {
        std::process::id()
    }
}

/// A desk in a directory of its own.
pub struct Bench {
    pub dir: TempDir,
    pub desk: Desk,
    host: Arc<TestHost>,
}

impl Bench {
    /// Returns an empty desk.
    pub fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let host = Arc::new(TestHost {
            clock: AtomicI64::new(1_795_000_000_000),
            entropy: AtomicI64::new(1),
            actor: std::sync::Mutex::new("change manager".to_owned()),
        });
        let shared: Arc<dyn Host> = Arc::clone(&host) as Arc<dyn Host>;
        let desk = Desk::new(shared, Some(dir.path().join("recent.json")));
        Bench { dir, desk, host }
    }

    /// Returns a desk with the sample estate on it.
    pub fn with_sample() -> Self {
        let bench = Bench::new();
        bench.ok("estate_create", &json!({ "path": bench.path("sample.cairn"), "name": "Sample", "sample": true }));
        bench
    }

    /// Lets somebody else act from now on.
    pub fn act_as(&self, actor: &str) {
        actor.clone_into(&mut self.host.actor.lock().unwrap());
    }

    pub fn path(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }

    /// Calls a command; returns its reply or its refusal.
    pub fn call(&self, name: &str, request: &Value) -> Result<Value, Value> {
        self.run(name, request, &CancelToken::default(), &|_| {})
    }

    pub fn run(
        &self,
        name: &str,
        request: &Value,
        cancel: &CancelToken,
        progress: &dyn Fn(&Progress),
    ) -> Result<Value, Value> {
        let language = request["language"].as_str().and_then(Language::from_tag).unwrap_or_default();
        let work = Work { messages: self.desk.words(language), cancel, progress };
        match dispatch(&self.desk, name, request.to_string().as_bytes(), &work) {
            Ok(reply) => Ok(serde_json::from_slice(&reply).unwrap()),
            Err(refusal) => Err(serde_json::to_value(*refusal).unwrap()),
        }
    }

    /// Calls a command that has to succeed.
    #[track_caller]
    pub fn ok(&self, name: &str, request: &Value) -> Value {
        match self.call(name, request) {
            Ok(reply) => reply,
            Err(refusal) => panic!("{name} {request}: {refusal:#}"),
        }
    }

    /// Calls a command that has to be refused; returns code and sentence.
    #[track_caller]
    pub fn refused(&self, name: &str, request: &Value) -> (String, String) {
        match self.call(name, request) {
            Ok(reply) => panic!("{name} {request} was not refused: {reply:#}"),
            Err(refusal) => (text(&refusal["code"]), text(&refusal["sentence"])),
        }
    }

    /// Returns the record no. of the newest record.
    pub fn seq(&self) -> u64 {
        self.ok("desk_state", &json!({}))["estate"]["seq"].as_u64().unwrap()
    }
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Returns one field of every element of a list, as text.
pub fn column(list: &Value, field: &str) -> Vec<String> {
    list.as_array().into_iter().flatten().map(|row| text(&row[field])).collect()
}
