//! The estate as plain data: items, relationship types, relationships.

/// Orders how badly an item is affected: `Unaffected < AtRisk < Degraded < Down`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Works as before.
    Unaffected,
    /// Redundancy was lost, but the thing still works.
    AtRisk,
    /// Works worse.
    Degraded,
    /// Does not work.
    Down,
}

impl Level {
    /// Lists every level, mildest first.
    pub const ALL: [Level; 4] = [Level::Unaffected, Level::AtRisk, Level::Degraded, Level::Down];

    /// Returns the level one step milder; unaffected stays unaffected.
    pub fn lowered(self) -> Level {
        match self {
            Level::Down => Level::Degraded,
            Level::Degraded => Level::AtRisk,
            Level::AtRisk | Level::Unaffected => Level::Unaffected,
        }
    }
}

/// Names the lifecycle state of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Not bought yet.
    Planned,
    /// Bought, not here.
    Ordered,
    /// Here, untouched.
    Received,
    /// Being installed.
    InBuild,
    /// Being tested.
    InTest,
    /// In use.
    Live,
    /// In use, under planned work.
    Maintenance,
    /// In use, on the way out.
    Retiring,
    /// Out of use.
    Retired,
    /// Gone.
    Disposed,
    /// In use as far as anyone knows, but not found.
    Missing,
    /// On the shelf.
    Spare,
}

impl State {
    /// Lists every state in document order.
    pub const ALL: [State; 12] = [
        State::Planned,
        State::Ordered,
        State::Received,
        State::InBuild,
        State::InTest,
        State::Live,
        State::Maintenance,
        State::Retiring,
        State::Retired,
        State::Disposed,
        State::Missing,
        State::Spare,
    ];

    /// Returns the state's name as the definition documents spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Ordered => "ordered",
            State::Received => "received",
            State::InBuild => "in_build",
            State::InTest => "in_test",
            State::Live => "live",
            State::Maintenance => "maintenance",
            State::Retiring => "retiring",
            State::Retired => "retired",
            State::Disposed => "disposed",
            State::Missing => "missing",
            State::Spare => "spare",
        }
    }

    /// Returns whether an item in this state is part of the graph (section 1).
    pub fn participates(self) -> bool {
        matches!(self, State::Live | State::Maintenance | State::Retiring | State::Missing)
    }
}

/// Names whether an item works right now; a separate fact from its lifecycle state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operation {
    /// Works.
    InService,
    /// Works worse.
    Degraded,
    /// Does not work.
    OutOfService,
}

impl Operation {
    /// Returns the operation's name as the definition documents spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Operation::InService => "in_service",
            Operation::Degraded => "degraded",
            Operation::OutOfService => "out_of_service",
        }
    }

    /// Returns the level this operation seeds every analysis with.
    pub fn level(self) -> Level {
        match self {
            Operation::InService => Level::Unaffected,
            Operation::Degraded => Level::Degraded,
            Operation::OutOfService => Level::Down,
        }
    }
}

/// Says which end of a relationship needs the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Needs {
    /// `from` needs `to`.
    Source,
    /// `to` needs `from`.
    Target,
    /// Nobody needs anybody.
    None,
}

/// Says how much a consumer suffers; the order is from strongest to weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Cannot work without.
    Hard,
    /// Works worse without.
    Degrading,
    /// Lost support: listed, raises nothing.
    Soft,
    /// Never in the graph.
    Info,
}

impl Strength {
    /// Returns the strength's name as the definition documents spell it.
    pub fn as_str(self) -> &'static str {
        match self {
            Strength::Hard => "hard",
            Strength::Degrading => "degrading",
            Strength::Soft => "soft",
            Strength::Info => "info",
        }
    }
}

/// States how many direct members must be up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Threshold {
    /// A count, at least 1.
    Count(u32),
    /// Hundredths of a percent, 1 to 10,000.
    Percent(u32),
}

impl Threshold {
    /// Returns the threshold as a count over n members, a percentage rounded up, in integers.
    ///
    /// A count is returned as declared, even when it exceeds n.
    pub fn over(self, n: u32) -> u32 {
        match self {
            Threshold::Count(count) => count,
            Threshold::Percent(hundredths) => {
                let exact = u64::from(n) * u64::from(hundredths);
                u32::try_from(exact.div_ceil(10_000)).unwrap_or(u32::MAX)
            }
        }
    }
}

/// Describes a configuration item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Unique in the estate.
    pub id: String,
    /// Lifecycle state.
    pub state: State,
    /// Whether it works right now.
    pub operation: Operation,
    /// Whether its class is a service.
    pub is_service: bool,
}

/// Describes a relationship type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationshipType {
    /// Unique in the estate.
    pub id: String,
    /// Which end needs the other.
    pub needs: Needs,
    /// Default strength.
    pub strength: Strength,
    /// Whether unlabelled relationships of this type form one requirement per consumer (`@type`).
    pub groups: bool,
}

/// Describes a relationship; its identity is (from, type, to, label).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// Item id.
    pub from: String,
    /// Relationship type id.
    pub type_id: String,
    /// Item id.
    pub to: String,
    /// Requirement label, scoped to the consumer; `-` means alone.
    pub label: Option<String>,
    /// Overrides the type's default strength.
    pub strength: Option<Strength>,
    /// k; blank inherits from the requirement's other rows.
    pub min_up: Option<Threshold>,
    /// q; blank inherits from the requirement's other rows.
    pub degraded_below: Option<Threshold>,
}

/// Holds everything a verdict may look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Estate {
    /// Items, in any order.
    pub items: Vec<Item>,
    /// Relationship types, in any order.
    pub types: Vec<RelationshipType>,
    /// Relationships, in any order.
    pub relationships: Vec<Relationship>,
}

impl Estate {
    /// Returns the item with this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Returns the relationship type with this id.
    pub fn relationship_type(&self, id: &str) -> Option<&RelationshipType> {
        self.types.iter().find(|of| of.id == id)
    }

    /// Returns whether an item exists and is part of the graph.
    pub fn participates(&self, id: &str) -> bool {
        self.item(id).is_some_and(|item| item.state.participates())
    }
}
