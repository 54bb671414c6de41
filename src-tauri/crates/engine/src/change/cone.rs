//! What a verdict rests on, as a digest: it changes when, and only when, something changed that the verdict read
//! (IMPACT 6).
//!
//! U = what goes out, what is in scope, and every item that any verdict of any step raises: above what operation alone
//! does, or anywhere that a failure of the step could reach. The cone holds for each u in U its id, participation, operation and level by operation alone; for every
//! requirement with a member in U, before and after each step, its consumer, key, strength, k, q and all members with
//! the same four facts; for every requirement that a step takes members from, all relationships that make them; every
//! requirement of a consumer that a step wires anew, before and after it; the model errors that are listed; and the
//! version of the rules. No names, owners or dates.

use std::io::Write;
use std::ops::Range;

use cairn_estate::{Generation, KeyView, Row};
use cairn_model::change::ModelErrorRow;
use cairn_model::topology::{LinkTarget, RequirementIndex};
use cairn_model::{CiId, hex};
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};

use super::judge::{JudgedPlan, JudgedStep};
use crate::error::EngineError;
use crate::impact::RULE_VERSION;

/// About how much the lines of one item take up; more is found when there is more.
const ITEM_BYTES: usize = 1024;

/// Returns the digest of something's canonical JSON (RFC 8785).
pub(super) fn digest(what: &'static str, value: &impl serde::Serialize) -> Result<String, EngineError> {
    let bytes = serde_json_canonicalizer::to_vec(value).map_err(|error| EngineError::Serialise(what, error))?;
    Ok(hex(&Sha256::digest(bytes)))
}

/// Returns the items that a step concerns, with what goes out and what is in scope; ascending.
pub(super) fn touched(step: &JudgedStep) -> Vec<Row> {
    let mut rows = step.concerned.clone();
    rows.extend(step.prepared.outages.iter().map(|seed| seed.vertex));
    rows.extend(&step.prepared.scope);
    rows.extend(&step.prepared.removed);
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// A line of a cone: whose it is, and where it stands in the text.
struct Line {
    /// The item, or the consumer; 0 for what belongs to nobody.
    of: CiId,
    place: Range<usize>,
}

/// The lines of a cone; each is canonical JSON, and ordered by whose they are, then by text, they are one canonical
/// list. They stand in one text, because there are thousands of them.
struct Cone<'a> {
    plan: &'a JudgedPlan,
    text: Vec<u8>,
    lines: Vec<Line>,
}

/// Returns the digest of everything that the verdicts of a plan rest on.
pub(super) fn cone(plan: &JudgedPlan, model_errors: &[ModelErrorRow]) -> Result<String, EngineError> {
    let mut all: Vec<Row> = plan.steps.iter().flat_map(touched).collect();
    all.sort_unstable();
    all.dedup();
    let (text, lines) = (Vec::with_capacity(all.len() * ITEM_BYTES), Vec::with_capacity(all.len() * 4));
    let mut cone = Cone { plan, text, lines };
    let mut done: FxHashSet<RequirementIndex> = FxHashSet::default();
    for (position, step) in plan.steps.iter().enumerate() {
        if position == 0 {
            cone.add(&step.before, &all, &mut done);
            cone.add_needs_of(&step.before, &step.prepared.rewired, &mut done);
        }
        // A requirement that the step did not wire anew has the same number and says the same.
        done.retain(|requirement| is_shared(&step.before, &step.after, *requirement));
        cone.add(&step.after, &all, &mut done);
        cone.add_needs_of(&step.after, &step.prepared.rewired, &mut done);
    }
    for touched in plan.steps.iter().flat_map(|step| &step.prepared.touched) {
        cone.general(touched)?;
    }
    for error in model_errors {
        cone.general(error)?;
    }
    let mut hasher = Sha256::new();
    hasher.update("{\"cone\":[");
    for (position, line) in cone.ordered().into_iter().enumerate() {
        hasher.update(if position == 0 { "" } else { "," });
        hasher.update(line);
    }
    hasher.update(format!("],\"rules\":{RULE_VERSION}}}"));
    Ok(hex(&hasher.finalize()))
}

/// Returns whether a requirement is the same in two generations, of which one was made from the other.
fn is_shared(before: &Generation, after: &Generation, requirement: RequirementIndex) -> bool {
    let (before, after) = (before.topology(), after.topology());
    requirement < before.requirement_count()
        && requirement < after.requirement_count()
        && before.requirement(requirement) == after.requirement(requirement)
        && before.members(requirement) == after.members(requirement)
}

