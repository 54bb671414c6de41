//! What became of a change, and of others because of a record.

use cairn_api::{ChangeReply, WatchedReply, listed};
use cairn_messages::Messages;
use cairn_model::Phrase;

use super::Run;
use crate::console::Console;
use crate::refusal::Refusal;
use crate::{DONE, FINDING};

/// Says which changes have another answer because of a record, and which of them need another look.
pub(crate) fn watched(watched: &WatchedReply, messages: &Messages, console: &mut Console<'_>) -> Result<(), Refusal> {
    let stands = watched.changed.iter().filter(|change| !watched.stale.contains(change));
    let stands: Vec<&str> = stands.map(String::as_str).collect();
    let stale: Vec<&str> = watched.stale.iter().map(String::as_str).collect();
    for (code, changes) in [("watched-stale", stale), ("watched-changed", stands)] {
        if !changes.is_empty() {
            let (count, list) = (changes.len().to_string(), listed(changes, messages));
            console.say(code, &[("count", &count), ("changes", &list)])?;
        }
    }
    Ok(())
}

impl Run<'_, '_> {
    /// Says what became of a change; `code` is the sentence of what was done.
    pub(super) fn report(&mut self, code: &str, reply: &ChangeReply) -> Result<u8, Refusal> {
        let exit = if reply.unmet.is_empty() && !reply.stale { DONE } else { FINDING };
        if self.console.json(reply)? {
            return Ok(exit);
        }
        let state = self.session.policy_word(&reply.state, self.messages);
        match reply.seq {
            Some(seq) => {
                let seq = seq.to_string();
                self.console.say(code, &[("change", &reply.id), ("state", &state), ("seq", &seq)])?;
            }
            None => self.console.say("done-change-same", &[("change", &reply.id), ("state", &state)])?,
        }
        if reply.stale {
            self.console.say("done-change-stale", &[])?;
        }
        self.unmet("done-change-unmet", &reply.unmet)?;
        // Of this change everything is said.
        let mut others = reply.watched.clone();
        others.changed.retain(|change| *change != reply.id);
        others.stale.retain(|change| *change != reply.id);
        watched(&others, self.messages, self.console)?;
        Ok(exit)
    }

    pub(super) fn unmet(&mut self, code: &str, unmet: &[Phrase]) -> Result<(), Refusal> {
        if unmet.is_empty() {
            return Ok(());
        }
        self.console.say(code, &[])?;
        for phrase in unmet {
            let said = self.session.say(phrase, self.messages);
            self.console.line(&format!("  - {said}"))?;
        }
        Ok(())
    }
}
