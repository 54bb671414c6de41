//! Arguments that make no command: what is wrong with them, in the person's language.

use cairn_model::Phrase;
use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::refusal::Refusal;

/// Returns what is wrong with the arguments; `command` is the one they are for, `names` are its name and
/// those of the commands above it, none for the whole line.
pub(crate) fn refusal(error: &Error, command: &Command, names: &[&str]) -> Refusal {
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let phrase = match error.kind() {
        ErrorKind::MissingSubcommand => Phrase::new("error-usage-no-command").with("list", commands(command)),
        ErrorKind::InvalidSubcommand => Phrase::new("error-usage-command")
            .with("text", text(ContextKind::InvalidSubcommand))
            .with("list", commands(command)),
        ErrorKind::UnknownArgument => {
            let meant = text(ContextKind::SuggestedArg);
            let meant = if meant.is_empty() { "none".to_owned() } else { meant };
            Phrase::new("error-usage-argument").with("text", argument).with("meant", meant)
        }
        ErrorKind::MissingRequiredArgument => Phrase::new("error-usage-missing").with("list", argument),
        ErrorKind::ArgumentConflict => Phrase::new("error-usage-twice").with("option", argument),
        ErrorKind::ValueValidation => Phrase::new("error-usage-number").with("text", value).with("option", argument),
        ErrorKind::InvalidValue if !value.is_empty() => Phrase::new("error-usage-value")
            .with("text", value)
            .with("option", argument)
            .with("list", text(ContextKind::ValidValue)),
        ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Phrase::new("error-usage-no-value").with("option", argument)
        }
        _ => Phrase::new("error-usage-other").with("detail", error.kind()),
    };
    let help = [&["cairn"], names, &["--help"]].concat().join(" ");
    Refusal::said(phrase.with("help", help))
}

fn commands(command: &Command) -> String {
    command.get_subcommands().map(Command::get_name).collect::<Vec<_>>().join(", ")
}
