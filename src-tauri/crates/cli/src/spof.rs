//! Where one failure takes a service down, and where two together do.

use cairn_api::{CutReport, PairGroup, ServiceCuts, Session, WeaknessQuestion, WeaknessReport};
use cairn_messages::Messages;
use cairn_model::CancelToken;
use cairn_model::impact::ItemRef;
use clap::ArgMatches;

use crate::DONE;
use crate::console::Console;
use crate::refusal::Refusal;

/// How many lines a table shows.
const LINES_MAX: usize = 200;
/// How many kinds of pairs are named in a line.
const KINDS_MAX: usize = 3;

pub(crate) fn spof(
    matches: &ArgMatches,
    session: &Session,
    messages: &Messages,
    console: &mut Console<'_>,
) -> Result<u8, Refusal> {
    let services = matches.get_many::<String>("service").into_iter().flatten().cloned().collect();
    let question = WeaknessQuestion { services, without_assumed: matches.get_flag("without-assumed") };
    let (at, cancel) = (crate::items::moment(matches), CancelToken::default());
    let words = Words { session, messages };
    if matches.get_flag("pairs") {
        let report = session.cuts(&question, at, &mut |_, _| {}, &cancel)?;
        if !console.json(&report)? {
            crate::items::dated(report.at.as_ref(), messages, console)?;
            words.pairs(&report.answer, console)?;
        }
        return Ok(DONE);
    }
    let report = session.weakness(&question, at, &cancel)?;
    if !console.json(&report)? {
        crate::items::dated(report.at.as_ref(), messages, console)?;
        words.single(&report.answer, console)?;
    }
    Ok(DONE)
}

struct Words<'a> {
    session: &'a Session,
    messages: &'a Messages,
}

fn tier(item: &ItemRef) -> String {
    item.tier.map(|tier| tier.to_string()).unwrap_or_default()
}

impl Words<'_> {
    fn class(&self, class: &str) -> String {
        self.session.class_word(class, self.messages)
    }

    fn single(&self, report: &WeaknessReport, console: &mut Console<'_>) -> Result<(), Refusal> {
        let weak = report.services.iter().filter(|own| !own.single_points.is_empty()).count().to_string();
        let (services, tried) = (report.services.len().to_string(), report.tried.to_string());
        console.say("spof-summary", &[("services", &services), ("weak", &weak), ("tried", &tried)])?;
        let down = report.services.iter().filter(|own| own.down_already);
        let down: Vec<Vec<String>> =
            down.map(|own| vec![tier(&own.service), own.service.key.clone(), own.service.name.clone()]).collect();
        console.section("spof-down-already", &["column-tier", "column-key", "column-name"], &down, LINES_MAX)?;
        let rows = report.services.iter().flat_map(|own| own.single_points.iter().map(move |item| (own, item)));
        let rows: Vec<Vec<String>> = rows
            .map(|(own, item)| {
                let service = own.service.name.clone();
                vec![tier(&own.service), service, item.key.clone(), item.name.clone(), self.class(&item.class)]
            })
            .collect();
        let columns = ["column-tier", "column-service", "column-key", "column-name", "column-type"];
        console.section("spof-single", &columns, &rows, LINES_MAX)?;
        let tiers: Vec<Vec<String>> = report
            .tiers
            .iter()
            .map(|own| {
                let (entered, derived) = (tier(&own.item), own.derived.to_string());
                let services = own.services.to_string();
                vec![
                    own.item.key.clone(),
                    own.item.name.clone(),
                    self.class(&own.item.class),
                    entered,
                    derived,
                    services,
                ]
            })
            .collect();
        let columns = [
            "column-key",
            "column-name",
            "column-type",
            "column-tier-entered",
            "column-tier-derived",
            "column-services-down",
        ];
        console.section("spof-tiers", &columns, &tiers, LINES_MAX)
    }

    fn pairs(&self, report: &CutReport, console: &mut Console<'_>) -> Result<(), Refusal> {
        let (services, weak) = (report.asked.to_string(), report.services.len().to_string());
        console.say("spof-pairs-summary", &[("services", &services), ("weak", &weak)])?;
        let rows: Vec<Vec<String>> = report
            .services
            .iter()
            .map(|own| {
                let mut row = vec![tier(&own.service), own.service.name.clone(), own.count.to_string()];
                row.extend(["class", "site", "supplier"].map(|by| self.kinds(own, by)));
                row
            })
            .collect();
        let columns =
            ["column-tier", "column-service", "#column-pairs", "column-type", "column-site", "column-supplier"];
        console.section("spof-pairs", &columns, &rows, LINES_MAX)?;
        for own in &report.services {
            let rows: Vec<Vec<String>> = own
                .pairs
                .iter()
                .map(|pair| [&pair.first, &pair.second].map(|item| format!("{} {}", item.key, item.name)).to_vec())
                .collect();
            let of = [
                ("service", own.service.name.as_str()),
                ("shown", &rows.len().to_string()),
                ("count", &own.count.to_string()),
            ];
            console.line("")?;
            console.say("spof-pairs-of", &of)?;
            console.table(&["column-first", "column-second"], &rows)?;
        }
        Ok(())
    }

    /// Returns the most frequent kinds of pairs, as `12 × Server + Switch`.
    fn kinds(&self, own: &ServiceCuts, by: &str) -> String {
        let name = |text: &str| match (by, text) {
            (_, "") => "–".to_owned(),
            ("class", class) => self.class(class),
            (_, text) => text.to_owned(),
        };
        let kind = |group: &PairGroup| format!("{} × {} + {}", group.count, name(&group.first), name(&group.second));
        let kinds = own.groups.iter().filter(|group| group.by == by).take(KINDS_MAX);
        kinds.map(kind).collect::<Vec<_>>().join("; ")
    }
}
