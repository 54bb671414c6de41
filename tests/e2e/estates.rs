//! Estates as a test finds them: whole, held by somebody else, a replica, newer, damaged.

use std::path::Path;
use std::sync::Arc;

use cairn_api::Host;
use cairn_api::contract::call;
use cairn_api::desk::Desk;
use cairn_model::{CancelToken, Timestamp};
use serde_json::{Value, json};

struct Somebody;

impl Host for Somebody {
    fn scratch(&self) -> std::path::PathBuf {
        std::env::temp_dir()
    }

    fn now(&self) -> Timestamp {
        Timestamp(chrono::Utc::now().timestamp_millis())
    }

    fn entropy(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).unwrap();
    }

    fn actor(&self) -> String {
        "somebody".to_owned()
    }

    fn program(&self) -> String {
        "another program 7".to_owned()
    }

    fn account(&self) -> String {
        "somebody".to_owned()
    }

    fn process(&self) -> u32 {
        4711
    }
}

/// Somebody at another desk.
pub struct Other(Desk);

impl Other {
    pub fn new() -> Self {
        Other(Desk::new(Arc::new(Somebody), None))
    }

    /// Calls a command; returns its reply, or the code of its refusal.
    pub fn ask(&self, command: &str, request: &Value) -> Result<Value, String> {
        let answered = call(&self.0, command, request.to_string().as_bytes(), &CancelToken::default(), &|_| {});
        match answered {
            Ok(reply) => Ok(serde_json::from_slice(&reply).unwrap()),
            Err(refusal) => Err(serde_json::to_value(refusal.code).unwrap().as_str().unwrap().to_owned()),
        }
    }

    /// Makes the sample.
    pub fn sample(&self, dir: &Path, name: &str) {
        self.ask("estate_create", &json!({ "path": dir, "name": name, "sample": true })).unwrap();
        self.ask("estate_close", &json!({})).unwrap();
    }
}

/// Makes the sample and leaves it to whoever opens it.
pub fn sample(dir: &Path, name: &str) {
    Other::new().sample(dir, name);
}

/// Makes a replica of the sample: it is only read.
pub fn replica(dir: &Path, snapshot: &Path) {
    let other = Other::new();
    let original = dir.with_extension("original.cairn");
    other.ask("estate_create", &json!({ "path": original, "name": "sample", "sample": true })).unwrap();
    other.ask("snapshot_export", &json!({ "to": snapshot })).unwrap();
    other.ask("snapshot_import", &json!({ "path": snapshot, "into": dir })).unwrap();
    other.ask("estate_close", &json!({})).unwrap();
}
