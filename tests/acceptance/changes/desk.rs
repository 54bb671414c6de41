//! A scene with people who act on its changes.

use serde_json::Value;

use crate::common::{Answer, Scene};

/// A window that is open whenever a test runs.
pub const OPEN: [&str; 4] = ["--start", "2020-01-01T00:00:00Z", "--end", "2099-01-01T00:00:00Z"];
/// Likelihood 2: with the impact of a tier 1 service going down, high risk.
pub const ANSWERS: [&str; 10] = [
    "--likelihood",
    "done_before=2",
    "--likelihood",
    "tested=2",
    "--likelihood",
    "back_out_tested=2",
    "--likelihood",
    "complexity=2",
    "--likelihood",
    "lead_time=2",
];
/// The records that a change needs before it is decided on.
pub const RECORDS: [&str; 4] = ["--test-plan", "look at every service", "--back-out-plan", "put it back"];

pub const REQUESTER: &str = "change requester";
pub const IMPLEMENTER: &str = "implementer";
pub const MANAGER: &str = "change manager";

pub struct Desk {
    pub scene: Scene,
}

impl Desk {
    pub fn sample() -> Desk {
        Desk { scene: Scene::sample() }
    }

    pub fn whole() -> Desk {
        Desk { scene: Scene::whole() }
    }

    fn run(&self, actor: &str, arguments: &[&str]) -> Answer {
        self.scene.on_estate(&[&["--actor", actor], arguments, &["--json"]].concat())
    }

    fn answered(&self, code: i32, actor: &str, arguments: &[&str]) -> Value {
        let answer = self.run(actor, arguments);
        assert_eq!((answer.code, answer.err.as_str()), (code, ""), "{actor} {arguments:?}: {}", answer.out);
        serde_json::from_str(&answer.out).unwrap()
    }

    /// Runs a command that ends well.
    pub fn done(&self, actor: &str, arguments: &[&str]) -> Value {
        self.answered(0, actor, arguments)
    }

    /// Runs a command that ends with a finding.
    pub fn found(&self, actor: &str, arguments: &[&str]) -> Value {
        self.answered(1, actor, arguments)
    }

    /// Runs a command that is refused and leaves everything as it was; sentence and reasons have every part of `said`.
    pub fn refused(&self, actor: &str, arguments: &[&str], said: &[&str]) -> Value {
        let before = self.scene.head();
        let answer = self.run(actor, arguments);
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{actor} {arguments:?}: {}", answer.err);
        let refusal: Value = serde_json::from_str(&answer.err).unwrap();
        let mut text = refusal["sentence"].as_str().unwrap().to_owned();
        for reason in refusal["reasons"].as_array().into_iter().flatten() {
            text.push('\n');
            text.push_str(reason.as_str().unwrap());
        }
        assert!(text.contains("Nothing was changed"), "{text}");
        for part in said {
            assert!(text.contains(part), "“{part}” is missing in:\n{text}");
        }
        assert_eq!(self.scene.head(), before, "{arguments:?}");
        refusal
    }

    pub fn show(&self, change: &str) -> Value {
        self.scene.json(&["change", "show", change])
    }

    pub fn state(&self, change: &str) -> String {
        self.show(change)["change"]["state"].as_str().unwrap().to_owned()
    }

    /// What happened to a change, oldest first.
    pub fn history(&self, change: &str) -> Vec<String> {
        let page = self.show(change);
        let events = page["change"]["history"].as_array().unwrap();
        events.iter().map(|event| event["what"].as_str().unwrap().to_owned()).collect()
    }

    /// Raises a change with one step and everything it needs to be decided on, and submits it; returns its id.
    pub fn submitted(&self, kind: &[&str], edits: &[&str]) -> String {
        let change = self.done(REQUESTER, &[&["change", "new", "A change"], kind].concat());
        let id = change["id"].as_str().unwrap().to_owned();
        self.done(REQUESTER, &[&["change", "edit", &id], edits, &ANSWERS[..], &RECORDS[..]].concat());
        assert_eq!(self.done(REQUESTER, &["change", "submit", &id])["state"], "submitted");
        id
    }

    /// Assesses a change whose guards hold; returns the evidence.
    pub fn assessed(&self, id: &str) -> String {
        let reply = self.done(MANAGER, &["change", "assess", id]);
        assert_eq!(reply["unmet"], serde_json::json!([]));
        reply["evidence"].as_str().unwrap().to_owned()
    }

    /// Has everybody decide who has to, each by somebody else; returns the state.
    pub fn approved(&self, id: &str) -> String {
        let evidence = self.show(id)["analysis"]["hashes"]["evidence"].as_str().unwrap().to_owned();
        let undecided = self.show(id)["undecided"].as_array().unwrap().clone();
        for (number, authority) in undecided.iter().enumerate() {
            let role = authority["role"].as_str().unwrap();
            let person = authority["person"].as_str().map_or_else(|| format!("{role} {number}"), str::to_owned);
            let mut arguments = vec!["change", "decide", id, "--approve", "--as", role, "--reason", "agreed"];
            arguments.extend(["--evidence", &evidence[..16]]);
            arguments.extend(authority["service_name"].as_str().into_iter().flat_map(|name| ["--for", name]));
            self.done(&person, &arguments);
        }
        self.state(id)
    }

    /// Takes a submitted change to where its steps are done.
    pub fn started(&self, id: &str) {
        self.assessed(id);
        assert_eq!(self.approved(id), "approved");
        assert_eq!(self.done(MANAGER, &[&["change", "schedule", id], &OPEN[..]].concat())["state"], "scheduled");
        assert_eq!(self.done(MANAGER, &["change", "start", id])["state"], "in_progress");
    }

    pub fn step(&self, id: &str, step: &str, result: &str) -> Value {
        self.done(IMPLEMENTER, &["change", "step", id, step, result])
    }
}
