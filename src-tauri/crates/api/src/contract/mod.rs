//! The commands as one list, and the one way in which a host calls them.
//!
//! `list.rs` declares each command once: its name, request, reply and handler, whether it writes, the tags that its
//! answers are kept under and those that it makes stale. Everything else is made of that: [`NAMES`] for the
//! permissions of the shell, [`dispatch`] for every host, and TypeScript for the screen (feature `ts`).

mod refusal;
#[cfg(feature = "ts")]
pub mod typescript;
mod work;

use cairn_messages::Language;
use cairn_model::CancelToken;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::desk::{self, Desk};
use crate::failure::{Code, Failure};
use crate::wire;

pub use refusal::Refusal;
pub use work::{Progress, Work};

/// Nothing is asked but what there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "Record<never, never>"))]
pub struct Nothing {}

/// What a command does to the estate, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It asks, and changes nothing.
    Read,
    /// It changes something, at once.
    Write,
    /// It may take long: it reports progress and can be cancelled.
    Job,
}

impl Kind {
    /// Returns the identifier used on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Kind::Read => "read",
            Kind::Write => "write",
            Kind::Job => "job",
        }
    }
}

/// What an answer that is kept is about. Whoever keeps answers drops those under the tags that a command makes stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Which estate lies on the desk.
    Desk,
    /// The estate as a whole.
    Estate,
    /// Classes, attributes, types, states, policy.
    Model,
    /// Whatever rests on items and relationships.
    Items,
    /// Changes.
    Changes,
    /// Baselines.
    Baselines,
    /// The log of records.
    Log,
}

impl Tag {
    /// Every tag.
    pub const ALL: [Tag; 7] = [Tag::Desk, Tag::Estate, Tag::Model, Tag::Items, Tag::Changes, Tag::Baselines, Tag::Log];

    /// Returns the identifier used on the wire.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Tag::Desk => "desk",
            Tag::Estate => "estate",
            Tag::Model => "model",
            Tag::Items => "items",
            Tag::Changes => "changes",
            Tag::Baselines => "baselines",
            Tag::Log => "log",
        }
    }
}

/// A handler between two pieces of JSON.
type Call = fn(&Desk, &[u8], &Work<'_>) -> Result<Vec<u8>, Failure>;

/// One command of the wire.
#[derive(Clone, Copy)]
pub struct Command {
    /// Its name, in snake case.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub summary: &'static str,
    /// Whether it writes.
    pub kind: Kind,
    /// The tags that its answer is kept under.
    pub provides: &'static [Tag],
    /// The tags of answers that are stale once it has succeeded.
    pub invalidates: &'static [Tag],
    call: Call,
}

impl std::fmt::Debug for Command {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Command").field("name", &self.name).field("kind", &self.kind).finish_non_exhaustive()
    }
}

macro_rules! commands {
    ($(
        $summary:literal
        $kind:ident $name:ident($request:ty) -> $reply:ty = $handler:path;
        provides [$($provided:ident),*], invalidates [$($stale:ident),*];
    )*) => {
        /// The name of every command.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// Every command.
        pub static COMMANDS: &[Command] = &[$(Command {
            name: stringify!($name),
            summary: $summary,
            kind: Kind::$kind,
            provides: &[$(Tag::$provided),*],
            invalidates: &[$(Tag::$stale),*],
            call: |desk, body, work| answer::<$request, $reply>(desk, body, work, $handler),
        }),*];

        #[cfg(feature = "ts")]
        pub(crate) fn typed(book: &mut typescript::Book) -> Result<(), ts_rs::ExportError> {
            $(book.command::<$request, $reply>(stringify!($name))?;)*
            Ok(())
        }
    };
}

include!("list.rs");

/// Calls a command: a request as JSON comes in, its reply as JSON goes out.
///
/// The request carries `language` beside its own fields: refusals and sentences come in it.
///
/// # Errors
/// [`Refusal`], ready to be shown: an unknown command, a request that is not what the command takes, or what the
/// handler refuses.
pub fn dispatch(desk: &Desk, name: &str, request: &[u8], work: &Work<'_>) -> Result<Vec<u8>, Box<Refusal>> {
    desk.try_again();
    let answered = match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => (command.call)(desk, request, work),
        None => Err(Failure::new(Code::BadInput, cairn_model::Phrase::new("wire-no-such-command").with("name", name))),
    };
    answered.map_err(|failure| {
        desk.mend(work);
        if let Some(command) = command(name).filter(|_| failure.code != Code::Cancelled) {
            desk.note(command.name, &failure);
        }
        Box::new(Refusal::of(&failure, desk, work))
    })
}

/// Calls a command in the language that its request names: what a host does with each request that comes in.
///
/// # Errors
/// As [`dispatch`].
pub fn call(
    desk: &Desk,
    name: &str,
    request: &[u8],
    cancel: &CancelToken,
    progress: &dyn Fn(&Progress),
) -> Result<Vec<u8>, Box<Refusal>> {
    let messages = desk.words(language_of(request));
    dispatch(desk, name, request, &Work { messages, cancel, progress })
}

/// Calls a command that `job_cancel` may stop by the id that its caller gave it.
///
/// # Errors
/// As [`dispatch`].
pub fn call_job(
    desk: &Desk,
    (name, id): (&str, &str),
    request: &[u8],
    progress: &dyn Fn(&Progress, &CancelToken),
) -> Result<Vec<u8>, Box<Refusal>> {
    let cancel = desk.jobs().begin(id);
    let answered = call(desk, name, request, &cancel, &|done| progress(done, &cancel));
    desk.jobs().end(id);
    answered
}

/// Returns the language that a request names; English when it names none.
fn language_of(request: &[u8]) -> Language {
    #[derive(Deserialize)]
    struct Envelope {
        #[serde(default)]
        language: String,
    }
    let named = serde_json::from_slice::<Envelope>(request).ok();
    named.and_then(|envelope| Language::from_tag(&envelope.language)).unwrap_or_default()
}

/// Returns the command of a name.
#[must_use]
pub fn command(name: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.name == name)
}

fn answer<Q: DeserializeOwned, A: Serialize>(
    desk: &Desk,
    body: &[u8],
    work: &Work<'_>,
    handler: impl FnOnce(&Desk, &Q, &Work<'_>) -> Result<A, Failure>,
) -> Result<Vec<u8>, Failure> {
    let bad = |code, error: serde_json::Error| {
        Failure::new(Code::BadInput, cairn_model::Phrase::new(code).with("detail", error))
    };
    let request: Q = serde_json::from_slice(body).map_err(|error| bad("wire-bad-request", error))?;
    let reply = handler(desk, &request, work)?;
    serde_json::to_vec(&reply).map_err(|error| bad("wire-bad-reply", error))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use super::*;

    #[test]
    fn names_are_snake_case_and_unique() {
        let mut names = NAMES.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), COMMANDS.len());
        let is_snake = |name: &&str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        assert!(names.iter().all(is_snake), "{names:?}");
    }

    #[test]
    fn a_read_makes_nothing_stale_and_is_kept_under_something() {
        for command in COMMANDS {
            match command.kind {
                Kind::Read => assert!(command.invalidates.is_empty() && !command.provides.is_empty(), "{command:?}"),
                Kind::Write | Kind::Job => assert!(command.provides.is_empty(), "{command:?}"),
            }
        }
        let provided: Vec<Tag> = COMMANDS.iter().flat_map(|command| command.provides).copied().collect();
        for tag in COMMANDS.iter().flat_map(|command| command.invalidates) {
            assert!(provided.contains(tag), "nobody provides {tag:?}");
        }
    }
}
