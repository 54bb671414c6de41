//! The arguments of `change` and `what-if`.

use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};

use crate::args::Words;

/// The family of commands about changes.
pub(crate) fn change(words: &Words<'_>) -> Command {
    words
        .family("change")
        .subcommand(new(words))
        .subcommand(edit(words))
        .subcommand(words.nested("show", "help-change-show").arg(chg(words)))
        .subcommand(
            words
                .nested("list", "help-change-list")
                .arg(words.option("state", "STATE", "help-change-state").display_order(1)),
        )
        .subcommand(
            words
                .nested("report", "help-change-report")
                .arg(chg(words))
                .arg(words.path("out", "FILE", "help-change-out").required(true)),
        )
        .subcommand(words.nested("submit", "help-change-submit").arg(chg(words)))
        .subcommand(words.nested("assess", "help-change-assess").arg(chg(words)))
        .subcommand(decide(words))
        .subcommand(schedule(words))
        .subcommand(words.nested("slot", "help-change-slot").arg(chg(words)).arg(words.option(
            "after",
            "MOMENT",
            "help-slot-after",
        )))
        .subcommand(words.nested("exposure", "help-change-exposure").arg(chg(words)))
        .subcommand(words.nested("start", "help-change-start").arg(chg(words)))
        .subcommand(step(words))
        .subcommand(finish(words))
        .subcommand(close(words))
        .subcommand(
            words
                .nested("cancel", "help-change-cancel")
                .arg(chg(words))
                .arg(words.option("reason", "TEXT", "help-reason").required(true)),
        )
        .subcommand(
            words
                .nested("template", "help-change-template")
                .arg(chg(words))
                .arg(words.option("name", "NAME", "help-change-template-name").required(true)),
        )
}

/// The command that asks what edits would do, and the family of commands about those that are kept.
pub(crate) fn what_if(words: &Words<'_>) -> Command {
    let wif = || words.place("what-if", "WIF", "help-what-if-wif");
    let name = || words.place("name", "NAME", "help-what-if-name");
    let note = || words.option("note", "TEXT", "help-what-if-note");
    let edit = words.nested("edit", "help-what-if-edit").arg(wif()).arg(note());
    planned_edits(words.command("what-if"), words)
        .disable_help_subcommand(true)
        .subcommand_value_name(words.word("help-usage-command"))
        .subcommand_help_heading(words.word("help-commands"))
        .subcommand(planned_edits(words.nested("new", "help-what-if-new").arg(name()).arg(note()), words))
        .subcommand(words.nested("list", "help-what-if-list"))
        .subcommand(words.nested("show", "help-what-if-show").arg(wif()))
        .subcommand(words.nested("ask", "help-what-if-ask").arg(wif()))
        .subcommand(steps(planned_edits(edit, words), words))
        .subcommand(words.nested("rename", "help-what-if-rename").arg(wif()).arg(name()))
        .subcommand(words.nested("duplicate", "help-what-if-duplicate").arg(wif()).arg(name()))
        .subcommand(words.nested("update", "help-what-if-update").arg(wif()))
        .subcommand(words.nested("delete", "help-what-if-delete").arg(wif()))
        .subcommand(words.nested("to-change", "help-what-if-to-change").arg(wif()).arg(words.option(
            "reason",
            "TEXT",
            "help-change-reason",
        )))
        .after_help(words.word("help-what-if-after"))
}

fn chg(words: &Words<'_>) -> Arg {
    words.place("change", "CHG", "help-change-chg")
}

fn new(words: &Words<'_>) -> Command {
    words
        .nested("new", "help-change-new")
        .arg(words.place("title", "TITLE", "help-change-title"))
        .arg(
            words
                .option("kind", "KIND", "help-change-kind")
                .value_parser(["normal", "standard", "emergency"])
                .default_value("normal")
                .hide_default_value(true)
                .hide_possible_values(true),
        )
        .arg(words.option("reason", "TEXT", "help-change-reason"))
        .arg(words.option("template", "NAME", "help-change-new-template"))
}

