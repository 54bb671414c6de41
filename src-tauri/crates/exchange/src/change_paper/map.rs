//! The map of the worst step.

use cairn_model::change::ChangeMap;

use super::{Report, Standing, plain};
use crate::map::{Drawing, Words};
use crate::paper::{Part, Section};

impl Report<'_> {
    /// Returns the map of the worst step; its legend names every sign.
    pub(super) fn map(&self) -> Option<Section> {
        let (map, svg) = (self.report.picture.map.as_ref()?, self.context.map.clone()?);
        let told =
            Drawing::of_change(map, Words { messages: self.messages, class_word: self.context.class_word }).told();
        let legend = Part::Remark(self.word("report-map-legend"));
        let parts = vec![plain(self.caption(map)), Part::Drawing { svg, told }, legend];
        Some(self.section("map", "report-map", parts))
    }

    fn caption(&self, map: &ChangeMap) -> String {
        let numbers = [
            ("step", map.step.to_string()),
            ("boxes", map.boxes.len().to_string()),
            ("items", map.items.to_string()),
            ("folded", map.folded.to_string()),
            ("seq", self.report.picture.seq.to_string()),
        ];
        let params = numbers.each_ref().map(|(name, value)| (*name, value.as_str()));
        let first = match self.report.standing {
            Standing::Begun | Standing::DoesNotApply => self.messages.say("report-map-of-then", params),
            _ => self.messages.say("report-map-of-now", params),
        };
        let code = if map.folded == 0 { "report-map-all" } else { "report-map-folded" };
        crate::sentence::joined([first, self.messages.say(code, params)], self.messages)
    }
}
