//! Maps for the screen: few boxes that can be read, exact counts for everything else, positions from the layout.
//!
//! A map never drops anything silently: an item is in a box of its own, or in a group with an exact count, or beyond
//! the depth, which is counted too. What is folded or hidden never changes a level.

mod around;
mod arrange;
mod draw;
mod estate;
mod groups;
mod impact;

pub use cairn_model::map::{MapEdge, MapLane, MapNode, MapView, NodePart, PlacedBox};

pub use around::{AroundQuestion, around};
pub(crate) use draw::layer_of;
pub use estate::{EstateLanes, EstateQuestion, GROUPS_MAX, estate};
pub use impact::{ImpactSolution, solve};

/// The most boxes a map may have.
pub const BOXES_MAX: usize = 400;
/// How many boxes a map has unless somebody asks for more.
pub const BOXES_DEFAULT: usize = 150;
