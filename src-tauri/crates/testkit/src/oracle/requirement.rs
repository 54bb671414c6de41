//! From relationships to requirements: section 1, read directly.

use std::collections::{BTreeMap, BTreeSet};

use super::estate::{Estate, Level, Needs, Relationship, Strength, Threshold};

/// Names a requirement of one consumer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequirementKey {
    /// An explicit label, scoped to the consumer.
    Label(String),
    /// `@type`: the unlabelled relationships of a type that groups.
    Type(String),
    /// The relationship itself, by its identity.
    Alone {
        /// Item id.
        from: String,
        /// Relationship type id.
        type_id: String,
        /// Item id.
        to: String,
        /// `None`, or `-`.
        label: Option<String>,
    },
}

/// Says what assumed redundancy (n > 1, k declared by nobody) is taken to be worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssumedRedundancy {
    /// 1 of n suffices: the verdict as planned.
    Holds,
    /// All n are needed: the third answer of 3.4.
    Absent,
}

/// Reads one relationship as "the consumer needs the provider".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The item that needs.
    pub consumer: String,
    /// The item that is needed.
    pub provider: String,
    /// The consumer's requirement this row belongs to.
    pub key: RequirementKey,
    /// The row's own strength, never info: its override, else its type's default.
    pub own_strength: Strength,
}

/// Describes a requirement with its thresholds settled over the participating members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The participating item it belongs to.
    pub consumer: String,
    /// Its key within the consumer.
    pub key: RequirementKey,
    /// Never info.
    pub strength: Strength,
    /// Distinct participating providers.
    pub members: BTreeSet<String>,
    /// Distinct providers that do not participate.
    pub absent: BTreeSet<String>,
    /// k as somebody entered it.
    pub declared_k: Option<Threshold>,
    /// Number of members.
    pub n: u32,
    /// k' = min(k, n).
    pub k: u32,
    /// q' = clamp(q, k', n).
    pub q: u32,
    /// Whether n > 1 and nobody entered k.
    pub assumed: bool,
}

impl Requirement {
    /// Returns how many members are at this level or worse; members without a level count as unaffected.
    pub fn members_at_least(&self, levels: &BTreeMap<String, Level>, level: Level) -> u32 {
        count(self.members.iter().filter(|member| level_of(levels, member) >= level).count())
    }

    /// Returns what the table of 3.2 gives this requirement as if it were hard.
    pub fn hard_result(&self, levels: &BTreeMap<String, Level>) -> Level {
        let Requirement { n, k, q, .. } = *self;
        if n == 0 {
            return Level::Unaffected;
        }
        let c2 = self.members_at_least(levels, Level::Degraded);
        let c3 = self.members_at_least(levels, Level::Down);
        if k == n {
            let floor = if n - c3 < q { Level::Degraded } else { Level::Unaffected };
            return self.members.iter().map(|member| level_of(levels, member)).fold(floor, Level::max);
        }
        if n - c3 < k {
            Level::Down
        } else if n - c2 < k || n - c3 < q {
            Level::Degraded
        } else if c2 >= 1 {
            Level::AtRisk
        } else {
            Level::Unaffected
        }
    }

    /// Returns the level this requirement raises its consumer to, strength applied.
    pub fn result(&self, levels: &BTreeMap<String, Level>) -> Level {
        match self.strength {
            Strength::Hard => self.hard_result(levels),
            Strength::Degrading => self.hard_result(levels).lowered(),
            Strength::Soft | Strength::Info => Level::Unaffected,
        }
    }
}

/// Returns who needs whom by this relationship, whether or not the ends participate.
///
/// `None` when the relationship is not in the graph: its type is unknown or needs nothing, or its own strength is
/// info.
pub fn needs_of(estate: &Estate, row: &Relationship) -> Option<Need> {
    let (consumer, provider, key) = place_of(estate, row)?;
    let inherited = || {
        estate
            .relationships
            .iter()
            .filter(|other| other.strength.is_some_and(|strength| strength != Strength::Info))
            .find(|other| {
                place_of(estate, other)
                    .is_some_and(|(other_consumer, _, other_key)| other_consumer == consumer && other_key == key)
            })
            .and_then(|other| other.strength)
    };
    let default = estate.relationship_type(&row.type_id)?.strength;
    let own_strength = row.strength.or_else(inherited).unwrap_or(default);
    (own_strength != Strength::Info).then_some(Need { consumer, provider, key, own_strength })
}

/// Returns consumer, provider and requirement key of a relationship, strength aside; `None` when its type is unknown
/// or needs nothing.
pub fn place_of(estate: &Estate, row: &Relationship) -> Option<(String, String, RequirementKey)> {
    let of = estate.relationship_type(&row.type_id)?;
    let (consumer, provider) = match of.needs {
        Needs::Source => (&row.from, &row.to),
        Needs::Target => (&row.to, &row.from),
        Needs::None => return None,
    };
    let key = match row.label.as_deref() {
        Some(label) if label != "-" => RequirementKey::Label(label.to_owned()),
        None if of.groups => RequirementKey::Type(of.id.clone()),
        _ => RequirementKey::Alone {
            from: row.from.clone(),
            type_id: row.type_id.clone(),
            to: row.to.clone(),
            label: row.label.clone(),
        },
    };
    Some((consumer.clone(), provider.clone(), key))
}

/// Returns the requirements of every participating consumer, ordered by consumer and key.
pub fn requirements(estate: &Estate, assumed: AssumedRedundancy) -> Vec<Requirement> {
    let mut rows_by_requirement: BTreeMap<(String, RequirementKey), Vec<(Need, &Relationship)>> = BTreeMap::new();
    for row in &estate.relationships {
        if let Some(need) = needs_of(estate, row)
            && estate.participates(&need.consumer)
        {
            rows_by_requirement.entry((need.consumer.clone(), need.key.clone())).or_default().push((need, row));
        }
    }
    rows_by_requirement
        .into_iter()
        .map(|((consumer, key), rows)| settle(estate, consumer, key, &rows, assumed))
        .collect()
}

fn settle(
    estate: &Estate,
    consumer: String,
    key: RequirementKey,
    rows: &[(Need, &Relationship)],
    assumed_redundancy: AssumedRedundancy,
) -> Requirement {
    let (members, absent): (BTreeSet<String>, BTreeSet<String>) =
        rows.iter().map(|(need, _)| need.provider.clone()).partition(|provider| estate.participates(provider));
    let n = count(members.len());

    let explicit_strength = rows.iter().find_map(|(_, row)| row.strength);
    // With no explicit strength, every row's own strength is its type's default; Hard orders first.
    let strongest_default = rows.iter().map(|(need, _)| need.own_strength).min();
    let strength = explicit_strength.or(strongest_default).unwrap_or(Strength::Soft);

    let declared_k = rows.iter().find_map(|(_, row)| row.min_up);
    let declared_q = rows.iter().find_map(|(_, row)| row.degraded_below);
    let assumed = n > 1 && declared_k.is_none();
    let wanted_k = match declared_k {
        Some(threshold) => threshold.over(n),
        None if assumed && assumed_redundancy == AssumedRedundancy::Absent => n,
        None => 1,
    };
    let k = wanted_k.min(n);
    let q = declared_q.map_or(k, |threshold| threshold.over(n)).clamp(k, n);
    Requirement { consumer, key, strength, members, absent, declared_k, n, k, q, assumed }
}

fn level_of(levels: &BTreeMap<String, Level>, id: &str) -> Level {
    levels.get(id).copied().unwrap_or(Level::Unaffected)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
