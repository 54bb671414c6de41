//! The forward schedule as files, in the words of the estate.

use cairn_engine::collision::{Calendar, CalendarEntry, Collision, Part};
use cairn_exchange::{ReportFormat, ScheduleEvent, ScheduleReport, ScheduleTable, ics, schedule_paper};
use cairn_messages::Messages;
use cairn_model::change::{MaintenanceWindow, Window};

use crate::failure::{Failure, say, sentences};
use crate::map_file::{WrittenFile, written};
use crate::question::for_paper;
use crate::session::Session;

/// The codes of the days, Monday first.
const DAYS: [&str; 7] = [
    "calendar-day-mon",
    "calendar-day-tue",
    "calendar-day-wed",
    "calendar-day-thu",
    "calendar-day-fri",
    "calendar-day-sat",
    "calendar-day-sun",
];
const HOUR_MINUTES: u32 = 60;

impl Session {
    /// Returns the forward schedule as iCalendar.
    ///
    /// # Errors
    /// [`Failure`] when the estate cannot be read.
    pub fn calendar_ics(&self, calendar: &Calendar, messages: &Messages) -> Result<String, Failure> {
        let estate = self.engine.info()?.estate;
        let uid = |id: &str| format!("{id}@{}", estate.estate);
        let mut events = Vec::new();
        for entry in &calendar.entries {
            let mut said = vec![say(&entry.text, messages)];
            said.extend(self.remarks(entry, messages));
            said.extend(collisions_of(entry, calendar).map(|own| collision_line(own, messages)));
            events.push(ScheduleEvent {
                uid: uid(&entry.id),
                start: entry.window.start,
                end: entry.window.end,
                summary: format!("{} {}", entry.id, entry.title),
                description: said.join("\n"),
                category: messages.word("column-change"),
                is_tentative: entry.part != Part::Planned,
            });
        }
        for freeze in &calendar.freezes {
            events.push(ScheduleEvent {
                uid: uid(&freeze.id),
                start: freeze.start,
                end: freeze.end,
                summary: messages.say("calendar-freeze-event", [("reason", freeze.reason.as_str())]),
                description: self.scope_words(&freeze.scope, messages)?,
                category: messages.word("calendar-freezes"),
                is_tentative: false,
            });
        }
        for own in &calendar.windows {
            let scope = self.scope_words(&own.window.scope, messages)?;
            events.extend(own.open.iter().map(|open| ScheduleEvent {
                uid: uid(&format!("{}-{}", own.window.id, open.start.0)),
                start: open.start,
                end: open.end,
                summary: messages.say("calendar-window-event", [("name", own.window.name.as_str())]),
                description: scope.clone(),
                category: messages.word("calendar-windows"),
                is_tentative: false,
            }));
        }
        let name = format!("{} · {}", estate.name, messages.word("calendar-title"));
        Ok(ics(&name, self.host.now(), &events))
    }

    /// Returns the forward schedule as a file: one self-contained page of HTML, or PDF with the fonts of the host.
    ///
    /// # Errors
    /// [`Failure`] when the estate cannot be read, or the host has no font for a PDF.
    pub fn calendar_report(
        &self,
        calendar: &Calendar,
        format: ReportFormat,
        messages: &Messages,
    ) -> Result<WrittenFile, Failure> {
        let messages = &for_paper(format, messages);
        let estate = self.engine.info()?.estate;
        let (from, to, seq) = (calendar.from.to_minutes(), calendar.to.to_minutes(), calendar.seq.to_string());
        let made = self.host.now().to_minutes();
        let mut head = vec![
            messages.say("calendar-made", [("estate", estate.name.as_str()), ("made", made.as_str())]),
            messages.say("calendar-period", [("from", from.as_str()), ("to", &to), ("seq", &seq)]),
        ];
        if calendar.is_cut_short {
            head.push(messages.word("collision-cut-short"));
        }
        let report = ScheduleReport { head, tables: self.calendar_tables(calendar, messages)? };
        let file = schedule_paper(&report, messages).file(format, &self.host.font_directories(), messages);
        written(file, messages)
    }

