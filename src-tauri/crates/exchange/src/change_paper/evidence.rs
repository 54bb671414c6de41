//! What the answer rests on: what held, what was assumed, who decided on which evidence, and how to verify it.

use cairn_model::Level;
use cairn_model::change::{Decision, Holding, ModelErrorLine, StepOutcome, StepResult, Verb};
use cairn_model::impact::{AssumedView, ContextView, CustomerView, ModelErrorCode};

use super::{DifferenceRow, MissingRow, Report, item, list, named, plain, written};
use crate::paper::{Cell, Part, Section, Tone};
use crate::sentence::{listed, needs};
use crate::text::{LINE_MAX, TEXT_MAX, shortened};

/// How many characters of the digest of evidence tell it from others.
const EVIDENCE_CHARS: usize = 16;
/// How many characters of a name are shown in a list of them.
const NAME_MAX: usize = 60;

impl Report<'_> {
    /// Returns what holds and why, what rests on assumptions, what was out before, and who is hit.
    pub(super) fn holding(&self) -> Section {
        let parts = [self.held(), self.assumed(), self.context_items(), self.model_errors(), self.customers()];
        self.section("holding", "report-holding", parts.into_iter().flatten().collect())
    }

    fn held(&self) -> Vec<Part> {
        let row = |row: &Holding| {
            let mut names = listed(row.items.iter().map(|item| shortened(&item.name, NAME_MAX)), self.messages);
            let more = row.count.saturating_sub(row.items.len() as u64);
            if more > 0 {
                names = format!("{names} {}", self.count("report-and-more", more));
            }
            let class = row.items.first().map(|item| (self.context.class_word)(&item.class)).unwrap_or_default();
            let none = (row.margin <= 0).then_some(Level::Down);
            vec![
                Cell::text(names).under(class),
                Cell::text((self.context.need_word)(&row.requirement.name)),
                Cell::text(needs(&row.requirement, self.messages)),
                Cell::number(row.down),
                Cell::number(row.margin).weighing(none),
                self.level(row.level),
            ]
        };
        let rows: Vec<Vec<Cell>> = self.report.picture.holding.iter().map(row).collect();
        if rows.is_empty() {
            return vec![plain(self.word("report-held-nothing"))];
        }
        let columns =
            ["report-column-who", "column-group", "column-needed", "#level-down", "#column-spares", "report-passes-on"];
        self.under("report-held", &columns, rows, Some("report-held-why"))
    }

    fn assumed(&self) -> Vec<Part> {
        let mut views: Vec<&AssumedView> = Vec::new();
        for view in self.report.analysis.iter().flat_map(|analysis| &analysis.steps).flat_map(|step| &step.assumed) {
            match views.iter_mut().find(|known| known.item.id == view.item.id) {
                Some(known) if known.level_without < view.level_without => *known = view,
                Some(_) => {}
                None => views.push(view),
            }
        }
        let row = |view: &&AssumedView| {
            let tier = view.item.tier.map(|tier| tier.to_string()).unwrap_or_default();
            vec![named(&view.item.name), Cell::text(tier), self.level(view.level), self.level(view.level_without)]
        };
        let columns = ["column-service", "#column-tier", "column-as-planned", "column-without-assumed"];
        self.under("impact-assumed", &columns, views.iter().map(row).collect(), Some("impact-assumed-action"))
    }

    fn context_items(&self) -> Vec<Part> {
        let row = |view: &ContextView| {
            vec![
                Cell::key(&view.item.key),
                named(&view.item.name),
                Cell::text(self.word(&format!("operation-{}", view.operation.id()))),
                Cell::text(view.since.map(cairn_model::Timestamp::to_minutes).unwrap_or_default()),
                written(view.reason.as_deref().unwrap_or_default()),
            ]
        };
        let context = self.report.analysis.map_or(&[][..], |analysis| &analysis.context);
        let columns = ["column-key", "column-name", "column-operation", "column-since", "column-reason"];
        self.under("impact-already-down", &columns, context.iter().map(row).collect(), None)
    }

    fn model_errors(&self) -> Vec<Part> {
        let row = |line: &ModelErrorLine| {
            let provider = line.provider.as_ref().map(|item| shortened(&item.name, LINE_MAX)).unwrap_or_default();
            let problem = match line.kind {
                ModelErrorCode::KExceedsMembers => self.word("report-model-too-many"),
                ModelErrorCode::NoMembers => self.word("report-model-no-members"),
                ModelErrorCode::AbsentProvider => {
                    self.messages.say("report-model-absent", [("provider", provider.as_str())])
                }
            };
            vec![
                Cell::key(&line.item.key),
                named(&line.item.name),
                Cell::text((self.context.need_word)(&line.requirement)),
                Cell::text(problem),
            ]
        };
        let rows = self.report.picture.model_errors.iter().map(row).collect();
        let columns = ["column-key", "column-name", "column-group", "column-problem"];
        self.under("impact-model-errors", &columns, rows, None)
    }

    /// Returns the customers of services that are hit, each service with its own.
    fn customers(&self) -> Vec<Part> {
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
            vec![named(&view.service.name), self.level(view.level), Cell::text(self.names(names))]
        };
        let columns = ["column-service", "column-level", "column-customer"];
        self.under("impact-customers", &columns, services.iter().map(row).collect(), None)
    }

    /// Returns who decided on which evidence, what was waived, and what is missing.
    pub(super) fn decisions(&self) -> Section {
        let change = self.report.change;
        let mut parts = vec![Part::Text(Tone::Note, self.word("report-asserted"))];
        let rows: Vec<Vec<Cell>> = change.decisions.iter().map(|own| self.decision(own)).collect();
        let columns = ["column-when", "report-column-said", "column-role", "report-evidence", "column-reason"];
        parts.push(match rows.is_empty() {
            true => plain(self.word("report-decisions-none")),
            false => self.table(&columns, rows),
        });
        let waivers = change.waivers.iter().map(|own| {
            let guard = Cell::text(self.guard_word(&own.guard));
            vec![Cell::text(own.at.to_minutes()), named(&own.actor), guard, written(&own.reason)]
        });
        let waived = ["column-when", "column-who", "report-column-guard", "column-reason"];
        parts.extend(self.under("report-waivers", &waived, waivers.collect(), None));
        if !self.report.missing.is_empty() {
            parts.push(Part::Heading(self.word("report-missing"), None));
            parts.extend(self.report.missing.iter().flat_map(|row| self.missing_row(row)));
        }
        self.section("decisions", "report-decisions", parts)
    }

    fn decision(&self, own: &Decision) -> Vec<Cell> {
        let verb = self.word(match own.verb {
            Verb::Approve => "report-verb-approve",
            Verb::Reject => "report-verb-reject",
            Verb::Return => "report-verb-return",
        });
        let is_older = own.evidence != self.evidence_id().unwrap_or_default();
        let older = if is_older { self.word("report-evidence-older") } else { String::new() };
        vec![
            Cell::text(own.at.to_minutes()),
            Cell::text(verb).under(shortened(&own.actor, LINE_MAX)),
            Cell::text((self.context.policy_word)(&own.role)),
            Cell::key(&own.evidence.chars().take(EVIDENCE_CHARS).collect::<String>()).under(older),
            written(&own.reason),
        ]
    }

    fn guard_word(&self, guard: &str) -> String {
        let code = format!("waiver-{guard}");
        if self.messages.knows(&code) { self.word(&code) } else { guard.to_owned() }
    }

    fn missing_row(&self, row: &MissingRow) -> [Part; 2] {
        let heading = self.messages.say("report-missing-for", [("state", row.to.as_str())]);
        [plain(heading), list(row.unmet.iter().cloned().map(item).collect())]
    }

    /// Returns what came of the steps, and how the estate differs from the plan.
    pub(super) fn outcomes(&self) -> Option<Section> {
        let rows: Vec<Vec<Cell>> = self.report.change.outcomes.iter().map(|own| self.outcome(own)).collect();
        let columns =
            ["#report-step", "report-result", "report-from-to", "column-who", "#column-record", "report-column-note"];
        let mut parts = Vec::new();
        parts.extend((!rows.is_empty()).then(|| self.table(&columns, rows)));
        let difference = |row: &DifferenceRow| {
            let text = |text: &Option<String>| named(text.as_deref().unwrap_or("–"));
            let explained = row.explained.clone().unwrap_or_else(|| self.word("report-unexplained"));
            let open = row.explained.is_none().then_some(Level::Down);
            vec![named(&row.reference), text(&row.planned), text(&row.actual), written(&explained).weighing(open)]
        };
        let differences = self.report.differences.iter().map(difference).collect();
        let differs = ["report-column-difference", "report-planned", "report-found", "report-explained"];
        parts.extend(self.under("report-differences", &differs, differences, None));
        if let Some(review) = &self.report.change.review {
            parts.push(Part::Heading(self.word("report-review"), None));
            parts.push(plain(shortened(&review.text, TEXT_MAX)));
            parts.push(Part::Remark(format!("{} · {}", shortened(&review.actor, LINE_MAX), review.at.to_minutes())));
        }
        (!parts.is_empty()).then(|| self.section("outcomes", "report-outcomes", parts))
    }

    fn outcome(&self, (number, own): (&u32, &StepOutcome)) -> Vec<Cell> {
        let result = self.word(match own.result {
            StepResult::Done => "result-done",
            StepResult::NotDone => "result-not_done",
            StepResult::BackedOut => "result-backed_out",
        });
        let records = [own.seq, own.undone_by].into_iter().flatten().map(|seq| seq.to_string());
        vec![
            Cell::number(number),
            Cell::text(result),
            Cell::text(own.started.to_minutes()).under(own.ended.to_minutes()),
            named(&own.actor),
            Cell::text(listed(records, self.messages)),
            written(&own.note),
        ]
    }

    /// Returns the digests, and how to verify them.
    pub(super) fn evidence(&self) -> Option<Section> {
        let analysis = self.report.analysis?;
        let hashes = &analysis.hashes;
        let digests = [
            ("report-hash-evidence", &hashes.evidence),
            ("report-hash-verdict", &hashes.verdict),
            ("report-hash-plan", &hashes.plan),
            ("report-hash-cone", &hashes.cone),
        ];
        let digests = digests.map(|(code, digest)| (self.word(code), digest.clone()));
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
        let mut parts = vec![Part::Digests(digests.into())];
        if self.evidence_id().is_some() {
            parts.push(plain(self.messages.say("report-evidence-made", made)));
            parts.push(plain(self.messages.say("report-verify", [("change", self.report.change.id.as_str())])));
        } else {
            parts.push(plain(self.word("report-evidence-not-kept")));
        }
        Some(self.section("evidence", "report-evidence", parts))
    }
}
