//! Changes of ordered steps, judged by the most naive reading of section 3.3 and 3.4.
//!
//! These readings are settled; they are the definition both sides are held to:
//!
//! 1. **Before and after**: G0 of the first step is the estate; G1 is G0 with the step's edits applied in order; G0 of
//!    the next step is G1 of this one.
//! 2. ***During*** is judged on G0, n and k unchanged, seeds joint: the step's outage seeds, and every item that
//!    participates in G0 and not in G1 at down. A participating member of a requirement of G0 is **cut** when every row
//!    of G0 that makes it a member is absent from G1 (by identity: from, type, to, label; a row that `Replace` moved
//!    has another identity). A cut member counts as down *in that requirement only*: it still counts in n, and neither
//!    the member itself nor its other consumers are touched. Additions are absent and edited terms do not count yet:
//!    it is G0. Context as always.
//! 3. ***After*** (settled) is judged on G1 without the outage seeds. For each consumer that participates in G0 and in
//!    G1, and each of its requirements r of G0 with n > 0, r' is the consumer's requirement of G1 with the same key;
//!    for a requirement of a single row (its key is the row) whose row was moved by `Replace` because its *provider*
//!    was the old item, r' is the requirement of the moved row, or of the row that the new item had already. r **lost
//!    members** when a participating member of r is not a participating member of r'. r is passed over when it lost
//!    none, or when the step has a `SetTerms` for the key of r or of r'. Else, with n' participating members of r' (0
//!    without r') and k' by what was declared of r in G0 (a count, clamped to that n; a percentage over n'; undeclared
//!    1, or, with assumed redundancy absent and n > 1, the n of G0): n' = 0 or n' < k' is down; else n' - k' < n - k
//!    is at risk (k clamped in G0 as always). The result is weakened by the strength of r in G0 (degrading: one lower;
//!    soft: nothing), and the consumer is seeded with it.
//! 4. The **step's level** is the worse of the two, per item. An item the step adds has only an after, one that ceases
//!    to participate only a during.
//! 5. ***If it fails***: as during, with every item in scope that participates in G0 at down as well; then the worse of
//!    that and the step's level. In scope: items of the outage seeds at any level; items touched, retired or given a
//!    state; both items of `Replace`; the consumer of rows added or removed (both ends when neither needs the other)
//!    and of terms set.
//! 6. The **end state** is the after of one step that has all the edits: edited is what any step sets the terms of, and
//!    moved rows are followed through every `Replace`.
//! 7. The **worst step** has most services down; then degraded, then at risk, then items down, degraded, at risk.
//!    Levels that context alone gives count. Of equals, the earliest.
//!
//! Consequences that surprise: a row between `old` and `new` is dropped by `Replace` and leads nowhere, so if it was
//! all that `new` needed of a requirement, `new` has lost it. A requirement that is emptied and later gets a row again
//! starts with that row's terms. An item that does not participate is unaffected, whatever is seeded.

use std::collections::{BTreeMap, BTreeSet};

use super::edit::{Moved, StepEdit, follow, identity, scope_of};
use super::estate::{Estate, Level, Strength, Threshold};
use super::judge::{Seed, context_of, judge_reading, least_fixpoint};
use super::requirement::{AssumedRedundancy, Requirement, RequirementKey, needs_of, requirements};

/// Level of every item of an estate, by item id.
pub type Levels = BTreeMap<String, Level>;

/// Describes one step: edits and outage seeds that are joint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// In the order in which they are applied.
    pub edits: Vec<StepEdit>,
    /// Items of G0 and the level their outage mode gives them; no interruption is unaffected.
    pub seeds: Vec<Seed>,
}

/// Holds what one step does. All levels are of every item of `after`, and so of `before`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepJudgement {
    /// G0.
    pub before: Estate,
    /// G1.
    pub after: Estate,
    /// While the step is carried out.
    pub during: Levels,
    /// Once the step is done (*after*).
    pub settled: Levels,
    /// The worse of during and settled.
    pub worst: Levels,
    /// If everything in the step's scope goes down.
    pub if_it_fails: Levels,
    /// During, with assumed redundancy absent.
    pub during_without: Levels,
    /// Settled, with assumed redundancy absent.
    pub settled_without: Levels,
    /// Requirements of G0 that lost members and what that seeds their consumer with, above unaffected only, ordered
    /// by consumer and key.
    pub lost: Vec<(String, RequirementKey, Level)>,
}

/// Holds what a change does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeJudgement {
    /// In the order of the steps.
    pub steps: Vec<StepJudgement>,
    /// Index of the worst step; 0 when there is none.
    pub worst_step: usize,
    /// Levels of the end state.
    pub end: Levels,
    /// The estate after the last step.
    pub end_estate: Estate,
}

