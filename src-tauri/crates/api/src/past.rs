//! What happened, in words: events of a change, and reasons that the product itself wrote.

use cairn_messages::Messages;
use cairn_model::CommitKind;
use cairn_model::change::ChangeEvent;

use crate::session::Session;

/// What is in front of the number of the step that an event tells of.
const STEPS: [(&str, &str); 3] = [
    ("step_done_", "event-step-done"),
    ("step_not_done_", "event-step-not-done"),
    ("step_backed_out_", "event-step-backed-out"),
];

impl Session {
    /// Returns what an event of a change was, in words: a transition, a decision in a role, or what came of a step.
    #[must_use]
    pub fn event_word(&self, event: &ChangeEvent, messages: &Messages) -> String {
        let what = event.what.as_str();
        if let Some(role) = what.strip_prefix("approve_") {
            let role = self.policy_word(role, messages);
            return messages.say("event-approved-as", [("role", role.as_str())]);
        }
        if let Some((step, code)) = STEPS.iter().find_map(|(start, code)| Some((what.strip_prefix(start)?, code))) {
            return messages.say(code, [("step", step)]);
        }
        match what {
            "raise" => messages.word("event-raise"),
            "become_normal" => messages.word("event-become-normal"),
            "late_records" => messages.word("event-late-records"),
            transition => self.transition_word(transition, messages),
        }
    }

    /// Returns why, in the words of who did it, or of the product where it found the reason itself.
    #[must_use]
    pub fn event_reason(&self, event: &ChangeEvent, messages: &Messages) -> String {
        let guard = format!("why-normal-{}", event.reason);
        match event.what.as_str() {
            "late_records" => messages.say("event-late-hours", [("hours", event.reason.as_str())]),
            "become_normal" if messages.knows(&guard) => messages.word(&guard),
            _ => event.reason.clone(),
        }
    }

    /// Returns the reason of a record in words where the product wrote it; `None` for what somebody wrote.
    pub(crate) fn reason_said(&self, kind: CommitKind, reason: &str, messages: &Messages) -> Option<String> {
        let own = cairn_engine::reason::own(kind, reason, self.engine.policy())?;
        messages.knows(&own.code).then(|| self.say(&own, messages))
    }
}
