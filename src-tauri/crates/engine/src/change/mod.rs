//! Changes: planned edits judged on the estate they would make, approved on evidence, carried out step by step
//! (ISO/IEC 20000-1:2018, 8.5.1).

mod assess;
mod authority;
mod cone;
mod draft;
mod judge;
mod prepare;
mod resolve;
mod risk;
mod tally;

pub use assess::{Assessing, Assessment, assess, describe};
pub use judge::{JudgedPlan, JudgedStep, PlanProblem, judge_plan, problems};
