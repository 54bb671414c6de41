//! What changes do to each other, freezes and maintenance windows, the next free slot, and the forward schedule.

use serde_json::{Value, json};

use crate::changes::desk::{ANSWERS, Desk, IMPLEMENTER, MANAGER, RECORDS, REQUESTER};
use crate::common::{Scene, assert_says, each};

/// A service that needs a rack which needs `needed` of four UPS; another one on a server of its own.
fn estate(needed: u32) -> Desk {
    let scene = Scene::empty();
    scene.file(
        "items.csv",
        "id,class,name,status,tier\n\
         north,site,North,live,\nu1,ups,UPS 1,live,\nu2,ups,UPS 2,live,\nu3,ups,UPS 3,live,\nu4,ups,UPS 4,live,\n\
         rack,rack,Rack,live,\nsrv,server,Alpha,live,\npay,business_service,Payments,live,1\n\
         srv2,server,Beta,live,\nwiki,business_service,Wiki,live,4\n",
    );
    let feeds: String = (1..=4).map(|ups| format!("rack,powered_by,u{ups},power,{needed}\n")).collect();
    scene.file(
        "rel.csv",
        format!(
            "from,type,to,label,min_up\n{feeds}srv,located_in,rack,,\nrack,located_in,north,,\npay,depends_on,srv,,\n\
             srv2,located_in,north,,\nwiki,depends_on,srv2,,\n"
        ),
    );
    scene.done(&["import", "items.csv", "rel.csv"]);
    Desk { scene }
}

/// Raises a change with a window proposed and submits it; returns its id.
fn proposed(desk: &Desk, edits: &[&str], start: &str, end: &str) -> String {
    let window = ["--window-start", start, "--window-end", end];
    let id = desk.submitted(&[], &[edits, &window[..]].concat());
    desk.assessed(&id);
    id
}

fn approved(desk: &Desk, edits: &[&str], start: &str, end: &str) -> String {
    let id = proposed(desk, edits, start, end);
    assert_eq!(desk.approved(&id), "approved");
    id
}

/// Has everybody but the last decide who has to; returns who that is, and the words of the decision.
fn last_decision(desk: &Desk, id: &str) -> (String, Vec<String>) {
    let page = desk.show(id);
    let evidence = page["analysis"]["hashes"]["evidence"].as_str().unwrap()[..16].to_owned();
    let undecided = page["undecided"].as_array().unwrap();
    let of = |number: usize, place: &Value| {
        let role = place["role"].as_str().unwrap();
        let words = ["change", "decide", id, "--approve", "--as", role, "--reason", "agreed", "--evidence", &evidence];
        let service = place["service_name"].as_str().into_iter().flat_map(|name| ["--for", name]);
        (format!("{role} {number}"), words.into_iter().chain(service).map(str::to_owned).collect::<Vec<_>>())
    };
    let mut decisions: Vec<_> = undecided.iter().enumerate().map(|(number, place)| of(number, place)).collect();
    let last = decisions.pop().unwrap();
    for (person, words) in decisions {
        desk.done(&person, &strs(&words));
    }
    last
}

fn strs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

fn kinds(report: &Value) -> Vec<&str> {
    each(&report["collisions"], "kind")
}

