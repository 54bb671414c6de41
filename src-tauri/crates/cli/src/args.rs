//! The arguments, with their help in the person's language.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use cairn_messages::Messages;
use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

const TEMPLATE: &str = "{before-help}{about-with-newline}\n{usage-heading}{usage}\n\n{all-args}{after-help}";
/// Options of every command stand behind its own.
const SHARED: usize = 900;

/// Commands and arguments with their help in the person's language.
pub(crate) struct Words<'a> {
    messages: &'a Messages,
    /// Where paths start that are not absolute.
    directory: Option<&'a Path>,
}

impl Words<'_> {
    pub(crate) fn command(&self, name: &'static str) -> Command {
        self.nested(name, &format!("help-{name}"))
    }

    /// A command of a family, whose help does not follow from its name.
    pub(crate) fn nested(&self, name: &'static str, help: &str) -> Command {
        Command::new(name)
            .about(self.messages.word(help))
            .help_template(self.template())
            .next_help_heading(self.messages.word("help-options"))
            .disable_help_flag(true)
    }

    /// A command that is only the family name of others.
    pub(crate) fn family(&self, name: &'static str) -> Command {
        self.command(name)
            .subcommand_required(true)
            .disable_help_subcommand(true)
            .subcommand_value_name(self.messages.word("help-usage-command"))
            .subcommand_help_heading(self.messages.word("help-commands"))
    }

    pub(crate) fn word(&self, code: &str) -> String {
        self.messages.word(code)
    }

    fn template(&self) -> String {
        TEMPLATE.replace("{usage-heading}", &self.messages.word("help-usage"))
    }

    fn help(&self) -> Arg {
        let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
        help.help(self.messages.word("help-help")).global(true).display_order(SHARED)
    }

    pub(crate) fn flag(&self, name: &'static str, help: &str) -> Arg {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(self.messages.word(help))
    }

    pub(crate) fn option(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        Arg::new(name).long(name).value_name(value).help(self.messages.word(help))
    }

    /// An option that takes several values and may be repeated.
    pub(crate) fn many(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        self.option(name, value, help).action(ArgAction::Append).num_args(1..)
    }

    pub(crate) fn path(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        self.of_paths(self.option(name, value, help))
    }

    /// An argument whose values are paths.
    pub(crate) fn of_paths(&self, argument: Arg) -> Arg {
        let directory = self.directory.map(Path::to_owned);
        argument.value_parser(PathBufValueParser::new().map(move |path| match &directory {
            Some(directory) => directory.join(path),
            None => path,
        }))
    }

    pub(crate) fn number(&self, name: &'static str, help: &str) -> Arg {
        self.option(name, "N", help).value_parser(value_parser!(u64)).hide_default_value(true)
    }

    /// An argument without a name.
    pub(crate) fn place(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .value_name(value)
            .help(self.messages.word(help))
            .help_heading(self.messages.word("help-arguments"))
            .required(true)
    }
}

/// What stands in front of a term of a filter that starts with a minus while the arguments are read.
const TERM: &str = "\u{f8ff}";
/// Options that take the argument behind them.
const TAKING: [&str; 7] = ["-e", "--estate", "--lang", "--actor", "--at", "--limit", "--offset"];

/// Returns the arguments with the terms of a filter marked that look like options: `-state:live` is a term that is
/// turned around, and `-h` in front of it is not.
pub(crate) fn mark_terms(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut before = OsString::new();
    let (mut is_filter, mut is_over) = (false, false);
    let mark = |argument: OsString| {
        let takes = |before: &OsStr| before.to_str().is_some_and(|before| TAKING.contains(&before));
        let is_value = takes(&before);
        is_over |= argument == "--" && !is_value;
        is_filter |= argument == "items" && !is_value;
        let term = argument.to_str().filter(|text| {
            let is_turned = text.starts_with('-') && !text.starts_with("--") && text.chars().count() > 2;
            is_filter && !is_over && !is_value && is_turned
        });
        let marked = term.map(|text| OsString::from(format!("{TERM}{text}")));
        before.clone_from(&argument);
        marked.unwrap_or(argument)
    };
    arguments.into_iter().map(mark).collect()
}

/// Returns a term of a filter as the person wrote it.
pub(crate) fn unmarked(term: &str) -> &str {
    term.strip_prefix(TERM).unwrap_or(term)
}

/// Returns the directory of the estate that a command is about; `None` where it is about none, or none is named.
pub(crate) fn estate_of(matches: &ArgMatches) -> Option<&PathBuf> {
    let named = || matches.get_one("estate");
    match matches.subcommand()? {
        ("init" | "generate" | "restore", _) => None,
        ("snapshot", own) => match own.subcommand()? {
            ("check", own) => own.get_one("against"),
            ("import", _) => None,
            _ => named(),
        },
        _ => named(),
    }
}