/// Returns what a change of these steps does to the estate. Every edit is valid where it stands.
pub fn judge_change(estate: &Estate, steps: &[Step]) -> ChangeJudgement {
    let mut judged: Vec<StepJudgement> = Vec::new();
    for step in steps {
        let before = judged.last().map_or(estate, |earlier| &earlier.after);
        judged.push(judge_step(before, step));
    }
    let mut worst_step = 0;
    for (index, step) in judged.iter().enumerate() {
        if gravity(step) > gravity(&judged[worst_step]) {
            worst_step = index;
        }
    }
    let edits: Vec<StepEdit> = steps.iter().flat_map(|step| step.edits.clone()).collect();
    let whole = Transition::new(estate, &edits);
    let end = whole.settled(AssumedRedundancy::Holds);
    ChangeJudgement { steps: judged, worst_step, end, end_estate: whole.after }
}

fn judge_step(before: &Estate, step: &Step) -> StepJudgement {
    let transition = Transition::new(before, &step.edits);
    let during = transition.during(&step.seeds, AssumedRedundancy::Holds);
    let settled = transition.settled(AssumedRedundancy::Holds);
    let worst = worse_of(&during, &settled);
    let mut scope = scope_of(&transition.after, &step.edits);
    scope.extend(step.seeds.iter().map(|(id, _)| id.clone()));
    let failing: Vec<Seed> = scope.into_iter().map(|id| (id, Level::Down)).chain(step.seeds.iter().cloned()).collect();
    let if_it_fails = worse_of(&transition.during(&failing, AssumedRedundancy::Holds), &worst);
    StepJudgement {
        before: before.clone(),
        during_without: transition.during(&step.seeds, AssumedRedundancy::Absent),
        settled_without: transition.settled(AssumedRedundancy::Absent),
        lost: transition.lost(AssumedRedundancy::Holds),
        during,
        settled,
        worst,
        if_it_fails,
        after: transition.after,
    }
}

/// Returns the levels while several steps are carried out at once, each with edits that are valid on the estate: what any
/// of them seeds, removes or cuts counts.
pub(super) fn during_of_all(estate: &Estate, steps: &[&Step]) -> Levels {
    let each: Vec<Transition> = steps.iter().map(|step| Transition::new(estate, &step.edits)).collect();
    let mut seeds: Vec<Seed> = steps.iter().flat_map(|step| step.seeds.clone()).collect();
    for own in &each {
        let gone =
            estate.items.iter().filter(|item| estate.participates(&item.id) && !own.after.participates(&item.id));
        seeds.extend(gone.map(|item| (item.id.clone(), Level::Down)));
    }
    let required = requirements(estate, AssumedRedundancy::Holds);
    let cut = |one: &Requirement| -> BTreeSet<String> { each.iter().flat_map(|own| own.cut(one)).collect() };
    let cuts: Vec<BTreeSet<String>> = required.iter().map(cut).collect();
    let result = |index: usize, levels: &Levels| {
        let mut seen_from_here = levels.clone();
        seen_from_here.extend(cuts[index].iter().map(|member| (member.clone(), Level::Down)));
        required[index].result(&seen_from_here)
    };
    let levels = least_fixpoint(estate, &seeds, &context_of(estate), &required, &result);
    let of = |id: &String| levels.get(id).copied().unwrap_or(Level::Unaffected);
    estate.items.iter().map(|item| (item.id.clone(), of(&item.id))).collect()
}

/// An estate and what edits make of it.
pub(super) struct Transition<'a> {
    before: &'a Estate,
    after: Estate,
    edits: &'a [StepEdit],
    moved: Vec<Moved>,
}

impl<'a> Transition<'a> {
    pub(super) fn new(before: &'a Estate, edits: &'a [StepEdit]) -> Self {
        let (after, moved) = follow(before, edits);
        Transition { before, after, edits, moved }
    }

    /// Reading 2.
    fn during(&self, seeds: &[Seed], assumed: AssumedRedundancy) -> Levels {
        let gone = self
            .before
            .items
            .iter()
            .filter(|item| self.before.participates(&item.id) && !self.after.participates(&item.id));
        let joint: Vec<Seed> = gone.map(|item| (item.id.clone(), Level::Down)).chain(seeds.iter().cloned()).collect();
        let required = requirements(self.before, assumed);
        let cut: Vec<BTreeSet<String>> = required.iter().map(|one| self.cut(one)).collect();
        let result = |index: usize, levels: &Levels| {
            let mut seen_from_here = levels.clone();
            seen_from_here.extend(cut[index].iter().map(|member| (member.clone(), Level::Down)));
            required[index].result(&seen_from_here)
        };
        let levels = least_fixpoint(self.before, &joint, &context_of(self.before), &required, &result);
        self.of_every_item(&levels)
    }

