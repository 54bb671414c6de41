//! Texts that other people wrote, as a page may show them.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthChar;

/// How many characters of a name or a title are shown.
pub(crate) const LINE_MAX: usize = 160;
/// How many characters of a text that was written to be read are shown.
pub(crate) const TEXT_MAX: usize = 2_000;

/// Returns the text, or its beginning with an ellipsis when it is longer than `max` characters.
pub(crate) fn shortened(text: &str, max: usize) -> String {
    match text.char_indices().nth(max) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
    }
}

/// Returns whether a character is what HTML does not allow in a text, what would turn other people's text around, or
/// what would hide in it. Joiners are not: scripts and pictures are made with them.
fn is_hidden(character: char) -> bool {
    let hides = matches!(character,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    hides || (character.is_control() && !matches!(character, '\n' | '\r' | '\t'))
}

/// Returns a drawing without what is hidden.
pub(crate) fn shown(page: String) -> String {
    if page.contains(is_hidden) { page.replace(is_hidden, "\u{fffd}") } else { page }
}

/// Returns a page of HTML without what is hidden. Isolates that end in the text they begin in stay: they keep a name
/// from turning the sentence around it.
pub(crate) fn shown_page(page: String) -> String {
    if !page.contains(is_hidden) {
        return page;
    }
    // Isolates that are open, and the places of those that are closed.
    let (mut open, mut paired) = (Vec::new(), BTreeSet::new());
    for (place, character) in page.char_indices() {
        match character {
            '<' => open.clear(),
            '\u{2068}' => open.push(place),
            '\u{2069}' => paired.extend(open.pop().into_iter().flat_map(|start| [start, place])),
            _ => {}
        }
    }
    let kept =
        |(place, character)| if is_hidden(character) && !paired.contains(&place) { '\u{fffd}' } else { character };
    page.char_indices().map(kept).collect()
}

/// Returns a text in at most `lines_max` lines of `columns` columns each; wide characters take two. Lines break between
/// words where they can; what finds no room ends in an ellipsis.
pub(crate) fn lines(text: &str, columns: usize, lines_max: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut width) = (String::new(), 0);
    // Longer texts end in an ellipsis anyway.
    for character in text.chars().take(columns * (lines_max + 1)) {
        let character = if character.is_whitespace() { ' ' } else { character };
        let own = character.width().unwrap_or(1);
        if width + own > columns {
            let rest = match line.rfind(' ').filter(|_| character != ' ' && own == 1) {
                Some(space) => line.split_off(space).trim_start().to_owned(),
                None => String::new(),
            };
            lines.push(std::mem::replace(&mut line, rest).trim_end().to_owned());
            width = columns_of(&line);
            if character == ' ' && line.is_empty() {
                continue;
            }
        }
        line.push(character);
        width += own;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > lines_max {
        lines.truncate(lines_max);
        if let Some(last) = lines.last_mut() {
            while columns_of(last) >= columns {
                last.pop();
            }
            let kept = last.trim_end().len();
            last.truncate(kept);
            last.push('…');
        }
    }
    lines
}

fn columns_of(text: &str) -> usize {
    text.chars().map(|character| character.width().unwrap_or(1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        assert_eq!(lines(text, 10, 2), expect, "{text}");
    }

    #[test]
    fn names_break_between_words_and_end_in_an_ellipsis() {
        check("", &[]);
        check("web 1", &["web 1"]);
        check("web server one", &["web server", "one"]);
        check("shared storage array", &["shared", "storage…"]);
        check("abcdefghijklmnop", &["abcdefghij", "klmnop"]);
        check("abcdefghijklmnopqrstuvwxyz", &["abcdefghij", "klmnopqrs…"]);
        check("政府數碼身份認證服務", &["政府數碼身", "份認證服務"]);
        check("政府數碼身份認證服務平台", &["政府數碼身", "份認證服…"]);
        assert!(lines(&"x".repeat(10_000), 10, 2).iter().all(|line| columns_of(line) <= 10));
    }

    #[test]
    fn long_texts_are_shortened() {
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened("ab cd", 3), "ab…");
        assert_eq!(shortened("數碼政府", 2), "數碼…");
    }

    #[test]
    fn what_hides_is_shown() {
        assert_eq!(shown("a\u{202e}b\u{200b}c\u{7}d\u{200d}e\n".to_owned()), "a\u{fffd}b\u{fffd}c\u{fffd}d\u{200d}e\n");
    }

    #[test]
    fn only_whole_isolates_stay_on_a_page() {
        for (page, expect) in [
            ("<p>a</p>", "<p>a</p>"),
            ("<p>\u{2068}خادم\u{2069} 1</p>", "<p>\u{2068}خادم\u{2069} 1</p>"),
            ("<p>\u{2068}\u{202e}a\u{2069}</p>", "<p>\u{2068}\u{fffd}a\u{2069}</p>"),
            ("<p>a\u{2069}\u{2068}</p><p>\u{2069}\u{2067}</p>", "<p>a\u{fffd}\u{fffd}</p><p>\u{fffd}\u{fffd}</p>"),
            ("<p>\u{7}</p>", "<p>\u{fffd}</p>"),
        ] {
            assert_eq!(shown_page(page.to_owned()), expect, "{page:?}");
        }
        assert_eq!(shown("\u{2068}a\u{2069}".to_owned()), "\u{fffd}a\u{fffd}");
    }
}