#[test]
fn two_maintenances_that_are_safe_alone_are_an_outage_together() {
    let desk = estate(3);
    let first = approved(&desk, &["--out", "u1", "--minutes", "60"], "2090-01-10T10:00:00Z", "2090-01-10T12:00:00Z");
    let second = proposed(&desk, &["--out", "u2", "--minutes", "60"], "2090-01-10T10:30:00Z", "2090-01-10T12:00:00Z");
    for id in [&first, &second] {
        assert_eq!(desk.show(id)["analysis"]["steps"][0]["as_planned"]["services_down"], json!([]));
    }
    let report = desk.found(MANAGER, &["collisions"]);
    assert_eq!(kinds(&report), ["c4"]);
    let own = &report["collisions"][0];
    assert_eq!(own["changes"], json!([first, second]));
    assert_eq!((&own["blocks"], &own["proposed"], &own["minutes"]), (&json!(true), &json!(true), &json!(30)));
    assert_eq!(own["start"], "2090-01-10T10:30:00.000Z");
    assert_eq!(own["end"], "2090-01-10T11:00:00.000Z");
    assert_eq!(each(&own["items"], "name"), ["Payments", "Alpha", "Rack"]);
    assert_eq!(each(&own["items"], "level"), ["down", "down", "down"]);
    let said = desk.scene.found(&["collisions", &second]);
    assert_says(
        &said,
        &["C4 (blocks)", &first, &second, "Payments", "Rack", "Alpha", "30 minutes", "awaits a decision"],
    );
    assert_says(&desk.scene.found(&["collisions", "--lang", "zh-HK"]), &["須先解決", "停止服務", "30 分鐘"]);

    // The statement that the standard asks for about other changes says it, with what it would take down.
    let statements = desk.show(&second)["statements"].clone();
    let codes = |place: usize| each(&statements[place]["generated"], "code").join(" ");
    assert_eq!(statements[4]["id"], "other_changes");
    assert!(codes(4).starts_with("collision-together statement-"), "{}", codes(4));
    assert_says(
        &desk.scene.done(&["change", "show", &second]),
        &["have an effect that fewer of them do not have", "Payments"],
    );

    // It is not approved like this, and is in its next free slot.
    let (last, decide) = last_decision(&desk, &second);
    desk.refused(&last, &strs(&decide), &["only together", &first, "Payments", "--waive no_joint_outage"]);
    let slot = desk.done(MANAGER, &["change", "slot", &second, "--after", "2090-01-10T10:00:00Z"]);
    assert_eq!(slot["window"]["start"], "2090-01-10T11:00:00.000Z");
    assert_eq!(slot["window"]["end"], "2090-01-10T12:30:00.000Z");
    let window = ["--window-start", "2090-01-10T11:00:00Z", "--window-end", "2090-01-10T12:30:00Z"];
    desk.done(REQUESTER, &[&["change", "edit", &second], &window[..]].concat());
    assert_eq!(desk.done(MANAGER, &["collisions"])["collisions"], json!([]));
    desk.done(&last, &strs(&decide));
    assert_eq!(desk.state(&second), "approved");
    // Scheduling looks again.
    let back = ["--start", "2090-01-10T10:30:00Z", "--end", "2090-01-10T12:00:00Z"];
    desk.refused(MANAGER, &[&["change", "schedule", &second], &back[..]].concat(), &["only together", &first]);
    let free = ["--start", "2090-01-10T11:00:00Z", "--end", "2090-01-10T12:30:00Z"];
    assert_eq!(desk.done(MANAGER, &[&["change", "schedule", &second], &free[..]].concat())["state"], "scheduled");
    desk.refused(MANAGER, &[&["change", "edit", &second], &window[..]].concat(), &["change schedule"]);
}

#[test]
fn three_that_only_together_are_an_outage_are_one_collision() {
    let desk = estate(2);
    let at = ("2090-01-10T10:00:00Z", "2090-01-10T12:00:00Z");
    let ids: Vec<String> =
        ["u1", "u2", "u3"].iter().map(|ups| proposed(&desk, &["--out", ups, "--minutes", "0"], at.0, at.1)).collect();
    let report = desk.found(MANAGER, &["collisions"]);
    assert_eq!(kinds(&report), ["c4"], "{report}");
    assert_eq!(report["collisions"][0]["changes"], json!(ids));
    assert_eq!(report["collisions"][0]["minutes"], 120);
    // Nobody said how long they take: they count for the whole window.
    assert_eq!(report["changes"][0]["spread"], true);
    // Any two of them are none.
    desk.done(MANAGER, &["change", "cancel", &ids[1], "--reason", "not now"]);
    assert_eq!(desk.done(MANAGER, &["collisions"])["collisions"], json!([]));
}