impl Cone<'_> {
    fn push(&mut self, part: &str) {
        self.text.extend_from_slice(part.as_bytes());
    }

    fn end_line(&mut self, of: CiId, start: usize) {
        self.lines.push(Line { of, place: start..self.text.len() });
    }

    /// Adds what is few, by the general canonicalizer.
    fn general(&mut self, value: &impl serde::Serialize) -> Result<(), EngineError> {
        let start = self.text.len();
        serde_json_canonicalizer::to_writer(value, &mut self.text)
            .map_err(|error| EngineError::Serialise("the cone", error))?;
        self.end_line(CiId(0), start);
        Ok(())
    }

    /// Returns every line once, in order.
    fn ordered(&mut self) -> Vec<&[u8]> {
        let text = &self.text;
        let line = |line: &Line| &text[line.place.clone()];
        self.lines.sort_unstable_by(|left, right| left.of.cmp(&right.of).then_with(|| line(left).cmp(line(right))));
        let mut lines: Vec<&[u8]> = self.lines.iter().map(line).collect();
        lines.dedup();
        lines
    }

    fn add(&mut self, generation: &Generation, rows: &[Row], done: &mut FxHashSet<RequirementIndex>) {
        let topology = generation.topology();
        for &row in rows.iter().filter(|&&row| row < topology.vertex_count()) {
            let start = self.text.len();
            self.push("{\"item\":");
            self.facts(generation, row);
            self.push("}");
            self.end_line(generation.id(row), start);
            for link in topology.links(row) {
                match link.target() {
                    LinkTarget::Counted(counted) => {
                        self.requirement(generation, topology.counted(counted).requirement, done);
                    }
                    LinkTarget::Consumer(consumer) => {
                        for requirement in topology.requirements_of(consumer) {
                            if topology.members(requirement).binary_search(&row).is_ok() {
                                self.requirement(generation, requirement, done);
                            }
                        }
                    }
                }
            }
        }
    }

    /// Adds what the consumers need whose requirements a step alters.
    fn add_needs_of(&mut self, generation: &Generation, consumers: &[Row], done: &mut FxHashSet<RequirementIndex>) {
        let topology = generation.topology();
        for &consumer in consumers.iter().filter(|&&consumer| consumer < topology.vertex_count()) {
            for requirement in topology.requirements_of(consumer) {
                self.requirement(generation, requirement, done);
            }
        }
    }

    fn requirement(
        &mut self,
        generation: &Generation,
        requirement: RequirementIndex,
        done: &mut FxHashSet<RequirementIndex>,
    ) {
        if !done.insert(requirement) {
            return;
        }
        let topology = generation.topology();
        let facts = topology.requirement(requirement);
        let Some(&first) = topology.member_relationships(requirement).first() else { return };
        let Some(key) = generation.key_of_member(first) else { return };
        // A count and a share may give the same k now and another once members are lost.
        let terms = (facts.n > 1).then(|| generation.terms_of_member(facts.consumer, first));
        let declared = terms.and_then(|terms| terms.min_up);
        // Ids ascend as rows do not: members are listed by id.
        let mut members: Vec<(CiId, Row)> =
            topology.members(requirement).iter().map(|&row| (generation.id(row), row)).collect();
        members.sort_unstable();
        // Its fields stand in canonical order. Writing into memory cannot fail.
        let start = self.text.len();
        self.push(if facts.assumed { "{\"assumed\":true,\"consumer\":" } else { "{\"assumed\":false,\"consumer\":" });
        self.facts(generation, facts.consumer);
        self.push(",\"declared\":\"");
        if let Some(declared) = declared {
            let _ = write!(self.text, "{declared}");
        }
        let _ = write!(self.text, "\",\"k\":{},\"key\":", facts.k);
        self.key(key);
        for (position, (_, row)) in members.into_iter().enumerate() {
            self.push(if position == 0 { ",\"members\":[" } else { "," });
            self.facts(generation, row);
        }
        let _ = write!(self.text, "],\"q\":{},\"strength\":\"", facts.q);
        self.push(facts.strength.id());
        self.push("\"}");
        self.end_line(generation.id(facts.consumer), start);
    }

    /// Writes which requirement it is: its ends are said beside it.
    fn key(&mut self, key: KeyView<'_>) {
        let (kind, texts) = match key {
            KeyView::Label(label) => ("[\"label\"", [Some(label), None]),
            KeyView::Type(id) => ("[\"type\"", [Some(id), None]),
            KeyView::Alone(id, label) => ("[\"relationship\"", [Some(id), label]),
        };
        self.push(kind);
        for text in texts.into_iter().flatten() {
            self.push(",");
            // Writing into memory cannot fail.
            let _ = serde_json::to_writer(&mut self.text, text);
        }
        self.push("]");
    }

    /// Writes id, participation, operation and level by operation alone of an item, as canonical JSON.
    fn facts(&mut self, generation: &Generation, row: Row) {
        let facts = generation.topology().vertex(row);
        self.push("[\"");
        generation.id(row).push_to(&mut self.text);
        self.push(if facts.participates { "\",true,\"" } else { "\",false,\"" });
        for part in [facts.context.id(), "\",\"", self.plan.already(row).id(), "\"]"] {
            self.push(part);
        }
    }
}
