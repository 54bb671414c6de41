//! The words of the estate in sentences: what its catalogue and its policy call things.

use std::collections::BTreeMap;

use cairn_engine::WrittenTerm;
use cairn_exchange::{listed, needs};
use cairn_messages::Messages;
use cairn_model::Phrase;
use cairn_model::impact::{BecauseOf, WhyView};

use crate::failure::{Failure, LIST, say};
use crate::session::{Session, word};
use crate::wire::items::TermSaid;

/// A refusal as it is said to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The sentence.
    pub sentence: String,
    /// Every reason, where there are several or the sentence does not name them.
    pub reasons: Vec<String>,
}

impl Session {
    /// Returns the word on screen of a state of changes, a band of risk, a role or a question; its id when the policy
    /// of the estate does not have it.
    #[must_use]
    pub fn policy_word(&self, id: &str, messages: &Messages) -> String {
        let labels = self.engine.policy().labels();
        labels.get(id).map_or_else(|| id.to_owned(), |label| word(label, messages))
    }

    /// Returns the word on screen of a transition of changes; its id where an estate added it.
    #[must_use]
    pub fn transition_word(&self, id: &str, messages: &Messages) -> String {
        let code = format!("transition-{id}");
        if messages.knows(&code) { messages.word(&code) } else { id.to_owned() }
    }

    /// Returns the word on screen of a field of an item: its name, its state, or an attribute.
    #[must_use]
    pub fn field_word(&self, id: &str, messages: &Messages) -> String {
        match id {
            "name" => messages.word("column-name"),
            "state" => messages.word("column-status"),
            attribute => self.attribute_word(attribute, messages),
        }
    }

    /// Returns the sentence of a phrase of the engine; states, roles, bands, fields, classes and types among its
    /// parameters are said in the words of the estate.
    #[must_use]
    pub fn say(&self, phrase: &Phrase, messages: &Messages) -> String {
        say(&self.worded(phrase, messages), messages)
    }

    /// Returns a refusal in the words of the estate.
    #[must_use]
    pub fn refused(&self, failure: &Failure, messages: &Messages) -> Refused {
        let is_guarded = failure.message.code == "error-guarded";
        let is_led = is_guarded || failure.message.code == "error-reverting";
        let mut message = failure.message.clone();
        let mut reasons = failure.reasons.as_slice();
        if !is_led && !reasons.is_empty() {
            // The sentence is the first of them.
            reasons = &reasons[1..];
            message.params.remove("plan-more");
        }
        let is_worded = is_guarded || !message.code.starts_with("error-");
        let sentence = if is_worded {
            failure.completed(&message, self.say(&message, messages), messages)
        } else {
            failure.sentence(messages)
        };
        Refused { sentence, reasons: reasons.iter().map(|reason| self.say(reason, messages)).collect() }
    }

    /// Returns why an item is at its level, in words: what goes out, what it already was, or which members failed.
    #[must_use]
    pub fn why(&self, step: &WhyView, messages: &Messages) -> String {
        let (BecauseOf::Requirement, Some(requirement)) = (step.because, &step.requirement) else {
            let level = messages.word(&format!("level-{}", step.level.id()));
            return match step.because {
                BecauseOf::Context => messages.say("why-context", [("level", level.as_str())]),
                _ => messages.word("why-seed"),
            };
        };
        let failed: Vec<String> = step
            .failed
            .iter()
            .map(|blamed| {
                let verified = blamed.verified_at.map_or_else(
                    || messages.word("why-never-verified"),
                    |moment| messages.say("why-verified", [("when", moment.to_minutes().as_str())]),
                );
                let kind = self.need_word(&blamed.relationship_type, messages);
                let params =
                    [("failed", blamed.item.name.as_str()), ("type", kind.as_str()), ("verified", verified.as_str())];
                messages.say(if requirement.n == 1 { "why-single-verified" } else { "why-failed" }, params)
            })
            .collect();
        let failed = listed(failed, messages);
        if requirement.n == 1 {
            return failed;
        }
        let (needs, group) = (needs(requirement, messages), self.need_word(&requirement.name, messages));
        let params = [("needs", needs.as_str()), ("group", group.as_str()), ("failed", failed.as_str())];
        messages.say("why-requirement", params)
    }

