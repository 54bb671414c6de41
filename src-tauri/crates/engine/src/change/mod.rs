//! Changes: planned edits judged on the estate they would make, approved on evidence, carried out step by step
//! (ISO/IEC 20000-1:2018, 8.5.1).

mod assess;
mod authority;
mod close;
mod cone;
mod course;
mod decide;
mod deed;
mod difference;
mod documents;
mod draft;
mod edit;
mod effect;
mod ground;
mod guard;
mod implement;
mod judge;
mod known;
mod lifecycle;
mod map;
mod prepare;
pub(crate) mod resolve;
mod restated;
mod risk;
mod statements;
mod step_view;
mod view;
mod watch;
mod what_if;
mod words;

pub(crate) use assess::reference_of;
pub use assess::{Assessing, Assessment, assess, describe};
pub use close::{Closing, PlanDifference, close, differences};
pub(crate) use course::{Course, Lane, course};
pub use decide::{DecisionWords, decide};
pub use deed::{ChangeDeed, deeds};
pub use documents::{analysis, assessment, changes, default_policy, find_change, plan_of, template, templates};
pub(crate) use documents::{document_edit, get, key_meant, policy_element, policy_of, read_all};
pub use edit::{ChangeEdit, edit, preview};
pub(crate) use effect::{StepEffect, effects};
pub use guard::WAIVABLE;
pub use implement::{StepReport, finish, make_template, start, step};
pub use judge::{JudgedPlan, JudgedStep, PlanProblem, judge_plan, problems};
pub(crate) use known::KnownChanges;
pub(crate) use lifecycle::known_actor;
pub use lifecycle::{ChangeStep, NewChange, assess_change, cancel, drafted, raise, schedule, submit};
pub use map::{Basis, ChangeBrief, brief};
pub use statements::{Statement, statements};
pub use view::{
    AwaitedValue, ChangeLine, ChangePage, Currency, EditLine, OutageLine, StepPage, Way, list, page, proposed,
    step_pages, touching,
};
pub use watch::{Watched, watch};
pub use what_if::{
    KeptStep, Proposal, WhatIf, WhatIfEdit, WhatIfHead, WhatIfLine, WhatIfPage, bring_what_if_up_to_date, compare_plan,
    delete_what_if, duplicate_what_if, edit_what_if, find_what_if, keep_what_if, propose, what_if, what_if_page,
    what_if_picture, what_if_to_change, what_ifs,
};
pub use words::EditWords;
