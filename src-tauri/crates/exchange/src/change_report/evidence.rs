//! What the answer rests on: what held, what was assumed, who decided on which evidence, and how to verify it.

use cairn_model::change::{Holding, StepResult, Verb};
use cairn_model::impact::{AssumedView, ContextView, CustomerView, ModelErrorCode};
use maud::{Markup, html};

use super::{DifferenceRow, MissingRow, Page};
use crate::sentence::{listed, needs};
use crate::text::{LINE_MAX, TEXT_MAX, shortened};

/// How many rows a table shows.
const ROWS_MAX: usize = 40;
/// How many characters of the digest of evidence tell it from others.
const EVIDENCE_CHARS: usize = 16;

impl Page<'_> {
    /// Returns what holds and why, what rests on assumptions, what was out before, and who is hit.
    pub(super) fn holding(&self) -> Markup {
        let content =
            html! { (self.held()) (self.assumed()) (self.context_items()) (self.model_errors()) (self.customers()) };
        self.section("holding", "report-holding", &content)
    }

    fn under(&self, heading: &str, columns: &[&str], rows: &[Markup], below: Option<&str>) -> Markup {
        html! {
            @if !rows.is_empty() {
                h3 { (self.word(heading)) " " span.quiet { (rows.len()) } }
                @if let Some(code) = below { p { (self.word(code)) } }
                (self.table(columns, rows, ROWS_MAX))
            }
        }
    }

    fn held(&self) -> Markup {
        let row = |row: &Holding| {
            let names = listed(row.items.iter().map(|item| shortened(&item.name, 60)), self.messages);
            let class = row.items.first().map(|item| (self.context.class_word)(&item.class)).unwrap_or_default();
            let more = row.count.saturating_sub(row.items.len() as u64);
            html! {
                td { bdi { (names) } @if more > 0 { " " (self.count("report-and-more", more)) } " " span.quiet { (class) } }
                td { bdi { ((self.context.need_word)(&row.requirement.name)) } }
                td { (needs(&row.requirement, self.messages)) }
                td.number { (row.down) }
                td class={ "number" (if row.margin <= 0 { " none" } else { "" }) } { (row.margin) }
                td { (self.level(row.level)) }
            }
        };
        let holding = &self.report.picture.holding;
        let rows: Vec<Markup> = holding.iter().map(row).collect();
        let columns =
            ["report-column-who", "column-group", "column-needed", "#level-down", "#column-spares", "report-passes-on"];
        html! {
            @if rows.is_empty() { p { (self.word("report-held-nothing")) } }
            (self.under("report-held", &columns, &rows, Some("report-held-why")))
        }
    }

    fn assumed(&self) -> Markup {
        let mut views: Vec<&AssumedView> = Vec::new();
        for view in self.report.analysis.iter().flat_map(|analysis| &analysis.steps).flat_map(|step| &step.assumed) {
            match views.iter_mut().find(|known| known.item.id == view.item.id) {
                Some(known) if known.level_without < view.level_without => *known = view,
                Some(_) => {}
                None => views.push(view),
            }
        }
        let row = |view: &&AssumedView| {
            html! {
                td { bdi { (shortened(&view.item.name, LINE_MAX)) } }
                td.number { @if let Some(tier) = view.item.tier { (tier) } }
                td { (self.level(view.level)) }
                td { (self.level(view.level_without)) }
            }
        };
        let rows: Vec<Markup> = views.iter().map(row).collect();
        let columns = ["column-service", "#column-tier", "column-as-planned", "column-without-assumed"];
        self.under("impact-assumed", &columns, &rows, Some("impact-assumed-action"))
    }

    fn context_items(&self) -> Markup {
        use cairn_model::OperationStatus::{Degraded, InService, OutOfService};
        let row = |view: &ContextView| {
            let operation = self.word(match view.operation {
                InService => "operation-in_service",
                Degraded => "operation-degraded",
                OutOfService => "operation-out_of_service",
            });
            html! {
                td.key { (view.item.key) }
                td { bdi { (shortened(&view.item.name, LINE_MAX)) } }
                td { (operation) }
                td { @if let Some(since) = view.since { (since.to_minutes()) } }
                td { bdi { (shortened(view.reason.as_deref().unwrap_or_default(), TEXT_MAX)) } }
            }
        };
        let context = self.report.analysis.map_or(&[][..], |analysis| &analysis.context);
        let rows: Vec<Markup> = context.iter().map(row).collect();
        let columns = ["column-key", "column-name", "column-operation", "column-since", "column-reason"];
        self.under("impact-already-down", &columns, &rows, None)
    }

    fn model_errors(&self) -> Markup {
        let errors = &self.report.picture.model_errors;
        let row = |line: &cairn_model::change::ModelErrorLine| {
            let provider = line.provider.as_ref().map(|item| shortened(&item.name, LINE_MAX)).unwrap_or_default();
            let problem = match line.kind {
                ModelErrorCode::KExceedsMembers => self.word("report-model-too-many"),
                ModelErrorCode::NoMembers => self.word("report-model-no-members"),
                ModelErrorCode::AbsentProvider => {
                    self.messages.say("report-model-absent", [("provider", provider.as_str())])
                }
            };
            html! {
                td.key { (line.item.key) }
                td { bdi { (shortened(&line.item.name, LINE_MAX)) } }
                td { bdi { ((self.context.need_word)(&line.requirement)) } }
                td { bdi { (problem) } }
            }
        };
        let rows: Vec<Markup> = errors.iter().map(row).collect();
        let columns = ["column-key", "column-name", "column-group", "column-problem"];
        self.under("impact-model-errors", &columns, &rows, None)
    }

    /// Returns the customers of services that are hit, each service with its own.
    fn customers(&self) -> Markup {
        let mut services: Vec<(&CustomerView, Vec<String>)> = Vec::new();
        let all = self.report.analysis.iter().flat_map(|analysis| &analysis.steps).flat_map(|step| &step.customers);
        for view in all {
            let name = &view.item.name;
            match services.iter_mut().find(|(known, _)| known.service.id == view.service.id) {
                Some((worst, names)) => {
                    if view.level > worst.level {
                        *worst = view;
                    }
                    if !names.contains(name) {
                        names.push(name.clone());
                    }
                }
                None => services.push((view, vec![name.clone()])),
            }
        }
        services.sort_by(|(left, _), (right, _)| {
            right.level.cmp(&left.level).then_with(|| left.service.name.cmp(&right.service.name))
        });
        let row = |(view, names): &(&CustomerView, Vec<String>)| {
            html! {
                td { bdi { (shortened(&view.service.name, LINE_MAX)) } }
                td { (self.level(view.level)) }
                td { (self.names(names)) }
            }
        };
        let rows: Vec<Markup> = services.iter().map(row).collect();
        self.under("impact-customers", &["column-service", "column-level", "column-customer"], &rows, None)
    }

    /// Returns who decided on which evidence, what was waived, and what is missing.
    pub(super) fn decisions(&self) -> Markup {
        let change = self.report.change;
        let newest = self.evidence_id().unwrap_or_default();
        let decision = |own: &cairn_model::change::Decision| {
            let verb = self.word(match own.verb {
                Verb::Approve => "report-verb-approve",
                Verb::Reject => "report-verb-reject",
                Verb::Return => "report-verb-return",
            });
            let evidence: String = own.evidence.chars().take(EVIDENCE_CHARS).collect();
            html! {
                td { (own.at.to_minutes()) }
                td { strong { (verb) } br; bdi { (shortened(&own.actor, LINE_MAX)) } }
                td { ((self.context.policy_word)(&own.role)) }
                td { code { (evidence) } @if own.evidence != newest { br; span.quiet { (self.word("report-evidence-older")) } } }
                td { bdi { (shortened(&own.reason, TEXT_MAX)) } }
            }
        };
        let rows: Vec<Markup> = change.decisions.iter().map(decision).collect();
        let columns = ["column-when", "report-column-said", "column-role", "report-evidence", "column-reason"];
        let waivers = change.waivers.iter().map(|own| {
            let reason = shortened(&own.reason, TEXT_MAX);
            html! { td { (own.at.to_minutes()) } td { bdi { (shortened(&own.actor, LINE_MAX)) } } td { (self.guard_word(&own.guard)) } td { bdi { (reason) } } }
        });
        let waivers: Vec<Markup> = waivers.collect();
        let waived = ["column-when", "column-who", "report-column-guard", "column-reason"];
        let content = html! {
            p.note { (self.word("report-asserted")) }
            @if rows.is_empty() { p { (self.word("report-decisions-none")) } } @else { (self.table(&columns, &rows, ROWS_MAX)) }
            (self.under("report-waivers", &waived, &waivers, None))
            @if !self.report.missing.is_empty() {
                h3 { (self.word("report-missing")) }
                @for row in &self.report.missing { (self.missing_row(row)) }
            }
        };
        self.section("decisions", "report-decisions", &content)
    }

    fn guard_word(&self, guard: &str) -> String {
        let code = format!("waiver-{guard}");
        if self.messages.knows(&code) { self.word(&code) } else { guard.to_owned() }
    }

    fn missing_row(&self, row: &MissingRow) -> Markup {
        let heading = self.messages.say("report-missing-for", [("state", row.to.as_str())]);
        html! {
            p.way { strong { (heading) } }
            ul { @for sentence in &row.unmet { li { bdi { (shortened(sentence, TEXT_MAX)) } } } }
        }
    }

    /// Returns what came of the steps, and how the estate differs from the plan.
    pub(super) fn outcomes(&self) -> Markup {
        let outcome = |(number, own): (&u32, &cairn_model::change::StepOutcome)| {
            let result = self.word(match own.result {
                StepResult::Done => "result-done",
                StepResult::NotDone => "result-not_done",
                StepResult::BackedOut => "result-backed_out",
            });
            let records = [own.seq, own.undone_by].into_iter().flatten().map(|seq| seq.to_string());
            html! {
                td.number { (number) }
                td { (result) }
                td { (own.started.to_minutes()) br; (own.ended.to_minutes()) }
                td { bdi { (shortened(&own.actor, LINE_MAX)) } }
                td.number { (listed(records, self.messages)) }
                td { bdi { (shortened(&own.note, TEXT_MAX)) } }
            }
        };
        let rows: Vec<Markup> = self.report.change.outcomes.iter().map(outcome).collect();
        let columns =
            ["#report-step", "report-result", "report-from-to", "column-who", "#column-record", "report-column-note"];
        let difference = |row: &DifferenceRow| {
            let text = |text: &Option<String>| shortened(text.as_deref().unwrap_or("–"), LINE_MAX);
            let explained = row.explained.clone().unwrap_or_else(|| self.word("report-unexplained"));
            html! {
                td { bdi { (shortened(&row.reference, LINE_MAX)) } }
                td { bdi { (text(&row.planned)) } }
                td { bdi { (text(&row.actual)) } }
                td class=[row.explained.is_none().then_some("open")] { bdi { (shortened(&explained, TEXT_MAX)) } }
            }
        };
        let differences: Vec<Markup> = self.report.differences.iter().map(difference).collect();
        let differs = ["report-column-difference", "report-planned", "report-found", "report-explained"];
        let review = self.report.change.review.as_ref();
        let content = html! {
            @if !rows.is_empty() { (self.table(&columns, &rows, ROWS_MAX * 5)) }
            (self.under("report-differences", &differs, &differences, None))
            @if let Some(review) = review {
                h3 { (self.word("report-review")) }
                p.own { bdi { (shortened(&review.text, TEXT_MAX)) } " " span.quiet { bdi { (shortened(&review.actor, LINE_MAX)) } " · " (review.at.to_minutes()) } }
            }
        };
        self.section("outcomes", "report-outcomes", &content)
    }

    /// Returns the digests, and how to verify them.
    pub(super) fn evidence(&self) -> Markup {
        let Some(analysis) = self.report.analysis else { return html! {} };
        let hashes = &analysis.hashes;
        let digests = [
            ("report-hash-evidence", &hashes.evidence),
            ("report-hash-verdict", &hashes.verdict),
            ("report-hash-plan", &hashes.plan),
            ("report-hash-cone", &hashes.cone),
        ];
        let [number, seq, rules, revision] =
            [u64::from(analysis.number), analysis.seq, u64::from(analysis.rules), u64::from(self.report.plan_revision)]
                .map(|number| number.to_string());
        let at = analysis.at.to_minutes();
        let made = [
            ("number", number.as_str()),
            ("seq", seq.as_str()),
            ("rules", rules.as_str()),
            ("revision", revision.as_str()),
            ("when", at.as_str()),
            ("actor", analysis.actor.as_str()),
        ];
        let is_kept = self.evidence_id().is_some();
        let verify = self.messages.say("report-verify", [("change", self.report.change.id.as_str())]);
        let content = html! {
            table.hashes { tbody {
                @for (code, digest) in &digests { tr { th scope="row" { (self.word(code)) } td { code { (digest) } } } }
            } }
            @if is_kept { p { bdi { (self.messages.say("report-evidence-made", made)) } } p { (verify) } }
            @else { p { (self.word("report-evidence-not-kept")) } }
        };
        self.section("evidence", "report-evidence", &content)
    }
}