#[test]
fn what_changes_share_is_named_by_kind() {
    let desk = estate(3);
    let at = ("2090-01-10T10:00:00Z", "2090-01-10T11:00:00Z");
    let one = proposed(&desk, &["--degrade", "srv2"], at.0, at.1);
    let same = proposed(&desk, &["--set", "srv2", "name", "Beta 2"], at.0, at.1);
    let hit = proposed(&desk, &["--set", "wiki", "name", "Wiki 2"], at.0, at.1);
    let report = desk.found(MANAGER, &["collisions", &one]);
    let of = |kind: &str| {
        let own = report["collisions"].as_array().unwrap().iter().find(|own| own["kind"] == kind).unwrap();
        (own["changes"].clone(), each(&own["items"], "name").join(" "))
    };
    assert_eq!(of("c1"), (json!([one, same]), "Beta".to_owned()));
    assert_eq!(of("c2"), (json!([one, hit]), "Wiki".to_owned()));
    // Each takes thirty minutes.
    let slot = desk.done(MANAGER, &["change", "slot", &one, "--after", at.0]);
    assert_eq!(slot["window"]["start"], "2090-01-10T10:30:00.000Z");
    let other = proposed(&desk, &["--out", "wiki"], at.0, at.1);
    let report = desk.found(MANAGER, &["collisions", &one, "--from", at.0, "--to", at.1]);
    let third = report["collisions"].as_array().unwrap().iter().find(|own| own["kind"] == "c3").unwrap().clone();
    assert_eq!(third["changes"], json!([one, other]));
    assert_eq!((each(&third["items"], "name"), each(&third["items"], "level")), (vec!["Wiki"], vec!["down"]));
    // What ends when another begins does not overlap it.
    desk.done(REQUESTER, &["change", "edit", &other, "--window-start", at.1, "--window-end", "2090-01-10T12:00:00Z"]);
    assert!(!kinds(&desk.found(MANAGER, &["collisions", &one])).contains(&"c3"));
    desk.refused(MANAGER, &["collisions", "CHG-99"], &["CHG-99"]);
    desk.refused(MANAGER, &["collisions", "--from", at.1, "--to", at.0], &["before the start"]);
    desk.refused(MANAGER, &["collisions", "--at", "2"], &["--at"]);
}

#[test]
fn steps_collide_while_they_are_done_and_not_before() {
    let desk = estate(3);
    let id = proposed(&desk, &["--out", "u1", "--minutes", "60"], "2090-01-10T10:00:00Z", "2090-01-10T13:00:00Z");
    desk.done(REQUESTER, &["change", "edit", &id, "--new-step", "the other", "--out", "srv2", "--minutes", "60"]);
    desk.done(MANAGER, &["change", "assess", &id]);
    let beside = |start: &str, end: &str| {
        let other = proposed(&desk, &["--out", "u2", "--minutes", "30"], start, end);
        let report = desk.scene.on_estate(&["collisions", &other, "--json"]);
        desk.done(MANAGER, &["change", "cancel", &other, "--reason", "tried"]);
        let report: Value = serde_json::from_str(&report.out).unwrap();
        report["collisions"].as_array().unwrap().iter().map(|own| own["steps"].clone()).collect::<Vec<_>>()
    };
    let steps = beside("2090-01-10T10:15:00Z", "2090-01-10T11:00:00Z");
    assert_eq!(steps.len(), 1);
    assert_eq!(steps[0][0], json!({ "change": id, "step": 1 }));
    assert_eq!(beside("2090-01-10T11:00:00Z", "2090-01-10T11:30:00Z"), Vec::<Value>::new());
    // A window that is shorter than the step: it counts for all of it.
    assert_eq!(beside("2090-01-10T10:50:00Z", "2090-01-10T11:10:00Z").len(), 1);
}

#[test]
fn what_an_earlier_step_took_away_counts_and_what_it_replaced_does_not() {
    let at = ["--window-start", "2090-01-10T10:00:00Z", "--window-end", "2090-01-10T12:00:00Z"];
    // While the second step is done, the first is over and its UPS gone, or replaced.
    let beside = ["--window-start", "2090-01-10T11:10:00Z", "--window-end", "2090-01-10T11:40:00Z"];
    let check = |first: &[&str], expected: &[&str]| {
        let desk = estate(3);
        let id = desk.submitted(&[], &[first, &["--minutes", "60"], &at[..]].concat());
        desk.done(REQUESTER, &["change", "edit", &id, "--new-step", "later", "--out", "srv2", "--minutes", "60"]);
        let other = desk.submitted(&[], &[&["--out", "u2", "--minutes", "30"][..], &beside[..]].concat());
        let report = desk.scene.on_estate(&["collisions", &id, &other, "--json"]);
        let report: Value = serde_json::from_str(&report.out).unwrap();
        assert_eq!(kinds(&report), expected, "{first:?}: {report}");
        if let Some(own) = report["collisions"].as_array().unwrap().first() {
            assert_eq!(own["steps"][0], json!({ "change": id, "step": 2 }));
        }
    };
    check(&["--retire", "u1"], &["c4"]);
    check(&["--disconnect", "rack", "powered_by", "u1", "power"], &["c4"]);
    check(&["--add", "ups", "UPS 5", "--replace", "u1", "UPS 5"], &[]);
    check(&["--out", "u1"], &[]);
}

