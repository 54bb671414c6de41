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

    "Returns the newest records of the log."
    Read log(wire::summary::LogRequest) -> crate::LogReply = wire::summary::log;
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

    "Writes the report of an outage as one page of HTML, made to be printed."
    Job impact_report(wire::impact::ReportRequest) -> wire::file::FileReply = wire::impact::report;
    provides [], invalidates [];

    "Returns the map of what is around items: who needs them, and what they need."
    Read map(wire::map::MapRequest) -> cairn_engine::map::MapView = wire::map::map;
    provides [Items], invalidates [];
}
