//! An estate with a shop, and people who carry changes to it; the clock stands still until somebody moves it.

use cairn_engine::change::{
    ChangeEdit, ChangePage, ChangeStep, Closing, DecisionWords, EditWords, NewChange, StepReport, assess_change, close,
    decide, edit, finish, make_template, page, raise, schedule, start, step, submit,
};
use cairn_engine::import::{ImportFile, ImportOptions, apply, plan};
use cairn_engine::{Act, Engine, EngineError, Holder, NewEstate};
use cairn_model::change::{ChangeKind, StepResult, Verb, Window};
use cairn_model::impact::OutageMode;
use cairn_model::{CancelToken, Timestamp};
use tempfile::TempDir;

pub const HOUR: i64 = 3_600_000;
pub const REQUESTER: &str = "change requester";
const START: i64 = 1_800_000_000_000;

/// Two web servers of which nobody said how many are needed, a database, and a shop on them; somebody watches.
const ITEMS: &str = "id,class,name,status,tier,owner\n\
    web-1,virtual_machine,Web 1,live,2,\n\
    web-2,virtual_machine,Web 2,live,2,\n\
    db-1,database_instance,Shop database,live,1,\n\
    watch,application,Monitoring,live,4,\n\
    shop,business_service,Shop,live,1,shop owner\n";
const RELATIONSHIPS: &str = "source_id,type,target_id,group\n\
    shop,depends_on,web-1,web\n\
    shop,depends_on,web-2,web\n\
    shop,depends_on,db-1,\n";

type Done = Result<ChangeStep, EngineError>;

pub struct Office {
    engine: std::sync::Arc<Engine>,
    _dir: std::sync::Arc<TempDir>,
    actor: String,
    pub now: Timestamp,
}

fn words(edits: Vec<EditWords>) -> ChangeEdit<'static> {
    ChangeEdit { edits, ..ChangeEdit::default() }
}

pub fn out(item: &str, mode: OutageMode) -> ChangeEdit<'static> {
    words(vec![EditWords::Out { item: item.to_owned(), mode }])
}

pub fn retire(item: &str) -> ChangeEdit<'static> {
    words(vec![EditWords::Retire { item: item.to_owned() }])
}

pub fn rename(item: &str, name: &str) -> ChangeEdit<'static> {
    let (item, field, value) = (item.to_owned(), "name".to_owned(), name.to_owned());
    words(vec![EditWords::Set { item, field, value }])
}

pub fn another_step(edit: ChangeEdit<'static>) -> ChangeEdit<'static> {
    ChangeEdit { new_step: Some("Another".to_owned()), ..edit }
}

/// The same answer to every question about likelihood.
pub fn answers(answer: u32) -> ChangeEdit<'static> {
    let questions = ["done_before", "tested", "back_out_tested", "complexity", "lead_time"];
    let likelihood = questions.map(|question| (question.to_owned(), answer)).to_vec();
    ChangeEdit { likelihood, ..ChangeEdit::default() }
}

pub fn records() -> ChangeEdit<'static> {
    let text = |text: &str| Some(text.to_owned());
    ChangeEdit { test_plan: text("look"), back_out_plan: text("put it back"), ..ChangeEdit::default() }
}

pub fn waive(guard: &str) -> ChangeEdit<'static> {
    ChangeEdit { waive: vec![(guard.to_owned(), "known".to_owned())], ..ChangeEdit::default() }
}

pub fn window(start: i64, end: i64) -> Window {
    Window { end: Timestamp(end), start: Timestamp(start) }
}

pub fn report(result: StepResult) -> StepReport {
    StepReport { result, started: None, ended: None, note: String::new(), found: Vec::new() }
}

impl Office {
    pub fn new() -> Office {
        let dir = TempDir::new().unwrap();
        let holder = Holder { pid: 1, program: "test".to_owned(), since: Timestamp(0), user: "test".to_owned() };
        let new = NewEstate { name: "office".to_owned(), holder };
        let mut entropy = |bytes: &mut [u8]| bytes.fill(7);
        let mut act =
            Act { actor: "test".to_owned(), now: Timestamp(START), effective_at: None, entropy: &mut entropy };
        let engine = Engine::create(&dir.path().join("e"), &new, &mut act).unwrap();
        let office = Office {
            engine: std::sync::Arc::new(engine),
            _dir: std::sync::Arc::new(dir),
            actor: REQUESTER.to_owned(),
            now: Timestamp(START),
        };
        office.import(ITEMS);
        office.import(RELATIONSHIPS);
        office
    }

    /// The same office at the same moment, with somebody else acting.
    pub fn as_actor(&self, actor: &str) -> Office {
        Office {
            engine: std::sync::Arc::clone(&self.engine),
            _dir: std::sync::Arc::clone(&self._dir),
            actor: actor.to_owned(),
            now: self.now,
        }
    }

