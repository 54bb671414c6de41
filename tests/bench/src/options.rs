//! What was asked for on the command line.

/// What to measure and how to print it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// Only measurements whose name contains this.
    pub(crate) filter: Option<String>,
    /// The size of every estate, instead of those of the bars.
    pub(crate) items: Option<u64>,
    /// One JSON object per line.
    pub(crate) json: bool,
}

/// What can be measured.
const NAMES: [&str; 18] = [
    "verdict",
    "proposed",
    "assess",
    "import",
    "open",
    "memory",
    "edit",
    "answer",
    "disk",
    "past",
    "snapshot",
    "baseline",
    "watch",
    "diff",
    "spof",
    "collisions",
    "exposure",
    "what-if",
];

impl Options {
    /// Returns what the arguments say, or `None` when they say nothing that can be measured.
    pub(crate) fn parse(arguments: &[String]) -> Option<Options> {
        let mut options = Options::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--json" => options.json = true,
                "--items" => options.items = Some(rest.next()?.replace(['_', ','], "").parse().ok()?),
                word if word.starts_with('-') || options.filter.is_some() => return None,
                word => options.filter = Some(word.to_owned()),
            }
        }
        NAMES.iter().any(|name| options.wants(name)).then_some(options)
    }

    /// Returns whether a measurement of this name was asked for.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.filter.as_deref().is_none_or(|filter| name.contains(filter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_say_what_to_measure() {
        let check = |arguments: &[&str], expected: Option<Options>| {
            let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
            assert_eq!(Options::parse(&arguments), expected, "{arguments:?}");
        };
        let options =
            |filter: Option<&str>, items| Some(Options { filter: filter.map(str::to_owned), items, json: false });
        check(&[], options(None, None));
        check(&["verdict", "--items", "20_000"], options(Some("verdict"), Some(20_000)));
        check(&["--json"], Some(Options { json: true, ..Options::default() }));
        check(&["verdcit"], None);
        check(&["--items"], None);
        check(&["--items", "many"], None);
        check(&["import", "open"], None);
    }
}