    /// Returns the terms of a filter in words, each with the filter without it.
    pub(crate) fn terms_said(&self, filter: &str, messages: &Messages) -> Result<Vec<TermSaid>, Failure> {
        let said = |(term, without): (WrittenTerm, String)| TermSaid {
            label: self.term_label(&term, messages),
            text: term.text,
            without,
        };
        Ok(cairn_engine::explore::terms(filter)?.into_iter().map(said).collect())
    }

    fn term_label(&self, term: &WrittenTerm, messages: &Messages) -> String {
        let value = |value: &String| match (term.field.as_str(), term.operator) {
            (_, "") => value.clone(),
            ("class", _) => {
                let generation = self.engine.generation();
                let meant = generation.catalogue().class_for_word(value).map(|class| class.definition.id.clone());
                self.class_word(meant.as_ref().unwrap_or(value), messages)
            }
            ("state", ":") => self.state_word(value, messages),
            ("operation", ":") if messages.knows(&format!("operation-{value}")) => {
                messages.word(&format!("operation-{value}"))
            }
            _ if value.is_empty() => messages.word("filter-no-value"),
            _ => value.clone(),
        };
        let values: Vec<String> = term.values.iter().map(value).collect();
        let values = match values.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [others @ .., last] => {
                let others = listed(others, messages);
                messages.say("filter-either", [("others", others.as_str()), ("last", last.as_str())])
            }
        };
        let is_wanted = term.wanted == (term.operator != "!=");
        let field = match term.field.as_str() {
            "" if is_wanted => return values,
            "" => return messages.say("filter-text-not", [("values", values.as_str())]),
            "class" => messages.word("column-type"),
            "operation" => messages.word("column-operation"),
            field => self.field_word(field, messages),
        };
        let params = [("field", field.as_str()), ("values", values.as_str())];
        messages.say(if is_wanted { "filter-is" } else { "filter-is-not" }, params)
    }

    fn worded(&self, phrase: &Phrase, messages: &Messages) -> Phrase {
        let about_state = phrase.params.get("field").is_some_and(|field| field == "state")
            || matches!(phrase.code.as_str(), "edit-item-state" | "planned-retire");
        let params: BTreeMap<String, String> = phrase
            .params
            .iter()
            .map(|(name, value)| {
                let worded = match name.as_str() {
                    "state" => Some(self.any_state_word(value, messages)),
                    "band" | "role" => Some(self.policy_word(value, messages)),
                    "open" => Some(self.roles(value, messages)),
                    "questions" if messages.are_for_screen() => Some(self.questions(value, messages)),
                    "field" => Some(self.field_word(value, messages)),
                    "class" | "from-class" | "to-class" => Some(self.class_word(value, messages)),
                    "type" => Some(self.type_word(value, true, messages)),
                    "group" => Some(self.need_word(value, messages)),
                    "after" | "before" | "now" if about_state => Some(self.state_word(value, messages)),
                    _ => None,
                };
                (name.clone(), worded.unwrap_or_else(|| value.clone()))
            })
            .collect();
        Phrase { code: phrase.code.clone(), params }
    }

    /// A state of changes or of outages, or else one of items.
    fn any_state_word(&self, id: &str, messages: &Messages) -> String {
        let of_changes = self.engine.policy().state(id).map(|state| &state.label);
        let label = of_changes.or_else(|| self.engine.outage_policy().state(id).map(|state| &state.label));
        label.map_or_else(|| self.state_word(id, messages), |label| word(label, messages))
    }

    /// Questions about likelihood. A label says both ends of a scale; a list names each by its first end.
    fn questions(&self, list: &str, messages: &Messages) -> String {
        let one = |id: &str| {
            let label = self.policy_word(id, messages);
            label.split(" (1)").next().and_then(|label| label.split("(1)").next()).unwrap_or(&label).to_owned()
        };
        listed(list.split(LIST).map(one), messages)
    }

    /// Roles, each with the service spoken for behind it.
    fn roles(&self, list: &str, messages: &Messages) -> String {
        let one = |entry: &str| match entry.split_once(' ') {
            Some((role, service)) => format!("{} {service}", self.policy_word(role, messages)),
            None => self.policy_word(entry, messages),
        };
        listed(list.split(LIST).map(one), messages)
    }
}
