//! A what-if as one sentence: single points of failure, what goes down, spares.

use std::collections::BTreeSet;

use cairn_messages::Messages;
use cairn_model::change::{Compared, MarginCompared, ServiceCompared, SinglePointsCompared};
use cairn_model::impact::ItemRef;
use cairn_model::{CiId, Level};

use crate::sentence::names_of;

/// Returns what planned edits come to, in one sentence. Services that go for good or were down before are not counted:
/// what took them down alone was not removed, and what does now was not added.
#[must_use]
pub fn what_if_sentence(compared: &Compared, messages: &Messages) -> String {
    let adds = points("what-if-adds", compared, messages, |own| &own.added);
    let removes = points("what-if-removes", compared, messages, |own| &own.removed);
    let mut clauses = vec![messages.say("what-if-points", [("adds", adds.as_str()), ("removes", removes.as_str())])];
    clauses.extend(goes_down(compared, messages));
    clauses.extend(spares(compared, messages));
    let all = clauses.join(&messages.word("what-if-between"));
    messages.say("what-if-sentence", [("clauses", all.as_str())])
}

fn is_counted(own: &ServiceCompared) -> bool {
    own.levels.after.is_some() && own.levels.before != Some(Level::Down) && own.levels.after != Some(Level::Down)
}

fn points(
    code: &str,
    compared: &Compared,
    messages: &Messages,
    of: fn(&SinglePointsCompared) -> &Vec<ItemRef>,
) -> String {
    let mut items: BTreeSet<CiId> = BTreeSet::new();
    let mut names = Vec::new();
    for own in compared.services.iter().filter(|own| is_counted(own)) {
        let found = own.single_points.as_ref().map(of).filter(|found| !found.is_empty());
        items.extend(found.into_iter().flatten().map(|item| item.id));
        names.extend(found.map(|_| own.levels.item.name.clone()));
    }
    let (count, services, names) = (items.len().to_string(), names.len().to_string(), names_of(&names, messages));
    messages.say(code, [("count", count.as_str()), ("services", services.as_str()), ("names", names.as_str())])
}

fn goes_down(compared: &Compared, messages: &Messages) -> Vec<String> {
    let turns = |own: &&ServiceCompared| own.levels.before != Some(Level::Down);
    let named = |is_down: fn(&ServiceCompared) -> bool| -> Vec<String> {
        let services = compared.services.iter().filter(turns).filter(|own| is_down(own));
        services.map(|own| own.levels.item.name.clone()).collect()
    };
    let after = named(|own| own.levels.after == Some(Level::Down));
    let during = named(|own| own.levels.during == Level::Down && own.levels.after != Some(Level::Down));
    let mut said = Vec::new();
    for (code, names) in [("what-if-down-after", after), ("what-if-down-during", during)] {
        if !names.is_empty() {
            let (count, names) = (names.len().to_string(), names_of(&names, messages));
            said.push(messages.say(code, [("count", count.as_str()), ("names", names.as_str())]));
        }
    }
    if said.is_empty() {
        said.push(messages.word("what-if-nothing-down"));
    }
    said
}

fn spares(compared: &Compared, messages: &Messages) -> Vec<String> {
    let count = |is_so: fn(&MarginCompared) -> bool| compared.margins.iter().filter(|own| is_so(own)).count();
    let (lose, gain) = (count(MarginCompared::loses), count(MarginCompared::gains));
    let meanwhile = count(MarginCompared::lacks_meanwhile);
    let mut said = Vec::new();
    for (code, count) in [("what-if-lose", lose), ("what-if-lack", meanwhile), ("what-if-gain", gain)] {
        if count > 0 {
            said.push(messages.say(code, [("count", count.to_string().as_str())]));
        }
    }
    if said.is_empty() {
        said.push(messages.word("what-if-spares-same"));
    }
    said
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test")]

    use cairn_messages::Language;
    use cairn_model::change::LevelsCompared;

    use super::*;

    fn item(id: u128, name: &str) -> ItemRef {
        let (key, class) = (format!("K-{id}"), "business_service".to_owned());
        ItemRef { id: CiId(id), source_id: None, key, class, name: name.to_owned(), is_service: true, tier: Some(1) }
    }

    fn service(id: u128, name: &str, levels: [Option<Level>; 3], points: [&[u128]; 2]) -> ServiceCompared {
        let [before, during, after] = levels;
        let items = |ids: &[u128]| ids.iter().map(|id| item(*id, "x")).collect();
        let [added, removed] = points.map(items);
        ServiceCompared {
            levels: LevelsCompared { after, before, during: during.unwrap(), item: item(id, name) },
            single_points: Some(SinglePointsCompared { added, kept: Vec::new(), removed }),
        }
    }

    fn group(before: i64, during: i64, after: i64) -> MarginCompared {
        let (before, during, after) = (Some(before), Some(during), Some(after));
        MarginCompared { after, before, during, edited: false, group: "web".to_owned(), item: item(9, "Shop") }
    }

    fn check(services: Vec<ServiceCompared>, margins: Vec<MarginCompared>, en: &str, zh: &str) {
        let compared = Compared { services, margins, ..Compared::default() };
        assert_eq!(what_if_sentence(&compared, &Messages::new(Language::En)), en);
        assert_eq!(what_if_sentence(&compared, &Messages::new(Language::ZhHk)), zh);
    }

    #[test]
    fn one_sentence_says_points_outages_and_spares() {
        let (up, down) = (Some(Level::Unaffected), Some(Level::Down));
        check(
            vec![service(1, "MyGovHK", [up, up, up], [&[2, 3], &[]])],
            vec![group(2, 2, 1), group(2, 1, 1), group(1, 0, 0)],
            "Adds 2 single points of failure to MyGovHK and removes none; no service goes down; 3 groups lose spares.",
            "令 MyGovHK 增加 2 個單點故障，並無移除單點故障；沒有服務停止；3 個群組的備援減少。",
        );
        // The same item under two services is one; what is down afterwards or goes for good is not counted.
        check(
            vec![
                service(1, "A", [up, down, up], [&[], &[4]]),
                service(2, "B", [up, up, up], [&[], &[4]]),
                service(3, "C", [up, up, down], [&[], &[5]]),
                service(4, "D", [up, up, None], [&[], &[6]]),
            ],
            vec![group(1, 0, 1), group(1, 1, 2)],
            "Adds no single point of failure and removes one from 2 services: A, B; C is down afterwards; A goes down \
             while it is done; one group has fewer spares while it is done; one group gains spares.",
            "並無增加單點故障，令 2 項服務（A、B）減少 1 個單點故障；C 完成後停止；A 在進行期間停止；\
             進行期間有 1 個群組的備援減少；1 個群組的備援增加。",
        );
        check(
            Vec::new(),
            Vec::new(),
            "Adds no single point of failure and removes none; no service goes down; no group loses spares.",
            "並無增加單點故障，並無移除單點故障；沒有服務停止；沒有群組的備援減少。",
        );
    }
}