/// Returns the whole command line.
pub(crate) fn command(messages: &Messages, directory: Option<&Path>) -> Command {
    let mut command = root(&Words { messages, directory });
    // Names, without which the usage of a command is not known.
    command.build();
    let options = messages.word("help-usage-options");
    let worded = |command: &mut Command| {
        let usage = command.render_usage().to_string();
        let usage = usage.trim_start_matches("Usage:").trim_start().replace("[OPTIONS]", &options);
        *command = std::mem::take(command).override_usage(usage);
    };
    for family in command.get_subcommands_mut() {
        for nested in family.get_subcommands_mut() {
            nested.get_subcommands_mut().for_each(worded);
            worded(nested);
        }
        worded(family);
    }
    worded(&mut command);
    command
}

fn root(words: &Words<'_>) -> Command {
    let messages = words.messages;
    Command::new("cairn")
        .bin_name("cairn")
        .subcommand_value_name(messages.word("help-usage-command"))
        .version(env!("CARGO_PKG_VERSION"))
        .about(messages.word("help-about"))
        .after_help(messages.word("help-after"))
        .help_template(words.template())
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_help_heading(messages.word("help-commands"))
        .next_help_heading(messages.word("help-options"))
        .arg(words.path("estate", "DIR", "help-estate").short('e').global(true).display_order(SHARED))
        .arg(words.flag("json", "help-json").global(true).display_order(SHARED))
        .arg(words.option("lang", "TAG", "help-lang").global(true).display_order(SHARED))
        .arg(words.option("actor", "NAME", "help-actor").global(true).display_order(SHARED))
        .arg(words.option("at", "MOMENT", "help-at").global(true).display_order(SHARED))
        .arg(words.help())
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .display_order(SHARED)
                .help(messages.word("help-version")),
        )
        .subcommand(init(words))
        .subcommand(words.command("status"))
        .subcommand(items(words))
        .subcommand(words.command("show").arg(words.place("ci", "CI", "help-ci")))
        .subcommand(import(words))
        .subcommand(impact(words))
        .subcommand(words.command("outage").arg(words.path("report", "FILE", "help-outage-report")))
        .subcommand(crate::outages::arguments(words))
        .subcommand(cause(words))
        .subcommand(words.command("recovery"))
        .subcommand(spof(words))
        .subcommand(exposure(words))
        .subcommand(crate::findings::arguments(words))
        .subcommand(crate::calendar::collision_arguments(words))
        .subcommand(crate::calendar::arguments(words))
        .subcommand(map(words))
        .subcommand(operation(words))
        .subcommand(crate::change::arguments(words))
        .subcommand(crate::change::what_if_arguments(words))
        .subcommand(baseline(words))
        .subcommand(log(words))
        .subcommand(words.command("check").arg(words.option("against", "FILE|TEXT", "help-check-against")))
        .subcommand(words.command("checkpoint").arg(words.path("out", "FILE", "help-checkpoint-out")))
        .subcommand(revert(words))
        .subcommand(purge(words))
        .subcommand(backup(words))
        .subcommand(restore(words))
        .subcommand(words.command("take-over").arg(words.option("reason", "TEXT", "help-reason").required(true)))
        .subcommand(words.command("compact"))
        .subcommand(words.command("salvage").arg(words.path("to", "DIR", "help-salvage-to").required(true)))
        .subcommand(words.command("diagnostics").arg(words.path("out", "FILE", "help-diagnostics-out").required(true)))
        .subcommand(snapshot(words))
        .subcommand(generate(words))
}

fn init(words: &Words<'_>) -> Command {
    words
        .command("init")
        .arg(words.of_paths(words.place("dir", "DIR", "help-init-dir")))
        .arg(words.option("name", "NAME", "help-init-name"))
        .arg(
            words
                .option("sample", "WHICH", "help-init-sample")
                .value_parser(["small", "whole"])
                .num_args(0..=1)
                .default_missing_value("small")
                .hide_possible_values(true),
        )
}

fn items(words: &Words<'_>) -> Command {
    words
        .command("items")
        .arg(words.place("filter", "FILTER", "help-items-filter").required(false).num_args(0..))
        .arg(words.number("limit", "help-items-limit").default_value("100"))
        .arg(words.number("offset", "help-offset").default_value("0"))
}

