//! The arguments, with their help in the person's language.

use std::path::PathBuf;

use cairn_messages::Messages;
use clap::{Arg, ArgAction, Command, value_parser};

const TEMPLATE: &str = "{before-help}{about-with-newline}\n{usage-heading} {usage}\n\n{all-args}{after-help}";

struct Words<'a>(&'a Messages);

impl Words<'_> {
    fn command(&self, name: &'static str) -> Command {
        Command::new(name)
            .about(self.0.word(&format!("help-{name}")))
            .help_template(self.template())
            .next_help_heading(self.0.word("help-options"))
            .disable_help_flag(true)
            .arg(self.help())
    }

    fn template(&self) -> String {
        TEMPLATE.replace("{usage-heading}", &self.0.word("help-usage"))
    }

    fn help(&self) -> Arg {
        Arg::new("help").short('h').long("help").action(ArgAction::Help).help(self.0.word("help-help"))
    }

    fn flag(&self, name: &'static str, help: &str) -> Arg {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(self.0.word(help))
    }

    fn option(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        Arg::new(name).long(name).value_name(value).help(self.0.word(help))
    }

    /// An option that takes several values and may be repeated.
    fn many(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        self.option(name, value, help).action(ArgAction::Append).num_args(1..)
    }

    fn path(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        self.option(name, value, help).value_parser(value_parser!(PathBuf))
    }

    fn number(&self, name: &'static str, help: &str) -> Arg {
        self.option(name, "N", help).value_parser(value_parser!(u64))
    }

    /// An argument without a name.
    fn place(&self, name: &'static str, value: &'static str, help: &str) -> Arg {
        Arg::new(name)
            .value_name(value)
            .help(self.0.word(help))
            .help_heading(self.0.word("help-arguments"))
            .required(true)
    }
}

/// Returns the whole command line.
pub(crate) fn command(messages: &Messages) -> Command {
    let words = Words(messages);
    Command::new("cairn")
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
        .arg(words.path("estate", "DIR", "help-estate").short('e'))
        .arg(words.flag("json", "help-json").global(true))
        .arg(words.option("lang", "TAG", "help-lang").global(true))
        .arg(words.option("actor", "NAME", "help-actor").global(true))
        .arg(words.option("at", "MOMENT", "help-at").global(true))
        .arg(words.help())
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(messages.word("help-version")),
        )
        .subcommand(init(&words))
        .subcommand(words.command("status"))
        .subcommand(items(&words))
        .subcommand(words.command("show").arg(words.place("ci", "CI", "help-ci")))
        .subcommand(import(&words))
        .subcommand(impact(&words))
        .subcommand(operation(&words))
        .subcommand(words.command("log").arg(words.number("limit", "help-limit").default_value("50")))
        .subcommand(words.command("check"))
        .subcommand(generate(&words))
}

fn init(words: &Words<'_>) -> Command {
    words
        .command("init")
        .arg(words.place("dir", "DIR", "help-init-dir").value_parser(value_parser!(PathBuf)))
        .arg(words.option("name", "NAME", "help-init-name"))
        .arg(words.flag("sample", "help-init-sample"))
}

fn items(words: &Words<'_>) -> Command {
    words
        .command("items")
        .arg(
            words
                .place("filter", "FILTER", "help-items-filter")
                .required(false)
                .num_args(0..)
                .allow_hyphen_values(true),
        )
        .arg(words.number("limit", "help-limit").default_value("100"))
        .arg(words.number("offset", "help-offset").default_value("0"))
}

fn import(words: &Words<'_>) -> Command {
    words
        .command("import")
        .arg(words.place("files", "FILE", "help-import-files").num_args(1..).value_parser(value_parser!(PathBuf)))
        .arg(words.flag("dry-run", "help-import-dry-run"))
        .arg(words.flag("learn", "help-import-learn"))
        .arg(words.option("map-type", "A=B", "help-import-map-type").action(ArgAction::Append))
        .arg(words.option("needs", "TYPE=END", "help-import-needs").action(ArgAction::Append))
        .arg(words.path("rejects", "FILE", "help-import-rejects"))
        .arg(words.option("source", "NAME", "help-import-source").default_value("csv"))
        .arg(words.option("delimiter", "CHAR", "help-import-delimiter"))
        .arg(words.option("encoding", "NAME", "help-import-encoding"))
        .arg(words.option("columns", "A,B,…", "help-import-columns").value_delimiter(','))
        .arg(words.option("reason", "TEXT", "help-reason"))
}

fn impact(words: &Words<'_>) -> Command {
    words
        .command("impact")
        .arg(words.many("down", "CI", "help-impact-down"))
        .arg(words.many("degraded", "CI", "help-impact-degraded"))
        .arg(words.many("why", "CI", "help-impact-why"))
        .arg(words.path("report", "FILE.html", "help-impact-report"))
}

fn operation(words: &Words<'_>) -> Command {
    words
        .command("operation")
        .arg(words.place("ci", "CI", "help-ci"))
        .arg(words.place("status", "STATUS", "help-operation-status").value_parser([
            "in_service",
            "degraded",
            "out_of_service",
        ]))
        .arg(words.option("reason", "TEXT", "help-reason").required(true))
        .arg(words.option("since", "MOMENT", "help-operation-since"))
        .arg(words.option("until", "MOMENT", "help-operation-until"))
}

fn generate(words: &Words<'_>) -> Command {
    words
        .command("generate")
        .arg(words.number("items", "help-generate-items").required(true))
        .arg(words.number("relationships", "help-generate-relationships").required(true))
        .arg(words.option("grouped", "SHARE", "help-generate-grouped").default_value("0.2"))
        .arg(words.number("seed", "help-generate-seed").default_value("1"))
        .arg(words.path("out", "DIR", "help-generate-out").required(true))
}