#[test]
fn a_freeze_holds_up_what_it_covers_until_somebody_else_waives_it() {
    let desk = estate(3);
    let freeze = ["--start", "2090-12-24T00:00:00Z", "--end", "2091-01-02T00:00:00Z", "--reason", "year end"];
    let first = desk.done(MANAGER, &[&["calendar", "freeze", "add"], &freeze[..], &["--services", "wiki"]].concat());
    let freeze_id = first["id"].as_str().unwrap();
    let at = ("2090-12-31T22:00:00Z", "2090-12-31T23:00:00Z");
    let id = proposed(&desk, &["--degrade", "srv2", "--implementer", IMPLEMENTER], at.0, at.1);
    let other = proposed(&desk, &["--out", "u1"], at.0, at.1);
    let report = desk.found(MANAGER, &["collisions", &id]);
    assert_eq!(kinds(&report), ["c5"]);
    assert_eq!(
        (&report["collisions"][0]["freeze"], &report["collisions"][0]["minutes"]),
        (&json!(freeze_id), &json!(30))
    );
    let statements = desk.show(&id)["statements"].clone();
    let said = each(&statements[2]["generated"], "code").join(" ");
    assert_eq!(
        (&statements[2]["id"], said.ends_with("collision-freeze")),
        (&json!("policies_and_plans"), true),
        "{said}"
    );
    // What degrades no service that is covered goes on.
    assert_eq!(desk.approved(&other), "approved");
    let (last, decide) = last_decision(&desk, &id);
    desk.refused(&last, &strs(&decide), &[freeze_id, "year end", "Wiki", "--waive not_frozen"]);
    let waive = ["change", "edit", &id, "--waive", "not_frozen=agreed with the owner"];
    desk.refused(REQUESTER, &waive, &["Somebody else has to"]);
    desk.refused(IMPLEMENTER, &waive, &["Somebody else has to"]);
    desk.refused("owner", &["change", "edit", &id, "--waive", "no_joint_outage=x"], &["nothing to waive"]);
    desk.done("owner", &waive);
    desk.done(&last, &strs(&decide));
    assert_eq!(desk.state(&id), "approved");
    assert_eq!(desk.show(&id)["change"]["waivers"][0]["covers"], json!([format!("c5:{id}@{freeze_id}")]));

    // A freeze that comes later was not waived; once it is removed nothing is in the way.
    let later = desk.done(MANAGER, &[&["calendar", "freeze", "add"], &freeze[..], &["--site", "north"]].concat());
    let later = later["id"].as_str().unwrap();
    let schedule = ["change", "schedule", &id, "--start", at.0, "--end", at.1];
    desk.refused(MANAGER, &schedule, &[later]);
    assert_says(&desk.scene.done(&["calendar", "freeze", "list"]), &[freeze_id, later, "located in SIT-", "Wiki"]);
    desk.refused(MANAGER, &["calendar", "freeze", "remove", "FRZ-9", "--reason", "x"], &["FRZ-9", freeze_id]);
    desk.done(MANAGER, &["calendar", "freeze", "remove", later, "--reason", "by mistake"]);
    assert_eq!(desk.done(MANAGER, &schedule)["state"], "scheduled");
    let slot = desk.done(MANAGER, &["change", "slot", &id, "--after", at.0]);
    assert_eq!(slot["window"]["start"], "2091-01-02T00:00:00.000Z");
    let wrong = ["--start", "2091-01-02T00:00:00Z", "--end", "2090-12-24T00:00:00Z", "--reason", "year end"];
    desk.refused(MANAGER, &[&["calendar", "freeze", "add"], &wrong[..]].concat(), &["before the start"]);
}

