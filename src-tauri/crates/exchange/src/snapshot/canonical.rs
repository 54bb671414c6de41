//! Whether bytes are canonical JSON (RFC 8785), found out in one pass, without recursion and without building anything.

use std::cmp::Ordering;

/// What is nested deeper is no record; serde_json refuses it as well.
const DEPTH_MAX: usize = 127;
/// Integers of at most this many digits are exact in every language, and written as they are.
const EXACT_DIGITS: usize = 15;

/// A place in the text where canonical JSON would go on otherwise, in bytes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotCanonical(pub(crate) usize);

/// Returns true when the bytes are one canonical JSON value (RFC 8785), nested at most 127 deep.
#[must_use]
pub fn is_canonical(text: &[u8]) -> bool {
    scan(text, |_, _, _| {}).is_ok()
}

/// An object or an array that is not closed yet.
enum Open {
    /// With the places of the name before the last one, of the last one, and of its value.
    Object {
        name: (usize, usize),
        value: usize,
    },
    Array,
}

/// Confirms that the bytes are one canonical JSON value. Calls `visit` with depth, name (between its quotes) and value
/// of every member of every object at most two deep; the members of a member come before it.
pub(crate) fn scan<'t>(text: &'t [u8], visit: impl FnMut(usize, &'t [u8], &'t [u8])) -> Result<(), NotCanonical> {
    std::str::from_utf8(text).map_err(|error| NotCanonical(error.valid_up_to()))?;
    Scanner { text, at: 0, open: Vec::with_capacity(8), visit }.run()
}

struct Scanner<'t, F> {
    text: &'t [u8],
    at: usize,
    open: Vec<Open>,
    visit: F,
}

impl<'t, F: FnMut(usize, &'t [u8], &'t [u8])> Scanner<'t, F> {
    fn run(mut self) -> Result<(), NotCanonical> {
        loop {
            if self.value()? && self.closed()? {
                return Ok(());
            }
        }
    }

    fn here<T>(&self) -> Result<T, NotCanonical> {
        Err(NotCanonical(self.at))
    }

    fn byte(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Reads the beginning of a value; returns false when its first member is what comes next.
    fn value(&mut self) -> Result<bool, NotCanonical> {
        match self.byte() {
            Some(b'"') => self.string()?,
            Some(b'{' | b'[') if self.open.len() == DEPTH_MAX => return self.here(),
            Some(b'{') => {
                self.at += 1;
                if self.byte() != Some(b'}') {
                    self.open.push(Open::Object { name: (0, 0), value: 0 });
                    return self.name(None);
                }
                self.at += 1;
            }
            Some(b'[') => {
                self.at += 1;
                if self.byte() != Some(b']') {
                    self.open.push(Open::Array);
                    return Ok(false);
                }
                self.at += 1;
            }
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => self.word()?,
        }
        Ok(true)
    }

    /// Closes what the value that was just read is the last of; returns true when that was everything.
    fn closed(&mut self) -> Result<bool, NotCanonical> {
        loop {
            let depth = self.open.len();
            match self.open.last() {
                None if self.at == self.text.len() => return Ok(true),
                None => return self.here(),
                Some(&Open::Object { name, value }) => {
                    if depth <= 2 {
                        (self.visit)(depth, &self.text[name.0..name.1], &self.text[value..self.at]);
                    }
                    match self.byte() {
                        Some(b',') => {
                            self.at += 1;
                            return self.name(Some(name));
                        }
                        Some(b'}') => {}
                        _ => return self.here(),
                    }
                }
                Some(Open::Array) => match self.byte() {
                    Some(b',') => {
                        self.at += 1;
                        return Ok(false);
                    }
                    Some(b']') => {}
                    _ => return self.here(),
                },
            }
            self.at += 1;
            self.open.pop();
        }
    }

    /// Reads a name and its colon; it has to come after the name before it. Returns false: a value comes next.
    fn name(&mut self, before: Option<(usize, usize)>) -> Result<bool, NotCanonical> {
        let start = self.at + 1;
        self.string()?;
        let name = (start, self.at - 1);
        let is_after = before.is_none_or(|before| {
            utf16_order(&self.text[before.0..before.1], &self.text[name.0..name.1]) == Ordering::Less
        });
        if !is_after || self.byte() != Some(b':') {
            return self.here();
        }
        self.at += 1;
        if let Some(open) = self.open.last_mut() {
            *open = Open::Object { name, value: self.at };
        }
        Ok(false)
    }

    fn string(&mut self) -> Result<(), NotCanonical> {
        if self.byte() != Some(b'"') {
            return self.here();
        }
        self.at += 1;
        loop {
            let rest = &self.text[self.at..];
            let plain = rest.iter().position(|&byte| IS_SPECIAL[usize::from(byte)]).unwrap_or(rest.len());
            self.at += plain;
            match self.byte() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.escape()?,
                _ => return self.here(),
            }
        }
    }

    /// Only what must be escaped is, and in its shortest form.
    fn escape(&mut self) -> Result<(), NotCanonical> {
        self.at += match self.text.get(self.at + 1) {
            Some(b'"' | b'\\' | b'b' | b't' | b'n' | b'f' | b'r') => 2,
            Some(b'u') => match self.text.get(self.at + 2..self.at + 6) {
                Some([b'0', b'0', high @ (b'0' | b'1'), low @ (b'0'..=b'9' | b'a'..=b'f')])
                    if *high == b'1' || !matches!(low, b'8' | b'9' | b'a' | b'c' | b'd') =>
                {
                    6
                }
                _ => return self.here(),
            },
            _ => return self.here(),
        };
        Ok(())
    }

