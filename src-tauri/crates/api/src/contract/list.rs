// The commands of the wire, once. Whoever includes this file says what becomes of the list by declaring `commands!`:
// the contract makes handlers of it, the shell's build script names, `cargo xtask bindings` types for the screen.
//
// kind name(request) -> reply = handler: what answers of it are kept under, what it makes stale.
//
// Tags: desk (which estate is open), estate (its summary), model (classes, types, policy), items (anything that rests
// on items and relationships), changes, baselines, log, jobs.

commands! {
    "Returns what lies on the desk: an open estate, none, or why the last one could not be opened."
    Read desk_state(Nothing) -> desk::state::DeskState = desk::state::state;
    provides [Desk], invalidates [];

    "Creates an estate, empty with the catalogue or with the sample in it, and opens it."
    Job estate_create(desk::state::CreateEstate) -> desk::state::DeskState = desk::state::create;
    provides [], invalidates [Desk, Estate, Model, Items, Changes, Baselines, Log];

    "Opens an estate; what was open before is closed once the new one is there."
    Job estate_open(desk::state::OpenEstate) -> desk::state::DeskState = desk::state::open;
    provides [], invalidates [Desk, Estate, Model, Items, Changes, Baselines, Log];

    "Closes the estate."
    Write estate_close(Nothing) -> desk::state::DeskState = desk::state::close;
    provides [], invalidates [Desk, Estate, Model, Items, Changes, Baselines, Log];

    "Takes an estate off the list of recent ones; the estate itself stays."
    Write recent_forget(desk::state::OpenEstate) -> desk::state::DeskState = desk::state::forget;
    provides [], invalidates [Desk];

    "Asks a job to stop; it answers its own call with a refusal of code `cancelled` once it has."
    Write job_cancel(desk::jobs::CancelRequest) -> desk::jobs::CancelReply = desk::jobs::cancel;
    provides [], invalidates [];

    "Returns what the estate holds, in numbers, and what needs attention."
    Read estate_summary(Nothing) -> wire::summary::Summary = wire::summary::summary;
    provides [Estate, Items, Changes, Log], invalidates [];

    "Returns a window of the records of the log that a question selects, newest first."
    Read log(wire::log::LogRequest) -> wire::log::LogPage = wire::log::log;
    provides [Log], invalidates [];

    "Returns classes, attributes, relationship types, states and the policy of changes, with their words."
    Read model(Nothing) -> wire::model::Model = wire::model::model;
    provides [Model], invalidates [];

    "Returns a window of the items that a question selects, as rows of a table."
    Read items(wire::items::ItemsRequest) -> cairn_engine::explore::ItemRows = wire::items::items;
    provides [Items], invalidates [];

    "Returns how many of the items that a question selects have which value."
    Read item_facets(wire::items::FacetsRequest) -> wire::items::FacetsReply = wire::items::facets;
    provides [Items], invalidates [];

    "Writes the items that a question selects as CSV, with the columns that are seen."
    Job items_export(wire::items::ExportRequest) -> wire::file::FileReply = wire::items::export;
    provides [], invalidates [];

    "Returns everything there is to know of one item."
    Read item(wire::item::ItemRequest) -> wire::item::ItemDetails = wire::item::item;
    provides [Items, Changes], invalidates [];

    "Returns what an outage does: the verdict in a sentence, who is hit, what holds, the four answers, and a map."
    Read impact(wire::impact::ImpactRequest) -> wire::impact::ImpactReply = wire::impact::impact;
    provides [Items], invalidates [];

    "Returns a window of everything an outage hits."
    Read impact_items(wire::impact::ImpactItemsRequest) -> wire::impact::ImpactItems = wire::impact::items;
    provides [Items], invalidates [];

    "Returns why an item is at its level, and why not at a worse one."
    Read impact_why(wire::impact::WhyRequest) -> wire::impact::WhyReply = wire::impact::why;
    provides [Items], invalidates [];

    "Returns what the same outage would have done at an earlier moment, and the records that made the difference."
    Read impact_since(wire::impact::SinceRequest) -> cairn_engine::impact::ImpactSince = wire::impact::since;
    provides [Items, Log], invalidates [];

    "Writes the report of an outage, as PDF or as one page of HTML made to be printed."
    Job impact_report(wire::impact::ReportRequest) -> wire::file::FileReply = wire::impact::report;
    provides [], invalidates [];

    "Returns everything about what is out now: who is hit since when, who can help, what changed lately, in which order it comes up."
    Read outage_sheet(wire::outage::SheetRequest) -> wire::outage::SheetReply = wire::outage::sheet;
    provides [Items, Log], invalidates [];

    "Writes the sheet of what is out, as PDF or as one page of HTML."
    Job outage_save(wire::outage::SheetSave) -> wire::file::FileReply = wire::outage::save;
    provides [], invalidates [];

    "Returns what is left of the error budgets of services, and what used them."
    Read error_budgets(wire::exposure::BudgetsRequest) -> wire::exposure::BudgetsReply = wire::exposure::budgets;
    provides [Items, Changes, Log], invalidates [];

    "Returns the single failures that explain everything that was reported."
    Read causes(wire::outage::CausesRequest) -> cairn_engine::outage::CauseReport = wire::outage::causes;
    provides [Items], invalidates [];

    "Returns what takes services down alone, and tiers that do not fit what falls with an item."
    Read weakness(wire::weakness::WeaknessRequest) -> cairn_engine::weakness::WeaknessReport = wire::weakness::weakness;
    provides [Items], invalidates [];

    "Finds what takes services down in twos, the most important services first."
    Job cut_pairs(wire::weakness::WeaknessRequest) -> cairn_engine::weakness::CutReport = wire::weakness::cuts;
    provides [], invalidates [];

    "Returns what the model leaves open: redundancy nobody declared, requirements that cannot be right, types nobody confirmed."
    Read work_list(wire::weakness::WorkListRequest) -> wire::weakness::WorkListReply = wire::weakness::list;
    provides [Items, Model], invalidates [];

    "Confirms which end of a learned relationship type needs the other, and how much, as one record."
    Write type_confirm(cairn_engine::weakness::TypeConfirmation) -> wire::edit::CommitReply = wire::weakness::confirm;
    provides [], invalidates [Estate, Items, Changes, Model, Log];

    "Returns the map of what is around items: who needs them, and what they need."
    Read map(wire::map::MapRequest) -> cairn_engine::map::MapView = wire::map::map;
    provides [Items], invalidates [];

    "Returns the map of the whole estate: groups with exact counts, and the relationships between them."
    Read estate_map(wire::map::EstateMapRequest) -> cairn_engine::map::MapView = wire::map::whole;
    provides [Items], invalidates [];

    "Writes a map as SVG, PDF, PNG or CSV: the same question as on screen."
    Job map_export(wire::map_export::MapExport) -> wire::file::FileReply = wire::map_export::export;
    provides [], invalidates [];

    "Returns what staged edits of the estate as it is amount to: sentences, the verdict, and the plan to hand back."
    Read edit_preview(wire::edit::PreviewRequest) -> wire::edit::PreviewReply = wire::edit::preview;
    provides [Items], invalidates [];

    "Makes one record of a previewed plan, exactly as it was planned."
    Write edit_commit(wire::edit::CommitRequest) -> wire::edit::CommitReply = wire::edit::commit;
    provides [], invalidates [Estate, Items, Changes, Log];

    "Undoes what a record did, as a record of its own."
    Write edit_undo(wire::edit::UndoRequest) -> wire::edit::CommitReply = wire::edit::undo;
    provides [], invalidates [Estate, Items, Changes, Log];

    "Returns the relationship types that are allowed between two items."
    Read connect_choices(wire::edit::ConnectRequest) -> wire::edit::ConnectReply = wire::edit::choices;
    provides [Items, Model], invalidates [];

    "Records that an item goes out of service, works worse or is back."
    Write operation_set(wire::check::OperationSet) -> crate::OperationReply = wire::check::operation;
    provides [], invalidates [Estate, Items, Changes, Log];

    "Returns outages: what is out now first, then what is ahead, then the past."
    Read outages(wire::outages::OutagesRequest) -> crate::OutageList = wire::outages::list;
    provides [Items, Changes], invalidates [];

    "Returns an outage with its items, the services it hits, what may be done with it, and what was recorded of it."
    Read outage(wire::outages::OutageId) -> wire::outages::OutageView = wire::outages::show;
    provides [Items, Changes], invalidates [];

    "Enters an outage: announced, open with its items out, or over already."
    Write outage_create(crate::OutageRequest) -> wire::outages::OutageDone = wire::outages::create;
    provides [], invalidates [Estate, Items, Changes, Log];

    "Corrects an outage, or adds to it; while it is open its items follow."
    Write outage_edit(wire::outages::OutageEditBody) -> wire::outages::OutageDone = wire::outages::edit;
    provides [], invalidates [Estate, Items, Changes, Log];

    "Takes an outage onwards: it begins, is over, is closed, or does not come about."
    Write outage_move(wire::outages::OutageMoveBody) -> wire::outages::OutageDone = wire::outages::go_on;
    provides [], invalidates [Estate, Items, Changes, Log];

    "Returns every change, newest first, and the templates of standard changes."
    Read changes(wire::change_page::ChangesRequest) -> crate::ChangeList = wire::change_page::changes;
    provides [Changes], invalidates [];

    "Returns a change with everything there is to know of it."
    Read change(wire::change_page::ChangeRequest) -> wire::change_page::ChangeView = wire::change_page::change;
    provides [Changes, Items], invalidates [];

    "Returns the map of the worst step of a change, and what held."
    Read change_map(wire::change_page::ChangeRequest) -> wire::change_page::ChangeMapReply = wire::change_page::map;
    provides [Changes, Items], invalidates [];

    "Returns what a change would use of the error budgets of services, as planned and if it fails."
    Read change_exposure(wire::change_page::ChangeRequest) -> wire::exposure::ChangeExposureReply = wire::exposure::change;
    provides [Changes, Items, Log], invalidates [];

    "Writes the report of a change as one page of HTML, made to be printed."
    Job change_report(wire::change_page::ChangeReportRequest) -> wire::file::FileReply = wire::change_page::report;
    provides [], invalidates [];

    "Raises a change."
    Write change_create(wire::change::ChangeCreate) -> wire::said::ChangeOutcome = wire::change::create;
    provides [], invalidates [Changes, Estate, Log];

    "Edits a change: its records, its steps, what is planned."
    Write change_edit(wire::change::ChangeEditBody) -> wire::said::ChangeOutcome = wire::change::edit;
    provides [], invalidates [Changes, Estate, Log, Items];

    "Returns what an edit of a change would add to its plan, and what the whole plan would do; nothing is written."
    Read change_preview(wire::change::ChangeEditBody) -> wire::change::WhatIfReply = wire::change::preview;
    provides [Changes, Items], invalidates [];

    "Hands a draft over to be assessed."
    Write change_submit(wire::change_page::ChangeRequest) -> wire::said::ChangeOutcome = wire::change::submit;
    provides [], invalidates [Changes, Estate, Log];

    "Analyses a change and keeps the analysis; a submitted one goes on to be decided on."
    Write change_assess(wire::change_page::ChangeRequest) -> wire::said::ChangeOutcome = wire::change::assess;
    provides [], invalidates [Changes, Estate, Log];

    "Records a decision on evidence."
    Write change_decide(wire::change::ChangeDecide) -> wire::said::ChangeOutcome = wire::change::decide;
    provides [], invalidates [Changes, Estate, Log];

    "Sets or moves the window of an approved change."
    Write change_schedule(wire::change::ChangeSchedule) -> wire::said::ChangeOutcome = wire::change::schedule;
    provides [], invalidates [Changes, Estate, Log];

    "Starts a scheduled change: seals a baseline."
    Write change_start(wire::change_page::ChangeRequest) -> wire::said::ChangeOutcome = wire::change::start;
    provides [], invalidates [Changes, Estate, Log, Baselines];

    "Records what came of a step; one that is done becomes one record of its edits."
    Write change_step(wire::change::ChangeStepBody) -> wire::said::ChangeOutcome = wire::change::step;
    provides [], invalidates [Changes, Estate, Log, Items];

    "Ends the doing of a change."
    Write change_finish(wire::change::ChangeFinish) -> wire::said::ChangeOutcome = wire::change::finish;
    provides [], invalidates [Changes, Estate, Log];

    "Closes a change."
    Write change_close(wire::change::ChangeClose) -> wire::said::ChangeOutcome = wire::change::close;
    provides [], invalidates [Changes, Estate, Log];

    "Gives a change up."
    Write change_cancel(wire::change::ChangeCancel) -> wire::said::ChangeOutcome = wire::change::cancel;
    provides [], invalidates [Changes, Estate, Log];

    "Returns what changes whose windows overlap do to each other, and each to the calendar."
    Read collisions(wire::calendar::CollisionsRequest) -> wire::calendar::CollisionsReply = wire::calendar::collisions;
    provides [Changes, Items], invalidates [];

    "Returns what a change would collide with in another window; nothing is written."
    Read collide_if(wire::calendar::CollideIfRequest) -> wire::calendar::CollisionsReply = wire::calendar::collide_if;
    provides [Changes, Items], invalidates [];

    "Returns the forward schedule of a period: changes, collisions, freezes, maintenance windows."
    Read calendar(wire::calendar::CalendarRequest) -> wire::calendar::CalendarReply = wire::calendar::calendar;
    provides [Changes, Items], invalidates [];

    "Writes the forward schedule as PDF, as one page of HTML, or as iCalendar."
    Job calendar_save(wire::calendar::CalendarSave) -> wire::file::FileReply = wire::calendar::save;
    provides [], invalidates [];

    "Returns the earliest window in which a change collides with nothing."
    Read slot(wire::calendar::SlotRequest) -> wire::calendar::SlotReply = wire::calendar::slot;
    provides [Changes, Items], invalidates [];

    "Enters or removes a freeze or a maintenance window."
    Write calendar_edit(wire::calendar::CalendarEdit) -> crate::RuleReply = wire::calendar::edit;
    provides [], invalidates [Changes, Estate, Log];

    "Makes a template for standard changes of a closed change."
    Write change_template(wire::change::TemplateCreate) -> wire::change::TemplateReply = wire::change::template;
    provides [], invalidates [Changes, Log];

    "Returns what edits and outages would do to the estate as it is, without a change."
    Read what_if(wire::change::WhatIfRequest) -> wire::change::WhatIfReply = wire::change::what_if;
    provides [Items], invalidates [];

    "Returns every kept what-if, the one that was edited last first."
    Read what_ifs(Nothing) -> crate::WhatIfList = wire::what_if::list;
    provides [Changes], invalidates [];

    "Returns a kept what-if: its edits, and the estate before, during and after them, side by side."
    Read what_if_show(wire::what_if::WhatIfId) -> wire::what_if::WhatIfView = wire::what_if::show;
    provides [Changes, Items], invalidates [];

    "Returns the map of the worst step of a kept what-if, and what held."
    Read what_if_map(wire::what_if::WhatIfId) -> wire::change_page::ChangeMapReply = wire::what_if::map;
    provides [Changes, Items], invalidates [];

    "Keeps a what-if under a name."
    Write what_if_keep(wire::what_if::WhatIfKeep) -> wire::what_if::WhatIfDone = wire::what_if::keep;
    provides [], invalidates [Changes, Estate, Log];

    "Edits a kept what-if: its name, its note, its steps, what is planned."
    Write what_if_edit(wire::what_if::WhatIfEditBody) -> wire::what_if::WhatIfDone = wire::what_if::edit;
    provides [], invalidates [Changes, Estate, Log];

    "Keeps a copy of a what-if under another name."
    Write what_if_duplicate(wire::what_if::WhatIfCopy) -> wire::what_if::WhatIfDone = wire::what_if::duplicate;
    provides [], invalidates [Changes, Estate, Log];

    "Deletes a kept what-if."
    Write what_if_delete(wire::what_if::WhatIfId) -> wire::what_if::WhatIfDone = wire::what_if::delete;
    provides [], invalidates [Changes, Estate, Log];

    "Bases what a kept what-if plans on the estate as it is, and names what still contradicts it."
    Write what_if_update(wire::what_if::WhatIfId) -> wire::what_if::WhatIfDone = wire::what_if::update;
    provides [], invalidates [Changes, Estate, Log];

    "Raises a change of what a kept what-if plans."
    Write what_if_to_change(wire::what_if::WhatIfToChange) -> wire::said::ChangeOutcome = wire::what_if::to_change;
    provides [], invalidates [Changes, Estate, Log];

    "Returns every baseline, or those that are asked for, the one of the newest record first."
    Read baselines(crate::BaselinesRequest) -> crate::BaselinesReply = wire::baseline::list;
    provides [Baselines], invalidates [];

    "Creates a baseline."
    Write baseline_create(wire::baseline::BaselineCreate) -> crate::BaselineReply = wire::baseline::create;
    provides [], invalidates [Baselines, Estate, Log];

    "Returns what changed between two moments: counts first, then a window of lines."
    Read compare(wire::baseline::CompareRequest) -> wire::baseline::CompareReply = wire::baseline::compare;
    provides [Items, Baselines, Log], invalidates [];

    "Returns the columns of files, what each is taken for, and a few of their values."
    Read import_columns(wire::import::ImportPreview) -> wire::import::ImportColumns = wire::import::columns;
    provides [Model], invalidates [];

    "Returns what importing files would do; nothing is written."
    Job import_preview(wire::import::ImportPreview) -> wire::import::ImportReply = wire::import::preview;
    provides [], invalidates [];

    "Imports files as they were previewed, as one record."
    Job import_apply(wire::import::ImportApply) -> wire::import::ImportReply = wire::import::apply;
    provides [], invalidates [Estate, Items, Changes, Log, Model];

    "Writes a snapshot of the estate."
    Job snapshot_export(wire::snapshot::SnapshotExport) -> wire::snapshot::SnapshotExportReply = wire::snapshot::export;
    provides [], invalidates [];

    "Says whether a snapshot belongs together."
    Job snapshot_check(wire::snapshot::SnapshotCheck) -> crate::SnapshotCheckReply = wire::snapshot::check;
    provides [], invalidates [];

    "Makes a new estate of a snapshot; it is not opened."
    Job snapshot_import(wire::snapshot::SnapshotImport) -> crate::SnapshotImportReply = wire::snapshot::import;
    provides [], invalidates [];

    "Says whether everything stored belongs together."
    Job estate_check(Nothing) -> crate::CheckReply = wire::check::check;
    provides [], invalidates [];

    "Returns how far the estate has come, to be kept elsewhere."
    Read checkpoint(Nothing) -> crate::Checkpoint = wire::checkpoint::checkpoint;
    provides [Log], invalidates [];

    "Writes how far the estate has come into a file."
    Job checkpoint_save(wire::checkpoint::CheckpointSave) -> wire::file::FileReply = wire::checkpoint::save;
    provides [], invalidates [];

    "Says how the estate stands to a checkpoint, and whether everything stored belongs together."
    Job checkpoint_compare(wire::checkpoint::CheckpointCompare) -> wire::checkpoint::ComparedCheckpoint = wire::checkpoint::compare;
    provides [], invalidates [];

    "Writes the whole log as text, from which anybody can compute every hash."
    Job log_export(wire::checkpoint::LogExport) -> crate::LogExportReply = wire::checkpoint::log_export;
    provides [], invalidates [];

    "Returns what taking a record back would do, and what is in its way."
    Read revert_preview(wire::taken_back::RevertPreview) -> wire::taken_back::RevertPreviewReply = wire::taken_back::revert_preview;
    provides [Log, Items], invalidates [];

    "Takes back what a record or a step did, as a record of its own."
    Write revert(wire::taken_back::Revert) -> crate::RevertReply = wire::taken_back::revert;
    provides [], invalidates [Estate, Items, Changes, Log];

    "Returns from where a value would go for good, and where else the same text stands."
    Read purge_preview(wire::taken_back::PurgePreview) -> wire::taken_back::PurgePreviewReply = wire::taken_back::purge_preview;
    provides [Log, Items], invalidates [];

    "Removes a value for good; two people answer for it."
    Write purge(wire::taken_back::PurgeValue) -> crate::PurgeReply = wire::taken_back::purge;
    provides [], invalidates [Estate, Items, Changes, Log];

    "Returns how the estate is cared for: its schedule, the last back-up, the next one."
    Read care(wire::care::CareRequest) -> wire::care::CareReply = wire::care::care;
    provides [Desk], invalidates [];

    "Says when to back up from now on."
    Write care_schedule(wire::care::CareSchedule) -> Nothing = wire::care::schedule;
    provides [], invalidates [Desk];

    "Writes a back-up, checks it as it lies there, and removes the oldest ones."
    Job backup(wire::care::Backup) -> crate::BackupReply = wire::care::backup;
    provides [], invalidates [Desk];

    "Makes a replica the original, of a line of records of its own."
    Write take_over(wire::care::TakeOver) -> crate::TakeOverReply = wire::care::take_over;
    provides [], invalidates [Desk, Estate, Log];

    "Makes the database anew of what it holds; nobody uses the estate meanwhile."
    Job compact(Nothing) -> crate::CompactReply = wire::care::compact;
    provides [], invalidates [Desk, Estate];

    "Makes a new estate of every record that can be read of a damaged one, which is only read."
    Job salvage(wire::trouble::Salvage) -> crate::SalvageReply = wire::trouble::salvage;
    provides [], invalidates [];

    "Writes what the makers need to know: numbers and codes, nothing of what the estate holds."
    Job diagnostics(wire::trouble::DiagnosticsSave) -> wire::file::FileReply = wire::trouble::diagnostics;
    provides [], invalidates [];
}
