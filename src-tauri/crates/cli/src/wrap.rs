//! Breaking a sentence into lines a terminal is wide enough for, in languages with and without spaces.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How much further the lines of an indented sentence start than its first one.
const HANGING: usize = 2;

/// Returns the lines of a sentence, each at most `width` columns wide where its words allow that.
pub(crate) fn wrapped(sentence: &str, width: usize) -> Vec<String> {
    if sentence.width() <= width {
        return vec![sentence.to_owned()];
    }
    let start = sentence.len() - sentence.trim_start_matches(' ').len();
    let indent = " ".repeat(if start == 0 { 0 } else { start + HANGING });
    let mut lines = Vec::new();
    let mut line = " ".repeat(start);
    let mut is_empty = true;
    for word in words(&sentence[start..]) {
        if !is_empty && line.width() + word.trim_end().width() > width {
            lines.push(line.trim_end().to_owned());
            line.clone_from(&indent);
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Returns the parts between which a line may end.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut before) = (0, None);
    for (place, character) in text.char_indices() {
        if before.is_some_and(|before| may_part(before, character)) {
            words.push(&text[start..place]);
            start = place;
        }
        before = Some(character);
    }
    words.push(&text[start..]);
    words
}

/// Whether a line may end between two characters: behind a space, or beside a Chinese character, but never in front of
/// what closes nor behind what opens.
fn may_part(before: char, behind: char) -> bool {
    let is_wide = |character: char| character.width() == Some(2);
    let closes =
        matches!(behind, '，' | '。' | '；' | '：' | '、' | '）' | '」' | '』' | '！' | '？' | '”' | ',' | '.' | ')');
    let opens = matches!(before, '（' | '「' | '『' | '“' | '(');
    behind != ' ' && (before == ' ' || ((is_wide(before) || is_wide(behind)) && !closes && !opens))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sentence: &str, width: usize, expected: &[&str]) {
        assert_eq!(wrapped(sentence, width), expected, "{sentence}");
    }

    #[test]
    fn lines_end_between_words() {
        check("MyGovHK goes down. It is degraded.", 20, &["MyGovHK goes down.", "It is degraded."]);
        check("  one two three four", 12, &["  one two", "    three", "    four"]);
        check("short", 80, &["short"]);
        check("unbreakable-and-far-too-long word", 10, &["unbreakable-and-far-too-long", "word"]);
        check("沒有服務會停止。七項服務仍可運作。", 16, &["沒有服務會停止。", "七項服務仍可運", "作。"]);
        check("需要「成員」的 1 個", 10, &["需要「成", "員」的 1", "個"]);
        check("", 10, &[""]);
    }
}