    fn number(&mut self) -> Result<(), NotCanonical> {
        let rest = &self.text[self.at..];
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len());
        let number = &rest[..length];
        let digits = number.strip_prefix(b"-").unwrap_or(number);
        let is_short = digits.len() <= EXACT_DIGITS && digits.iter().all(u8::is_ascii_digit);
        let is_plain = is_short && matches!(digits, [b'1'..=b'9', ..]) || number == b"0";
        if !is_plain && !is_canonical_number(number) {
            return self.here();
        }
        self.at += length;
        Ok(())
    }

    fn word(&mut self) -> Result<(), NotCanonical> {
        let rest = &self.text[self.at..];
        let word = [&b"null"[..], b"true", b"false"].into_iter().find(|word| rest.starts_with(word));
        self.at += word.ok_or(NotCanonical(self.at))?.len();
        Ok(())
    }
}

/// What ends a stretch of a text that stands for itself.
const IS_SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        special[byte] = true;
        byte += 1;
    }
    special[b'"' as usize] = true;
    special[b'\\' as usize] = true;
    special
};

/// Fractions and large numbers are rare: the writer of canonical JSON says how it would write them.
fn is_canonical_number(number: &[u8]) -> bool {
    let parsed = serde_json::from_slice::<f64>(number).ok();
    parsed.and_then(|parsed| serde_json_canonicalizer::to_vec(&parsed).ok()).as_deref() == Some(number)
}

/// Compares two names, as they stand between quotes in canonical JSON, by their UTF-16 units.
fn utf16_order(left: &[u8], right: &[u8]) -> Ordering {
    // Most names differ in their first letter, and that decides.
    if let (Some(first), Some(second)) = (left.first(), right.first())
        && first != second
        && [first, second].iter().all(|letter| letter.is_ascii() && **letter != b'\\')
    {
        return first.cmp(second);
    }
    // UTF-8 sorts like UTF-16 below U+E000, whose first byte is 0xEE; an escape sorts by what it stands for.
    let is_plain = |name: &[u8]| name.iter().all(|&byte| byte < 0xee && byte != b'\\');
    if is_plain(left) && is_plain(right) {
        return left.cmp(right);
    }
    let text = |name: &[u8]| serde_json::from_slice::<String>(&[b"\"", name, b"\""].concat()).unwrap_or_default();
    let (left, right) = (text(left), text(right));
    left.encode_utf16().cmp(right.encode_utf16())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    const CANONICAL: &str = r#"null|true|false|0|-1|1.5|1e+21|5e-324|9007199254740991|""|[]|{}|100000000000000000000|{"":1,"a":[{},[]],"b":{"c":null}}|"\u001f\b\t\n\f\r\"\\/é€"|{"😀":1,"ｅ":2}|{"\n":1,"a":2}|{"\n":1,"A":2}"#;
    const OTHERS: &str = r#"| null|null |nul|nulll|-0|01|1.0|1e21|1E+21|+1|-|.5|1e400|9007199254740993|"|"a|"\/"|"\u0041"|"\u001F"|"\u000a"|"\u0008"|"	"|[|[1|[1,|[1,]|[1 ,2]|[,]|]|{|{"a"}|{"a":1|{"a":1,}|{"a" :1}|{"b":1,"a":2}|{"a":1,"a":2}|{a:1}|{"ｅ":1,"😀":2}|[1]]|1 2|"\ud83d\ude00"|NaN|{"a":1}}|"\x"|"\u00"|{"a":}|[}|{]|{"A":1,"\n":2}"#;

    #[test]
    fn only_the_canonical_form_is_canonical() {
        for (texts, expected) in [(CANONICAL, true), (OTHERS, false)] {
            for text in texts.split('|') {
                assert_eq!(is_canonical(text.as_bytes()), expected, "{text}");
            }
        }
        assert!(!is_canonical(b"\"\xff\""));
    }

    #[test]
    fn a_million_brackets_are_no_danger() {
        assert!(!is_canonical("[".repeat(1_000_000).as_bytes()));
        for (depth, expected) in [(127, true), (128, false)] {
            let text = "[".repeat(depth) + &"]".repeat(depth);
            assert_eq!(is_canonical(text.as_bytes()), expected);
            assert_eq!(serde_json::from_str::<Value>(&text).is_ok(), expected);
        }
    }

    #[test]
    fn members_are_shown_before_what_they_are_members_of() {
        let mut seen = Vec::new();
        let text = br#"{"a":{"b":[{"c":1}],"d":"e"},"f":2}"#;
        scan(text, |depth, name, value| seen.push((depth, name, value))).unwrap();
        let expected: [(usize, &[u8], &[u8]); 4] = [
            (2, b"b", br#"[{"c":1}]"#),
            (2, b"d", br#""e""#),
            (1, b"a", br#"{"b":[{"c":1}],"d":"e"}"#),
            (1, b"f", b"2"),
        ];
        assert_eq!(seen, expected);
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            (-(1_i64 << 53) + 1..1 << 53).prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..5)
                    .prop_map(|members| Value::from(members.into_iter().collect::<serde_json::Map<_, _>>())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_the_canonicalizer_writes_is_canonical_and_nothing_else_is(value in json(), at in any::<prop::sample::Index>(), bit in 0..8_u32) {
            let canonical = serde_json_canonicalizer::to_vec(&value).unwrap();
            prop_assert!(is_canonical(&canonical), "{}", String::from_utf8_lossy(&canonical));
            let mut flipped = canonical.clone();
            flipped[at.index(canonical.len())] ^= 1_u8 << bit;
            let again = serde_json::from_slice::<Value>(&flipped).ok().and_then(|value| serde_json_canonicalizer::to_vec(&value).ok());
            prop_assert_eq!(is_canonical(&flipped), again.as_ref() == Some(&flipped), "{}", String::from_utf8_lossy(&flipped));
        }
    }
}