#[test]
fn what_lies_outside_of_a_maintenance_window_is_said_and_the_slot_lies_inside() {
    let desk = estate(3);
    let night = ["--days", "sun", "--start", "02:00", "--minutes", "240", "--zone", "Asia/Hong_Kong"];
    desk.done(MANAGER, &[&["calendar", "window", "add", "Night"], &night[..], &["--services", "wiki"]].concat());
    // 2090-01-08 is a Sunday: the window is open from Saturday 18:00 to 22:00 UTC.
    let id = proposed(&desk, &["--degrade", "srv2", "--minutes", "60"], "2090-01-07T21:30:00Z", "2090-01-07T22:30:00Z");
    let report = desk.found(MANAGER, &["collisions", &id]);
    assert_eq!(kinds(&report), ["c6"]);
    let own = &report["collisions"][0];
    assert_eq!(
        (&own["blocks"], &own["minutes"], &own["start"]),
        (&json!(false), &json!(30), &json!("2090-01-07T22:00:00.000Z"))
    );
    let slot = desk.done(MANAGER, &["change", "slot", &id, "--after", "2090-01-07T21:30:00Z"]);
    assert_eq!(slot["window"]["start"], "2090-01-14T18:00:00.000Z");
    let slot = desk.done(MANAGER, &["change", "slot", &id, "--after", "2090-01-07T20:00:30Z"]);
    assert_eq!(slot["window"]["start"], "2090-01-07T20:01:00.000Z");
    // Payments has no maintenance window: any time will do.
    let free = proposed(&desk, &["--degrade", "srv"], "2090-01-09T10:00:00Z", "2090-01-09T11:00:00Z");
    assert_eq!(desk.done(MANAGER, &["collisions", &free])["collisions"], json!([]));
    // A window that is too long for the maintenance window fits nowhere, and it is said how far was looked.
    let long =
        proposed(&desk, &["--degrade", "srv2", "--minutes", "600"], "2090-03-01T10:00:00Z", "2090-03-01T20:00:00Z");
    let slot = desk.found(MANAGER, &["change", "slot", &long, "--after", "2090-03-01T00:00:00Z"]);
    assert_eq!((slot.get("window"), &slot["until"]), (None, &json!("2090-05-30T00:00:00.000Z")));
    assert_says(&desk.scene.found(&["change", "slot", &long]), &["later was not looked at"]);
    let wrong = ["--days", "sun", "--start", "02:00", "--minutes", "240", "--zone", "Mars/Base"];
    desk.refused(
        MANAGER,
        &[&["calendar", "window", "add", "Night"], &wrong[..]].concat(),
        &["Mars/Base", "Asia/Hong_Kong"],
    );
    let wrong = ["--days", "sun", "--start", "25:00", "--minutes", "240", "--zone", "UTC"];
    desk.refused(MANAGER, &[&["calendar", "window", "add", "Night"], &wrong[..]].concat(), &["25:00", "22:30"]);
    let wrong = ["--days", "someday", "--start", "2:00", "--minutes", "240", "--zone", "UTC"];
    desk.refused(MANAGER, &[&["calendar", "window", "add", "Night"], &wrong[..]].concat(), &["mon, tue"]);
    let none = desk.done(REQUESTER, &["change", "new", "Nothing yet"])["id"].as_str().unwrap().to_owned();
    desk.refused(MANAGER, &["collisions", &none], &["has no window"]);
    desk.refused(MANAGER, &["change", "slot", &none], &["how long"]);
}

/// Reads iCalendar as RFC 5545 says: the properties of each event, unfolded and unescaped.
fn events(text: &str) -> Vec<Vec<(String, String)>> {
    assert!(text.split_terminator("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
    assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    let unfolded = text.replace("\r\n ", "");
    let mut events = Vec::new();
    for line in unfolded.split_terminator("\r\n") {
        let (name, value) = line.split_once(':').unwrap();
        match (name, value) {
            ("BEGIN", "VEVENT") => events.push(Vec::new()),
            (name, value) if !events.is_empty() => {
                let value = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
                events.last_mut().unwrap().push((name.to_owned(), value));
            }
            _ => {}
        }
    }
    events
}

fn property<'e>(event: &'e [(String, String)], name: &str) -> &'e str {
    &event.iter().find(|(own, _)| own == name).unwrap().1
}