fn import(words: &Words<'_>) -> Command {
    words
        .command("import")
        .arg(words.of_paths(words.place("files", "FILE", "help-import-files").num_args(1..)))
        .arg(words.flag("dry-run", "help-import-dry-run"))
        .arg(words.flag("learn", "help-import-learn"))
        .arg(words.option("map-type", "A=B", "help-import-map-type").action(ArgAction::Append))
        .arg(words.option("needs", "TYPE=END", "help-import-needs").action(ArgAction::Append))
        .arg(words.path("rejects", "FILE", "help-import-rejects"))
        .arg(words.option("source", "NAME", "help-import-source").default_value("csv").hide_default_value(true))
        .arg(words.option("delimiter", "CHAR", "help-import-delimiter"))
        .arg(words.option("encoding", "NAME", "help-import-encoding"))
        .arg(words.option("columns", "A,B,…", "help-import-columns").value_delimiter(','))
        .arg(words.option("rename", "A=B", "help-import-rename").action(ArgAction::Append))
        .arg(words.option("reason", "TEXT", "help-reason"))
}

fn impact(words: &Words<'_>) -> Command {
    words
        .command("impact")
        .arg(words.many("down", "CI", "help-impact-down"))
        .arg(words.many("degraded", "CI", "help-impact-degraded"))
        .arg(words.flag("now", "help-impact-now"))
        .arg(words.many("why", "CI", "help-impact-why"))
        .arg(words.option("since", "MOMENT", "help-impact-since").conflicts_with_all(["why", "report", "map"]))
        .arg(words.path("report", "FILE", "help-impact-report"))
        .arg(words.path("map", "FILE", "help-impact-map"))
}

fn cause(words: &Words<'_>) -> Command {
    words
        .command("cause")
        .arg(words.place("ci", "CI", "help-cause-down").required(false).num_args(0..))
        .arg(words.many("degraded", "CI", "help-cause-degraded"))
}

fn exposure(words: &Words<'_>) -> Command {
    words
        .command("exposure")
        .arg(words.place("service", "SERVICE", "help-exposure-service").required(false).num_args(0..))
}

fn spof(words: &Words<'_>) -> Command {
    words
        .command("spof")
        .arg(words.place("service", "SERVICE", "help-spof-service").required(false).num_args(0..))
        .arg(words.flag("pairs", "help-spof-pairs"))
        .arg(words.flag("without-assumed", "help-spof-without-assumed"))
}

fn map(words: &Words<'_>) -> Command {
    words
        .command("map")
        .arg(words.place("ci", "CI", "help-map-ci").required(false).num_args(0..))
        .arg(words.number("up", "help-map-up").default_value("2"))
        .arg(words.number("down", "help-map-down").default_value("2"))
        .arg(words.option("by", "FIELD", "help-map-by"))
        .arg(
            words.option("lanes", "LANES", "help-map-lanes").value_parser(["layer", "tier"]).hide_possible_values(true),
        )
        // A filter may start with a minus.
        .arg(words.option("filter", "FILTER", "help-map-filter").allow_hyphen_values(true))
        .arg(words.path("out", "FILE", "help-map-out"))
}

fn operation(words: &Words<'_>) -> Command {
    words
        .command("operation")
        .arg(words.place("ci", "CI", "help-ci"))
        .arg(
            words
                .place("status", "STATUS", "help-operation-status")
                .value_parser(["in_service", "degraded", "out_of_service"])
                .hide_possible_values(true),
        )
        .arg(words.option("reason", "TEXT", "help-reason").required(true))
        .arg(words.option("since", "MOMENT", "help-operation-since"))
        .arg(words.option("until", "MOMENT", "help-operation-until"))
}

fn baseline(words: &Words<'_>) -> Command {
    let create = words
        .nested("create", "help-baseline-create")
        .arg(words.place("name", "NAME", "help-baseline-name"))
        .arg(words.option("reason", "TEXT", "help-reason"));
    let diff = words
        .nested("diff", "help-baseline-diff")
        .arg(words.place("from", "A", "help-baseline-from"))
        .arg(words.place("to", "B", "help-baseline-to").required(false))
        // A filter may start with a minus.
        .arg(words.option("filter", "FILTER", "help-baseline-filter").allow_hyphen_values(true));
    let by =
        words.option("by", "WHO", "help-baseline-by").value_parser(["people", "changes"]).hide_possible_values(true);
    let list =
        words.nested("list", "help-baseline-list").arg(words.option("text", "TEXT", "help-baseline-text")).arg(by);
    words.family("baseline").subcommand(create).subcommand(list).subcommand(diff)
}

