//! Values that keep their direction to themselves: a name from an estate never turns the sentence around it.

/// First strong isolate: what follows finds its own direction.
const ISOLATE: char = '\u{2068}';
/// Ends the innermost isolate.
const POP: char = '\u{2069}';

fn opens(character: char) -> bool {
    matches!(character, '\u{2066}'..='\u{2068}')
}

/// Returns whether a character can turn what stands beside it: letters that run from right to left, and the controls
/// of direction.
fn turns(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Returns a value in an isolate of its own where it could turn the text around it, and as it is anywhere else. What
/// would end the isolate early is taken out; what it leaves open is closed.
pub(crate) fn isolated(value: &str) -> String {
    let (mut inner, mut depth, mut is_bare) = (String::with_capacity(value.len() + 6), 0_usize, false);
    for character in value.chars() {
        match character {
            POP if depth == 0 => {
                is_bare = true;
                continue;
            }
            POP => depth -= 1,
            _ if opens(character) => depth += 1,
            // What an isolate inside the value holds turns nothing outside of it.
            _ => is_bare |= depth == 0 && turns(character),
        }
        inner.push(character);
    }
    if !is_bare && depth == 0 {
        return value.to_owned();
    }
    inner.extend(std::iter::repeat_n(POP, depth));
    format!("{ISOLATE}{inner}{POP}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_could_turn_its_surroundings_is_isolated() {
        for (value, expected) in [
            ("plain", "plain"),
            ("伺服器 (1)", "伺服器 (1)"),
            ("", ""),
            ("\u{202e}abc", "\u{2068}\u{202e}abc\u{2069}"),
            ("خادم 1", "\u{2068}خادم 1\u{2069}"),
            // Already isolated: not again.
            ("a \u{2068}خادم\u{2069} b", "a \u{2068}خادم\u{2069} b"),
            // What would end the isolate, and what would swallow its end.
            ("a\u{2069}\u{202e}b", "\u{2068}a\u{202e}b\u{2069}"),
            ("a\u{2067}b", "\u{2068}a\u{2067}b\u{2069}\u{2069}"),
        ] {
            assert_eq!(isolated(value), expected, "{value:?}");
            assert_eq!(isolated(&isolated(value)), expected, "twice is once: {value:?}");
        }
    }
}