    /// Returns the forward schedule as tables: changes, collisions, freezes, maintenance windows.
    ///
    /// # Errors
    /// [`Failure`] when the estate cannot be read.
    pub fn calendar_tables(&self, calendar: &Calendar, messages: &Messages) -> Result<Vec<ScheduleTable>, Failure> {
        let mut freezes = Vec::with_capacity(calendar.freezes.len());
        for freeze in &calendar.freezes {
            let scope = self.scope_words(&freeze.scope, messages)?;
            let window = Window { start: freeze.start, end: freeze.end };
            freezes.push(vec![freeze.id.clone(), between(window), scope, freeze.reason.clone()]);
        }
        let mut windows = Vec::with_capacity(calendar.windows.len());
        for own in &calendar.windows {
            let scope = self.scope_words(&own.window.scope, messages)?;
            windows.push(vec![own.window.id.clone(), own.window.name.clone(), recurs(&own.window, messages), scope]);
        }
        let changes = calendar.entries.iter().map(|entry| self.row(entry, calendar, messages)).collect();
        let collisions = calendar.collisions.iter().map(|own| vec![collision_line(own, messages)]).collect();
        let table =
            |heading, columns: &[&'static str], rows| ScheduleTable { heading, columns: columns.to_vec(), rows };
        let of_change =
            ["column-window", "column-change", "column-status", "column-kind", "column-does", "column-collides"];
        Ok(vec![
            table("calendar-changes", &of_change, changes),
            table("calendar-collisions", &["column-collides"], collisions),
            table("calendar-freezes", &["column-id", "column-window", "column-covers", "column-reason"], freezes),
            table("calendar-windows", &["column-id", "column-name", "column-recurs", "column-covers"], windows),
        ])
    }

    fn row(&self, entry: &CalendarEntry, calendar: &Calendar, messages: &Messages) -> Vec<String> {
        let own: Vec<&str> = collisions_of(entry, calendar).map(|own| own.kind.id()).collect();
        let mut kinds: Vec<String> = own.into_iter().map(str::to_uppercase).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let services =
            sentences(std::iter::once(say(&entry.text, messages)).chain(self.remarks(entry, messages)), messages);
        vec![
            between(entry.window),
            format!("{} {}", entry.id, entry.title),
            self.policy_word(&entry.state, messages),
            messages.word(&format!("change-kind-{}", entry.kind.id())),
            services,
            kinds.join(" "),
        ]
    }

    /// Returns what a reader of a change's line has to know beside what it hits.
    fn remarks(&self, entry: &CalendarEntry, messages: &Messages) -> Vec<String> {
        let problem = entry.problem.as_ref().map(|problem| {
            let reason = say(problem, messages);
            messages.say("calendar-does-not-apply", [("reason", reason.as_str())])
        });
        let spread = entry.spread.then(|| messages.word("calendar-spread"));
        spread.into_iter().chain(problem).collect()
    }
}

fn collisions_of<'c>(entry: &'c CalendarEntry, calendar: &'c Calendar) -> impl Iterator<Item = &'c Collision> {
    calendar.collisions.iter().filter(|own| entry.collisions.contains(&own.id))
}

fn between(window: Window) -> String {
    format!("{} – {}", window.start.to_minutes(), window.end.to_minutes())
}

/// Returns a collision as a line: its kind, whether it blocks, and what there is to say of it.
#[must_use]
pub fn collision_line(own: &Collision, messages: &Messages) -> String {
    let (kind, sentence) = (own.kind.id().to_uppercase(), say(&own.text, messages));
    let code = if own.blocks { "collision-blocking" } else { "collision-other" };
    let line = messages.say(code, [("kind", kind.as_str()), ("sentence", sentence.as_str())]);
    let undecided = own.proposed.then(|| messages.word("collision-undecided"));
    sentences(std::iter::once(line).chain(undecided), messages)
}

/// Returns when a maintenance window recurs, in words.
#[must_use]
pub fn recurs(window: &MaintenanceWindow, messages: &Messages) -> String {
    let days: Vec<String> = window
        .weekdays
        .iter()
        .filter_map(|day| DAYS.get(usize::from(*day).wrapping_sub(1)))
        .map(|code| messages.word(code))
        .collect();
    let time = format!("{:02}:{:02}", window.start_minute / HOUR_MINUTES, window.start_minute % HOUR_MINUTES);
    let (days, minutes) = (days.join(" "), window.minutes.to_string());
    let params = [("days", days.as_str()), ("time", &time), ("minutes", &minutes), ("zone", &window.zone)];
    messages.say("calendar-recurs", params)
}