fn log(words: &Words<'_>) -> Command {
    let export =
        words.nested("export", "help-log-export").arg(words.path("out", "FILE", "help-log-out").required(true));
    words
        .command("log")
        .disable_help_subcommand(true)
        .subcommand_value_name(words.word("help-usage-command"))
        .subcommand_help_heading(words.word("help-commands"))
        .arg(words.number("limit", "help-log-limit").default_value("50"))
        .subcommand(export)
}

fn backup(words: &Words<'_>) -> Command {
    words
        .command("backup")
        .arg(words.path("to", "DIR", "help-backup-to").required(true))
        .arg(words.number("keep", "help-backup-keep"))
        .arg(words.path("passphrase-file", "FILE", "help-backup-passphrase"))
        .arg(words.many("recipient", "KEY", "help-backup-recipient"))
}

/// What opens a file that is encrypted.
fn keyed(words: &Words<'_>, command: Command) -> Command {
    command.arg(words.path("passphrase-file", "FILE", "help-open-passphrase")).arg(words.path(
        "identity",
        "FILE",
        "help-open-identity",
    ))
}

fn restore(words: &Words<'_>) -> Command {
    keyed(words, words.command("restore"))
        .arg(words.of_paths(words.place("file", "FILE", "help-restore-file")))
        .arg(words.path("into", "DIR", "help-snapshot-into").required(true))
        .arg(words.option("name", "NAME", "help-snapshot-name"))
}

fn revert(words: &Words<'_>) -> Command {
    words
        .command("revert")
        .arg(words.place("record", "RECORD", "help-revert-record"))
        .arg(words.option("reason", "TEXT", "help-reason").required(true))
}

fn purge(words: &Words<'_>) -> Command {
    words
        .command("purge")
        .arg(words.place("ci", "CI", "help-purge-ci"))
        .arg(words.place("field", "FIELD", "help-purge-field"))
        .arg(words.number("record", "help-purge-record"))
        .arg(words.option("approved-by", "NAME", "help-purge-approved-by").required(true))
        .arg(words.option("reason", "TEXT", "help-reason").required(true))
}

fn generate(words: &Words<'_>) -> Command {
    words
        .command("generate")
        .arg(words.number("items", "help-generate-items").required(true))
        .arg(words.number("relationships", "help-generate-relationships").required(true))
        .arg(words.option("grouped", "SHARE", "help-generate-grouped").default_value("0.2").hide_default_value(true))
        .arg(words.number("seed", "help-generate-seed").default_value("1"))
        .arg(words.path("out", "DIR", "help-generate-out").required(true))
}

fn snapshot(words: &Words<'_>) -> Command {
    let file = || words.of_paths(words.place("file", "FILE", "help-snapshot-file"));
    let export = words
        .nested("export", "help-snapshot-export")
        .arg(words.path("out", "FILE", "help-snapshot-out").required(true))
        .arg(words.option("scope", "FILTER", "help-snapshot-scope"));
    let check = keyed(words, words.nested("check", "help-snapshot-check")).arg(file()).arg(words.path(
        "against",
        "DIR",
        "help-snapshot-against",
    ));
    let import = keyed(words, words.nested("import", "help-snapshot-import"))
        .arg(file())
        .arg(words.path("into", "DIR", "help-snapshot-into").required(true))
        .arg(words.option("name", "NAME", "help-snapshot-name"))
        .arg(words.flag("as-new", "help-snapshot-as-new"));
    words.family("snapshot").subcommand(export).subcommand(check).subcommand(import)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, marked: &str) {
        let arguments = line.split(' ').map(OsString::from).collect();
        let found: Vec<String> =
            mark_terms(arguments).iter().map(|argument| argument.to_string_lossy().replace(TERM, "~")).collect();
        assert_eq!(found.join(" "), marked, "{line}");
    }

    #[test]
    fn terms_are_told_from_options() {
        check("cairn -e d items -class:x --json", "cairn -e d items ~-class:x --json");
        check("cairn items -host -h -hall", "cairn items ~-host -h ~-hall");
        check("cairn items --limit -1 -e dir -tier=1", "cairn items --limit -1 -e dir ~-tier=1");
        check("cairn -e items status -x=1", "cairn -e items status -x=1");
        check("cairn items -- -class:x", "cairn items -- -class:x");
        check("cairn show -abc", "cairn show -abc");
        assert_eq!(unmarked(&format!("{TERM}-a")), "-a");
    }

    #[test]
    fn the_command_line_holds_together_in_every_language() {
        for language in cairn_messages::Language::ALL {
            command(&Messages::new(language), None).debug_assert();
        }
    }
}