    fn act<T>(&self, verb: impl FnOnce(&Engine, &mut Act<'_>) -> T) -> T {
        // Ids of one moment differ by what comes after them in the estate.
        let seq = self.engine.generation().seq();
        let mut entropy = |bytes: &mut [u8]| {
            for (byte, place) in bytes.iter_mut().zip(0_u64..) {
                *byte = u8::try_from((seq.wrapping_mul(31) + place) % 251).unwrap();
            }
        };
        let actor = self.actor.clone();
        verb(&self.engine, &mut Act { actor, now: self.now, effective_at: None, entropy: &mut entropy })
    }

    /// Imports one file.
    pub fn import(&self, text: &str) {
        let files = [ImportFile { name: "file.csv".to_owned(), bytes: text.as_bytes() }];
        let options = ImportOptions { source: "office".to_owned(), ..ImportOptions::default() };
        self.act(|engine, act| {
            let plan = plan(&engine.generation(), &files, &options, &mut act.ids(), &CancelToken::default()).unwrap();
            assert!(plan.summary.refused.is_empty(), "{:?}", plan.summary.refused);
            apply(engine, plan, "file.csv", act).unwrap();
        });
    }

    pub fn page(&self, change: &str) -> ChangePage {
        self.act(|engine, act| page(engine, change, act)).unwrap()
    }

    /// Raises a change; a standard one from the template `Restart`.
    pub fn raised(&self, kind: ChangeKind) -> String {
        let template = (kind == ChangeKind::Standard).then(|| "Restart".to_owned());
        let new = NewChange { title: "A change".to_owned(), kind, template, ..NewChange::default() };
        self.act(|engine, act| raise(engine, &new, act)).unwrap().change.id
    }

    pub fn edit(&self, change: &str, own: ChangeEdit<'static>) -> Done {
        self.act(move |engine, act| edit(engine, change, &own, act))
    }

    pub fn submit(&self, change: &str) -> Done {
        self.act(|engine, act| submit(engine, change, act))
    }

    pub fn assess(&self, change: &str) -> Done {
        self.act(|engine, act| assess_change(engine, change, act))
    }

    /// Approves on the newest analysis that is kept.
    pub fn approve(&self, change: &str, role: &str, service: Option<&str>) -> Done {
        let evidence = self.page(change).analysis.unwrap().hashes.evidence;
        let own = DecisionWords {
            verb: Verb::Approve,
            role: role.to_owned(),
            service: service.map(str::to_owned),
            evidence,
            reason: "agreed".to_owned(),
        };
        self.act(|engine, act| decide(engine, change, &own, act))
    }

    pub fn schedule(&self, change: &str, window: Window) -> Done {
        self.act(|engine, act| schedule(engine, change, window, act))
    }

    pub fn start(&self, change: &str) -> Done {
        self.act(|engine, act| start(engine, change, act))
    }

    pub fn step(&self, change: &str, number: u32, report: &StepReport) -> Done {
        self.act(|engine, act| step(engine, change, number, report, act))
    }

    pub fn finish(&self, change: &str) -> Done {
        self.act(|engine, act| finish(engine, change, false, "", act))
    }

    pub fn close(&self, change: &str, closing: &Closing) -> Done {
        self.act(|engine, act| close(engine, change, closing, act))
    }

    /// Makes a template, as somebody who did not ask for the change.
    pub fn template(&self, change: &str, name: &str) -> Result<cairn_model::Commit, EngineError> {
        self.as_actor("change manager").act(|engine, act| make_template(engine, change, name, act))
    }

    pub fn submitted(&self, kind: ChangeKind, edit: ChangeEdit<'static>) -> String {
        let id = self.raised(kind);
        self.edit(&id, edit).unwrap();
        self.submit(&id).unwrap();
        id
    }

    /// A change whose guards let it be decided on: likelihood 2, records, assumed redundancy waived.
    pub fn assessed(&self, kind: ChangeKind, edit: ChangeEdit<'static>) -> String {
        let id = self.submitted(kind, edit);
        self.made_ready(&id);
        id
    }

    fn made_ready(&self, id: &str) {
        self.edit(id, answers(2)).unwrap();
        if self.page(id).change.kind != ChangeKind::Emergency {
            self.edit(id, records()).unwrap();
            self.as_actor("change manager").edit(id, waive("redundancy_declared")).unwrap();
        }
        assert_eq!(self.assess(id).unwrap().unmet, []);
    }

    pub fn approved(&self, kind: ChangeKind, edit: ChangeEdit<'static>) -> String {
        let id = self.assessed(kind, edit);
        self.decided(&id);
        id
    }

    fn decided(&self, id: &str) {
        for (number, authority) in (1..).zip(self.page(id).undecided) {
            let person = authority.person.unwrap_or_else(|| format!("{} {number}", authority.role));
            self.as_actor(&person).approve(id, &authority.role, authority.service_name.as_deref()).unwrap();
        }
        assert_eq!(self.page(id).change.state, "approved");
    }

    /// A change that may start now.
    pub fn scheduled(&self, kind: ChangeKind, edit: ChangeEdit<'static>) -> String {
        let id = self.approved(kind, edit);
        self.schedule(&id, window(self.now.0, self.now.0 + HOUR)).unwrap();
        id
    }

    /// Takes a draft to where its steps are done.
    pub fn carried_to_start(&self, id: &str) {
        self.submit(id).unwrap();
        self.made_ready(id);
        self.decided(id);
        self.schedule(id, window(self.now.0, self.now.0 + HOUR)).unwrap();
        self.start(id).unwrap();
    }
}