#[test]
fn the_schedule_is_read_back_from_its_file() {
    let desk = estate(3);
    let at = ("2090-01-07T21:30:00Z", "2090-01-07T22:30:00Z");
    let first = approved(
        &desk,
        &["--out", "u1", "--title", "UPS 1; first, with a rather long title for one line 電力"],
        at.0,
        at.1,
    );
    let second = proposed(&desk, &["--out", "u2"], at.0, at.1);
    let freeze = ["--start", "2090-01-10T00:00:00Z", "--end", "2090-01-12T00:00:00Z", "--reason", "audit"];
    desk.done(MANAGER, &[&["calendar", "freeze", "add"], &freeze[..]].concat());
    let night = ["--days", "sun,wed", "--start", "02:00", "--minutes", "60", "--zone", "Asia/Hong_Kong"];
    desk.done(MANAGER, &[&["calendar", "window", "add", "Night"], &night[..]].concat());
    let period = ["--from", "2090-01-01T00:00:00Z", "--to", "2090-01-31T00:00:00Z"];
    desk.scene.done(&[&["calendar"], &period[..], &["--ics", "a.ics", "--html", "a.html"]].concat());
    let text = desk.scene.read("a.ics");
    let found = events(&text);
    let by = |start: &str| found.iter().filter(|own| property(own, "UID").starts_with(start)).collect::<Vec<_>>();
    let [change] = by(&first)[..] else { panic!("{text}") };
    assert_eq!((property(change, "DTSTART"), property(change, "DTEND")), ("20900107T213000Z", "20900107T223000Z"));
    assert_eq!(
        property(change, "SUMMARY"),
        format!("{first} UPS 1; first, with a rather long title for one line 電力")
    );
    assert_says(property(change, "DESCRIPTION"), &["C4 (blocks)", &second]);
    assert_eq!(property(change, "STATUS"), "CONFIRMED");
    assert_eq!(property(by(&second)[0], "STATUS"), "TENTATIVE");
    assert_eq!(property(by("FRZ-")[0], "DTEND"), "20900112T000000Z");
    assert_eq!(by("MWN-").len(), 8, "{text}");
    let mut uids: Vec<&str> = found.iter().map(|own| property(own, "UID")).collect();
    uids.sort_unstable();
    uids.dedup();
    assert_eq!(uids.len(), found.len());
    // The same again has the same ids.
    desk.scene.done(&[&["calendar"], &period[..], &["--ics", "b.ics"]].concat());
    let again = events(&desk.scene.read("b.ics"));
    let uids = |events: &[Vec<(String, String)>]| -> Vec<String> {
        events.iter().map(|own| property(own, "UID").to_owned()).collect()
    };
    assert_eq!(uids(&again), uids(&found));
    let page = desk.scene.read("a.html");
    assert_says(&page, &["Forward schedule of changes", &first, "C4", "Freezes", "audit", "Night", "Asia/Hong_Kong"]);
    assert!(!page.contains("<script") && page.contains("default-src 'none'"));
    let said = desk.scene.done(&[&["calendar"], &period[..]].concat());
    assert_says(&said, &[&first, &second, "approved", "awaiting decision", "C4", "every service", "Sun"]);
    let calendar = desk.scene.json(&[&["calendar"], &period[..]].concat());
    assert_eq!(calendar["entries"][0]["collisions"], json!([format!("c4:{first}+{second}")]));
    assert_eq!(calendar["windows"][0]["open"].as_array().unwrap().len(), 8);
}

#[test]
fn the_start_looks_once_more() {
    let desk = estate(3);
    let open = ("2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z");
    let first = approved(&desk, &["--out", "u1"], open.0, open.1);
    let schedule = |id: &str| desk.done(MANAGER, &["change", "schedule", id, "--start", open.0, "--end", open.1]);
    schedule(&first);
    let freeze = ["--start", "2020-01-01T00:00:00Z", "--end", "2098-01-01T00:00:00Z", "--reason", "audit"];
    desk.done(MANAGER, &[&["calendar", "freeze", "add"], &freeze[..]].concat());
    // At risk is not degraded: the freeze does not hold it up.
    desk.done(IMPLEMENTER, &["change", "start", &first]);
    let edits = [&["--degrade", "srv2", "--new-step", "one"][..], &ANSWERS[..], &RECORDS[..]].concat();
    let second = desk.submitted(&[], &edits[..4]);
    desk.assessed(&second);
    assert_eq!(desk.approved(&second), "approved");
    let words = ["change", "schedule", &second, "--start", open.0, "--end", open.1];
    desk.refused(MANAGER, &words, &["audit"]);
    // While the first is in progress its UPS counts.
    let third = proposed(&desk, &["--out", "u2"], "2097-01-01T00:00:00Z", "2097-01-01T01:00:00Z");
    assert_eq!(kinds(&desk.found(MANAGER, &["collisions", &third])), ["c4"]);
    desk.step(&first, "1", "--done");
    assert_eq!(desk.done(MANAGER, &["collisions", &third])["collisions"], json!([]));
}
