//! What there is to say of a collision.

use cairn_model::{Level, Phrase, Timestamp};

use super::view::{CollisionItem, CollisionKind, HitService};

/// How many names a sentence lists; the others are counted.
const NAMES_MAX: usize = 12;

/// Everything that a sentence about a collision names.
pub(super) struct Told<'a> {
    pub(super) kind: CollisionKind,
    /// Ids and titles, in order.
    pub(super) changes: Vec<(&'a str, &'a str)>,
    pub(super) items: &'a [CollisionItem],
    pub(super) start: Timestamp,
    pub(super) end: Timestamp,
    pub(super) minutes: u64,
    /// The freeze: id and reason.
    pub(super) freeze: Option<(&'a str, &'a str)>,
}

impl Told<'_> {
    pub(super) fn phrase(&self) -> Phrase {
        let code = match self.kind {
            CollisionKind::C1 => "collision-same-item",
            CollisionKind::C2 => "collision-in-the-cone",
            CollisionKind::C3 => "collision-same-service",
            CollisionKind::C4 => "collision-together",
            CollisionKind::C5 => "collision-freeze",
            CollisionKind::C6 => "collision-outside",
        };
        let names: Vec<String> =
            self.items.iter().take(NAMES_MAX).map(|own| format!("{} {}", own.item.key, own.item.name)).collect();
        let changes: Vec<String> = self.changes.iter().map(|(id, title)| format!("{id} {title}")).collect();
        let worst = self.items.iter().map(|own| own.level).max().unwrap_or_default();
        let phrase = Phrase::new(code)
            .with("changes", changes.join(", "))
            .with("items", names.join(", "))
            .with("more", self.items.len().saturating_sub(NAMES_MAX))
            .with("start", self.start.to_minutes())
            .with("end", self.end.to_minutes())
            .with("minutes", self.minutes);
        let phrase = if worst > Level::Unaffected { phrase.with("level", worst.id()) } else { phrase };
        match self.freeze {
            Some((id, reason)) => phrase.with("freeze", id).with("reason", reason),
            None => phrase,
        }
    }
}

/// Returns what a change does to services, in a sentence.
pub(super) fn verdict(services: &[HitService]) -> Phrase {
    if services.is_empty() {
        return Phrase::new("calendar-no-service");
    }
    let at = |level| services.iter().filter(|own| own.level == level).count();
    Phrase::new("calendar-services")
        .with("down", at(Level::Down))
        .with("degraded", at(Level::Degraded))
        .with("at-risk", at(Level::AtRisk))
}