    /// Returns the members of a requirement of G0 that no row of G1 makes a member.
    pub(super) fn cut(&self, one: &Requirement) -> BTreeSet<String> {
        let kept: BTreeSet<String> = self
            .before
            .relationships
            .iter()
            .filter(|row| self.after.relationships.iter().any(|other| identity(other) == identity(row)))
            .filter_map(|row| needs_of(self.before, row))
            .filter(|need| need.consumer == one.consumer && need.key == one.key)
            .map(|need| need.provider)
            .collect();
        one.members.difference(&kept).cloned().collect()
    }

    /// Reading 3.
    fn settled(&self, assumed: AssumedRedundancy) -> Levels {
        let seeds: Vec<Seed> = self.lost(assumed).into_iter().map(|(consumer, _, level)| (consumer, level)).collect();
        self.of_every_item(&judge_reading(&self.after, &seeds, assumed).levels)
    }

    /// Returns what reading 3 seeds, above unaffected only.
    pub(super) fn lost(&self, assumed: AssumedRedundancy) -> Vec<(String, RequirementKey, Level)> {
        let now = requirements(&self.after, assumed);
        let mut lost = Vec::new();
        for one in requirements(self.before, assumed) {
            let key = self.key_after(&one.key);
            if one.n == 0 || !self.after.participates(&one.consumer) || self.is_edited(&one, &key) {
                continue;
            }
            let next = now.iter().find(|next| next.consumer == one.consumer && next.key == key);
            let level = loss(&one, next, assumed);
            if level > Level::Unaffected {
                lost.push((one.consumer, one.key, level));
            }
        }
        lost
    }

    /// Returns the key under which the requirement is to be looked for in G1.
    fn key_after(&self, key: &RequirementKey) -> RequirementKey {
        self.moved.iter().fold(key.clone(), |now, (from, to)| if now == *from { to.clone() } else { now })
    }

    fn is_edited(&self, one: &Requirement, key_after: &RequirementKey) -> bool {
        self.edits.iter().any(|edit| match edit {
            StepEdit::SetTerms { consumer, key, .. } => {
                *consumer == one.consumer && (*key == one.key || key == key_after)
            }
            _ => false,
        })
    }

    fn of_every_item(&self, levels: &Levels) -> Levels {
        let of = |id: &String| levels.get(id).copied().unwrap_or(Level::Unaffected);
        self.after.items.iter().map(|item| (item.id.clone(), of(&item.id))).collect()
    }
}

/// Returns what a requirement that nobody edited does to its consumer by the members it lost.
fn loss(one: &Requirement, next: Option<&Requirement>, assumed: AssumedRedundancy) -> Level {
    let members = next.map(|next| next.members.clone()).unwrap_or_default();
    if one.members.is_subset(&members) {
        return Level::Unaffected;
    }
    let n = next.map_or(0, |next| next.n);
    let k = match one.declared_k {
        Some(Threshold::Count(count)) => count.min(one.n),
        Some(share @ Threshold::Percent(_)) => share.over(n),
        None if assumed == AssumedRedundancy::Absent && one.n > 1 => one.n,
        None => 1,
    };
    let hard = if n == 0 || n < k {
        Level::Down
    } else if n - k < one.n - one.k {
        Level::AtRisk
    } else {
        Level::Unaffected
    };
    match one.strength {
        Strength::Hard => hard,
        Strength::Degrading => hard.lowered(),
        Strength::Soft | Strength::Info => Level::Unaffected,
    }
}

/// Returns the worse level per item; both are of the same items.
fn worse_of(left: &Levels, right: &Levels) -> Levels {
    left.iter().map(|(id, level)| (id.clone(), (*level).max(right[id]))).collect()
}

/// Returns what reading 7 compares steps by.
fn gravity(step: &StepJudgement) -> [usize; 6] {
    let worst_first = [Level::Down, Level::Degraded, Level::AtRisk];
    let services: BTreeSet<&String> =
        step.after.items.iter().filter(|item| item.is_service).map(|item| &item.id).collect();
    let items_at = |level| step.worst.values().filter(|own| **own == level).count();
    let services_at = |level| step.worst.iter().filter(|(id, own)| **own == level && services.contains(id)).count();
    let [down, degraded, at_risk] = worst_first.map(services_at);
    let [items_down, items_degraded, items_at_risk] = worst_first.map(items_at);
    [down, degraded, at_risk, items_down, items_degraded, items_at_risk]
}
