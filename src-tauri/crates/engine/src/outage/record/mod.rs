//! Outages as records of their own: each a document of the log whose items' operation follows it while it is open.

mod documents;
mod draft;
mod guard;
mod hold;
mod lifecycle;
mod view;
mod word;

pub use documents::{default_outage_policy, find_outage, outages};
pub(crate) use documents::{is_of_an_outage, outage_policy_element, outage_policy_of, outages_at};
pub use draft::{OutageEdit, OutageItemWords};
pub use hold::KeptItem;
pub use lifecycle::{OutageDeed, OutageStep, edit_outage, move_outage, record_outage};
pub use view::{
    OutageEntry, OutageItemLine, OutagePage, OutageService, OutageWay, outage_page, outages_between, outages_list,
    outages_of_change, outages_of_item,
};
pub(crate) use word::{Word, holds_from, said_of, takes_back, words};
