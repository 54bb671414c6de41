//! Reasons that the product itself writes into the log: a closed list, so that they can be said in any language.
//!
//! The log keeps the English text, which is data like any other reason; estates of before hold the same.

use std::fmt;

use cairn_model::change::{ChangePolicy, TEMPLATE_KIND};
use cairn_model::{CommitKind, Phrase};

/// What is written before the number of the record that is undone, in every form that was ever written.
const UNDO: [&str; 3] = ["undo of record no. ", "復原記錄編號 ", "撤销记录编号 "];
const CATALOGUE: &str = "default catalogue";
const SAMPLE: &str = "sample estate";
const LOOKED_AT: &str = "re-analysed";
const OUTAGE: &str = "outage ";
const OUTAGE_DEEDS: [&str; 8] = ["announce", "record", "enter", "open", "end", "close", "cancel", "edit"];
const SNAPSHOT: (&str, &str) = ("snapshot of ", ", record no. ");

/// A reason of the product's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum OwnReason {
    /// A new estate gets the catalogue.
    Catalogue,
    /// The sample is loaded.
    Sample,
    /// Changes were looked at again, since what they rest on is different.
    LookedAt,
    /// A record is undone.
    Undo(u64),
    /// An estate is made of a snapshot.
    Snapshot {
        /// The name of the estate it is of.
        name: String,
        /// Its newest record.
        seq: u64,
    },
    /// A template is made of a change.
    Template,
    /// An outage goes on, or is corrected.
    Outage {
        /// What happened to it: a transition, or `edit`.
        what: String,
        /// Its id.
        id: String,
        /// What it is called.
        title: String,
    },
}

impl fmt::Display for OwnReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OwnReason::Catalogue => formatter.write_str(CATALOGUE),
            OwnReason::Sample => formatter.write_str(SAMPLE),
            OwnReason::LookedAt => formatter.write_str(LOOKED_AT),
            OwnReason::Undo(seq) => write!(formatter, "{}{seq}", UNDO[0]),
            OwnReason::Snapshot { name, seq } => write!(formatter, "{}{name}{}{seq}", SNAPSHOT.0, SNAPSHOT.1),
            OwnReason::Template => formatter.write_str(TEMPLATE_KIND),
            OwnReason::Outage { what, id, title } => write!(formatter, "{OUTAGE}{what}: {id} {title}"),
        }
    }
}

impl OwnReason {
    /// Returns the reason that a text is in a record of a kind; `None` for what somebody wrote.
    fn read(kind: CommitKind, text: &str) -> Option<Self> {
        match (kind, text) {
            (CommitKind::Model, CATALOGUE) => Some(OwnReason::Catalogue),
            (CommitKind::Load, SAMPLE) => Some(OwnReason::Sample),
            (CommitKind::Process, LOOKED_AT) => Some(OwnReason::LookedAt),
            (CommitKind::Process, TEMPLATE_KIND) => Some(OwnReason::Template),
            (CommitKind::Load, text) => {
                let (name, seq) = text.strip_prefix(SNAPSHOT.0)?.rsplit_once(SNAPSHOT.1)?;
                Some(OwnReason::Snapshot { name: name.to_owned(), seq: number(seq)? })
            }
            (CommitKind::Process | CommitKind::Operation, text) => {
                let (what, rest) = text.strip_prefix(OUTAGE)?.split_once(": ")?;
                let (id, title) = rest.split_once(' ')?;
                // A key ends in a number of at least six digits, which nobody writes by chance.
                let is_key =
                    id.rsplit_once('-').is_some_and(|(_, digits)| digits.len() >= 6 && number(digits).is_some());
                let [what, id, title] = [what, id, title].map(str::to_owned);
                (is_key && OUTAGE_DEEDS.contains(&what.as_str())).then_some(OwnReason::Outage { what, id, title })
            }
            (CommitKind::Correction | CommitKind::Revert, text) => {
                let seq = UNDO.iter().find_map(|start| text.strip_prefix(start))?;
                // Screens wrote the number with separators once.
                Some(OwnReason::Undo(number(&seq.replace(',', ""))?))
            }
            _ => None,
        }
    }

    fn phrase(&self) -> Phrase {
        match self {
            OwnReason::Catalogue => Phrase::new("reason-default-catalogue"),
            OwnReason::Sample => Phrase::new("reason-sample"),
            OwnReason::LookedAt => Phrase::new("reason-looked-at"),
            OwnReason::Undo(seq) => Phrase::new("reason-undo").with("record", format!("{seq}")),
            OwnReason::Snapshot { name, seq } => {
                Phrase::new("reason-snapshot").with("name", name).with("record", format!("{seq}"))
            }
            OwnReason::Template => Phrase::new("reason-template"),
            OwnReason::Outage { what, id, title } => {
                Phrase::new(&format!("reason-outage-{what}")).with("outage", id).with("title", title)
            }
        }
    }
}

fn number(text: &str) -> Option<u64> {
    let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_plain)
}

/// Returns the reason of a record as a phrase where the product wrote it: one of its own, or the transition that a
/// record of the process of changes made. `None` for what somebody wrote.
#[must_use]
pub fn own(kind: CommitKind, reason: &str, policy: &ChangePolicy) -> Option<Phrase> {
    if let Some(own) = OwnReason::read(kind, reason) {
        return Some(own.phrase());
    }
    let is_transition = || policy.transitions.iter().any(|transition| transition.id == reason);
    (kind == CommitKind::Process && is_transition()).then(|| Phrase::new(&format!("transition-{reason}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_product_writes_it_recognises() {
        use CommitKind::{Correction, Load, Model, Operation, Process, Revert};
        let outage = |what: &str| OwnReason::Outage {
            what: what.to_owned(),
            id: "OUT-000001".to_owned(),
            title: "mains: half of it".to_owned(),
        };
        let snapshot = OwnReason::Snapshot { name: "a, record no. 1".to_owned(), seq: 20 };
        for (kind, reason) in [
            (Model, OwnReason::Catalogue),
            (Load, OwnReason::Sample),
            (Process, OwnReason::LookedAt),
            (Process, OwnReason::Template),
            (Correction, OwnReason::Undo(12)),
            (Revert, OwnReason::Undo(12_345)),
            (Load, snapshot),
            (Process, outage("edit")),
            (Operation, outage("end")),
        ] {
            assert_eq!(OwnReason::read(kind, &reason.to_string()), Some(reason.clone()), "{reason}");
        }
    }

    #[test]
    fn what_somebody_wrote_stays_theirs() {
        let check = |kind, text: &str, expect: Option<OwnReason>| {
            assert_eq!(OwnReason::read(kind, text), expect, "{text}");
        };
        check(CommitKind::Correction, "undo of record no. 1,234", Some(OwnReason::Undo(1_234)));
        check(CommitKind::Revert, "復原記錄編號 7", Some(OwnReason::Undo(7)));
        check(CommitKind::Correction, "undo of record no. 12 and more", None);
        check(CommitKind::Correction, "undo of record no. ", None);
        check(CommitKind::Correction, "undo of record no. +1", None);
        check(CommitKind::Correction, "re-analysed", None);
        check(CommitKind::Operation, "outage end: of the month", None);
        check(CommitKind::Operation, "outage ruin: OUT-000001 mains", None);
        check(CommitKind::Load, "Default catalogue", None);
        check(CommitKind::Load, "snapshot of nothing", None);
    }
}