/// An option of several values each time, repeatable; of `names` at least the first `least` are needed.
fn values<const N: usize>(words: &Words<'_>, name: &'static str, names: [&'static str; N], least: usize) -> Arg {
    Arg::new(name)
        .long(name)
        .value_names(names)
        .help(words.word(&format!("help-edit-{name}")))
        .action(ArgAction::Append)
        .num_args(least..=N)
        .allow_negative_numbers(true)
        .help_heading(words.word("help-planned-edits"))
}

/// Options that plan edits; they count in the order in which they stand on the line.
fn planned_edits(command: Command, words: &Words<'_>) -> Command {
    let each = |name, help| words.many(name, "CI", help).help_heading(words.word("help-planned-edits"));
    let import = |arg: Arg| arg.help_heading(words.word("help-import-options"));
    command
        .arg(values(words, "add", ["CLASS", "NAME"], 2))
        .arg(each("retire", "help-edit-retire"))
        .arg(values(words, "set", ["CI", "FIELD", "VALUE"], 3))
        .arg(values(words, "as-found", ["CI", "FIELD"], 2))
        .arg(values(words, "connect", ["FROM", "TYPE", "TO", "LABEL"], 3))
        .arg(values(words, "disconnect", ["FROM", "TYPE", "TO", "LABEL"], 3))
        .arg(values(words, "need", ["CI", "GROUP", "K", "Q", "STRENGTH"], 3))
        .arg(values(words, "replace", ["OLD", "NEW"], 2))
        .arg(each("out", "help-edit-out"))
        .arg(each("degrade", "help-edit-degrade"))
        .arg(each("restart", "help-edit-restart"))
        .arg(each("no-interruption", "help-edit-no-interruption"))
        .arg(import(words.of_paths(words.many("import", "FILE", "help-edit-import"))))
        .arg(import(words.option("source", "NAME", "help-import-source").default_value("csv").hide_default_value(true)))
        .arg(import(words.option("map-type", "A=B", "help-import-map-type").action(ArgAction::Append)))
        .arg(import(words.option("delimiter", "CHAR", "help-import-delimiter")))
        .arg(import(words.option("encoding", "NAME", "help-import-encoding")))
        .arg(import(words.option("columns", "A,B,…", "help-import-columns").value_delimiter(',')))
        .arg(import(words.option("rename", "A=B", "help-import-rename").action(ArgAction::Append)))
}

/// Options about one step of a plan.
fn steps(command: Command, words: &Words<'_>) -> Command {
    let number = |name, help| words.option(name, "N", help).value_parser(value_parser!(u32));
    let step = |arg: Arg| arg.help_heading(words.word("help-step-options"));
    command
        .arg(step(words.option("new-step", "TITLE", "help-edit-new-step")).conflicts_with("step"))
        .arg(step(number("step", "help-edit-step")))
        .arg(step(words.option("step-title", "TITLE", "help-edit-step-title")))
        .arg(step(number("minutes", "help-edit-minutes")))
        .arg(step(words.option("implementer", "NAME", "help-edit-implementer")))
        .arg(step(words.option("step-back-out", "TEXT", "help-edit-step-back-out")))
        .arg(step(number("remove-edit", "help-edit-remove-edit").action(ArgAction::Append).num_args(1..)))
        .arg(step(words.many("keep-up", "CI", "help-edit-keep-up")))
        .arg(step(words.flag("remove-step", "help-edit-remove-step")))
}

fn edit(words: &Words<'_>) -> Command {
    let command = planned_edits(words.nested("edit", "help-change-edit").arg(chg(words)), words);
    let own = |arg: Arg| arg.help_heading(words.word("help-change-options"));
    let text = |name, help| own(words.option(name, "TEXT", help));
    let pair = |name, value, help| own(words.option(name, value, help).action(ArgAction::Append));
    steps(command, words)
        .arg(text("title", "help-change-title"))
        .arg(text("reason", "help-change-reason"))
        .arg(text("test-plan", "help-edit-test-plan"))
        .arg(text("back-out-plan", "help-edit-back-out-plan"))
        .arg(pair("likelihood", "QUESTION=N", "help-edit-likelihood"))
        .arg(pair("statement", "ID=TEXT", "help-edit-statement"))
        .arg(own(words.option("risk", "BAND", "help-edit-risk").requires("because")))
        .arg(own(words.option("because", "TEXT", "help-edit-because").requires("risk")))
        .arg(own(words.option("window-start", "MOMENT", "help-edit-window-start").requires("window-end")))
        .arg(own(words.option("window-end", "MOMENT", "help-edit-window-end").requires("window-start")))
        .arg(pair("waive", "GUARD=REASON", "help-edit-waive"))
        .arg(own(words.flag("up-to-date", "help-edit-up-to-date")))
        .after_help(words.word("help-change-edit-after"))
}

fn decide(words: &Words<'_>) -> Command {
    words
        .nested("decide", "help-change-decide")
        .arg(chg(words))
        .arg(words.flag("approve", "help-decide-approve"))
        .arg(words.flag("reject", "help-decide-reject"))
        .arg(words.flag("return", "help-decide-return"))
        .group(ArgGroup::new("verb").args(["approve", "reject", "return"]).required(true))
        .arg(words.option("as", "ROLE", "help-decide-as").required(true))
        .arg(words.option("for", "SERVICE", "help-decide-for"))
        .arg(words.option("evidence", "ID", "help-decide-evidence").required(true))
        .arg(words.option("reason", "TEXT", "help-reason").required(true))
        .after_help(words.word("help-decide-after"))
}

fn schedule(words: &Words<'_>) -> Command {
    words
        .nested("schedule", "help-change-schedule")
        .arg(chg(words))
        .arg(words.option("start", "MOMENT", "help-schedule-start").required(true))
        .arg(words.option("end", "MOMENT", "help-schedule-end").required(true))
}

fn step(words: &Words<'_>) -> Command {
    words
        .nested("step", "help-change-step")
        .arg(chg(words))
        .arg(words.place("step", "N", "help-step-number").value_parser(value_parser!(u32)))
        .arg(words.flag("done", "help-step-done"))
        .arg(words.flag("not-done", "help-step-not-done"))
        .arg(words.flag("backed-out", "help-step-backed-out"))
        .group(ArgGroup::new("result").args(["done", "not-done", "backed-out"]).required(true))
        .arg(words.option("started", "MOMENT", "help-step-started"))
        .arg(words.option("ended", "MOMENT", "help-step-ended"))
        .arg(words.option("note", "TEXT", "help-step-note"))
        .arg(
            Arg::new("found")
                .long("found")
                .value_names(["CI", "FIELD", "VALUE"])
                .help(words.word("help-step-found"))
                .action(ArgAction::Append)
                .num_args(3)
                .allow_negative_numbers(true),
        )
}

fn finish(words: &Words<'_>) -> Command {
    words
        .nested("finish", "help-change-finish")
        .arg(chg(words))
        .arg(words.flag("failed", "help-finish-failed"))
        .arg(words.option("reason", "TEXT", "help-reason"))
}

fn close(words: &Words<'_>) -> Command {
    words
        .nested("close", "help-change-close")
        .arg(chg(words))
        .arg(words.option("review", "TEXT", "help-close-review"))
        .arg(words.option("explain", "REF=REASON", "help-close-explain").action(ArgAction::Append))
}
