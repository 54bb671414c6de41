//! Error budgets: what services promise, what was used of it, and what a change would use (IMPACT 5, *exposure*; the readings
//! are in ADR 23).

mod budget;
mod change;
mod history;
pub mod hours;
mod outages;
pub mod period;
mod promise;
pub mod sum;
mod view;
mod words;

pub use budget::{BudgetQuestion, budgets};
pub use change::change_exposure;
pub use view::{
    BudgetAfter, BudgetOutage, BudgetReport, ChangeExposure, Exposed, OutageCause, PromiseView, ServiceBudget,
    ServiceExposure, ServiceWithout,
};
pub use words::{minutes_left, minutes_used};
