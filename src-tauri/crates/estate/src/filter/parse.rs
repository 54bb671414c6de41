//! Reading a filter.

use super::{Filter, FilterError, Term, WrittenTerm};

struct Token {
    column: usize,
    text: String,
    /// As it stands in the filter, with quotation marks.
    written: String,
    /// Where in `text` the first operator outside quotation marks stands.
    operator: Option<(usize, &'static str)>,
    /// Where in `text` a bar outside quotation marks stands.
    bars: Vec<usize>,
    quoted: bool,
    /// An operator stood apart behind the name: the next token is its value.
    waits: bool,
}

impl Filter {
    /// Returns the filter that a text means; the empty text means every item.
    ///
    /// # Errors
    /// [`FilterError`] with the column where reading failed.
    pub fn parse(text: &str) -> Result<Filter, FilterError> {
        let terms = tokens(text)?.iter().map(|token| meant(token, &read(token))).collect::<Result<_, _>>()?;
        Ok(Filter { terms })
    }

    /// Returns the terms of a filter as they were written, in their order.
    ///
    /// # Errors
    /// As [`Filter::parse`].
    pub fn written(text: &str) -> Result<Vec<WrittenTerm>, FilterError> {
        let all = tokens(text)?.into_iter().map(|token| {
            let read = read(&token);
            meant(&token, &read)?;
            Ok(read)
        });
        all.collect()
    }
}

/// The fields that are asked for with a colon.
const FIELDS: [(&str, &str); 6] = [
    ("class", "class"),
    ("type", "class"),
    ("state", "state"),
    ("status", "state"),
    ("operation", "operation"),
    ("source", "source"),
];

/// Takes a token apart.
fn read(token: &Token) -> WrittenTerm {
    let (wanted, body) = match token.text.strip_prefix('-') {
        Some(rest) if !token.quoted && !rest.is_empty() => (false, rest),
        _ => (true, token.text.as_str()),
    };
    let shift = token.text.len() - body.len();
    let text = |wanted| WrittenTerm {
        text: token.written.clone(),
        wanted,
        field: String::new(),
        operator: "",
        values: vec![body.to_owned()],
    };
    let Some((at, operator)) = token.operator else { return text(wanted) };
    let at = at - shift.min(at);
    let name = body[..at].trim();
    let field = FIELDS.into_iter().find(|(known, _)| *known == name).map(|(_, field)| field);
    let field = match (operator, field) {
        // A colon inside free text (`device:27`, an address) is text.
        (":", None) => return text(wanted),
        (_, Some("class")) => "class",
        (":", Some(field)) => field,
        _ => name,
    };
    let mut values = Vec::new();
    let mut start = at + operator.len();
    for bar in token.bars.iter().map(|bar| bar - shift).chain([body.len()]) {
        values.push(body[start..bar].trim().to_owned());
        start = (bar + 1).min(body.len());
    }
    WrittenTerm { text: token.written.clone(), wanted, field: field.to_owned(), operator, values }
}

/// Returns the condition that a term means.
fn meant(token: &Token, term: &WrittenTerm) -> Result<(bool, Term), FilterError> {
    let WrittenTerm { wanted, field, operator, values, .. } = term;
    let wanted = *wanted == (*operator != "!=");
    if operator.is_empty() {
        return Ok((wanted, Term::Text(values.concat())));
    }
    let is_empty = values.iter().any(String::is_empty);
    if is_empty && (*operator == ":" || field == "class") {
        return Err(FilterError::NoValue { column: token.column, field: field.clone() });
    }
    let values = values.clone();
    let term = match (*operator, field.as_str()) {
        (":", "class") => Term::Class(values),
        (_, "class") => Term::ClassItself(values),
        (":", "state") => Term::State(values),
        (":", "operation") => Term::Operation(values),
        (":", "source") => Term::Source(values),
        _ => Term::Attribute { name: field.clone(), values },
    };
    Ok((wanted, term))
}

/// Splits at spaces outside quotation marks; `name = value` is one token.
fn tokens(text: &str) -> Result<Vec<Token>, FilterError> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut characters = text.chars().enumerate().peekable();
    while let Some(&(column, character)) = characters.peek() {
        if character.is_whitespace() {
            characters.next();
            continue;
        }
        let mut token = Token {
            column: column + 1,
            text: String::new(),
            written: String::new(),
            operator: None,
            bars: Vec::new(),
            quoted: character == '"',
            waits: false,
        };
        while let Some(&(at, character)) = characters.peek() {
            if character.is_whitespace() {
                break;
            }
            characters.next();
            token.written.push(character);
            match character {
                '"' => loop {
                    let Some((_, inner)) = characters.next() else {
                        return Err(FilterError::OpenQuote { column: at + 1 });
                    };
                    token.written.push(inner);
                    if inner == '"' {
                        break;
                    }
                    token.text.push(inner);
                },
                ':' | '=' if token.operator.is_none() && !token.text.is_empty() => token.operate(character),
                other => {
                    if other == '|' && token.operator.is_some() {
                        token.bars.push(token.text.len());
                    }
                    token.text.push(other);
                }
            }
        }
        join(&mut tokens, token);
    }
    Ok(tokens)
}

impl Token {
    /// Notes the operator that a character makes.
    fn operate(&mut self, character: char) {
        let not = character == '=' && self.text.ends_with('!');
        let start = self.text.len() - usize::from(not);
        let operator = match (character, not) {
            (':', _) => ":",
            (_, true) => "!=",
            (_, false) => "=",
        };
        // "!=" standing apart belongs to the name before it.
        if start > 0 {
            self.operator = Some((start, operator));
        }
        self.text.push(character);
    }

    /// Takes in what stood apart.
    fn take(&mut self, other: &Token) {
        let start = self.text.len();
        self.bars.extend(other.text.char_indices().filter(|(_, one)| *one == '|').map(|(at, _)| start + at));
        if other.quoted {
            self.bars.retain(|bar| *bar < start);
        }
        self.text.push_str(&other.text);
        self.written.push(' ');
        self.written.push_str(&other.written);
    }
}

/// Joins `name`, `=` and `value` that stand apart.
fn join(tokens: &mut Vec<Token>, token: Token) {
    let Some(last) = tokens.last_mut() else {
        tokens.push(token);
        return;
    };
    if last.waits {
        last.take(&token);
        last.waits = false;
        return;
    }
    let operator = ["!=", "="].into_iter().find(|operator| !token.quoted && token.text.starts_with(operator));
    match operator {
        Some(operator) if last.operator.is_none() => {
            last.operator = Some((last.text.len(), operator));
            last.take(&token);
            last.waits = token.text == operator;
        }
        _ => tokens.push(token),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(bool, Term)]) {
        assert_eq!(Filter::parse(text).map(|filter| filter.terms), Ok(expected.to_vec()), "{text}");
    }

    fn attribute(name: &str, value: &str) -> Term {
        Term::Attribute { name: name.to_owned(), values: one(value) }
    }

    fn one(value: &str) -> Vec<String> {
        vec![value.to_owned()]
    }

    #[test]
    fn a_bar_means_either_unless_it_is_quoted() {
        let either = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>();
        let site = |values: &[&str]| Term::Attribute { name: "site".to_owned(), values: either(values) };
        check("class:rack|firewall", &[(true, Term::Class(either(&["rack", "firewall"])))]);
        check("class=rack|firewall", &[(true, Term::ClassItself(either(&["rack", "firewall"])))]);
        check("-class!=rack", &[(true, Term::ClassItself(one("rack")))]);
        check("site=\"HK 1\"|KLN", &[(true, site(&["HK 1", "KLN"]))]);
        check("-site=|KLN", &[(false, site(&["", "KLN"]))]);
        check("site!=A|B", &[(false, site(&["A", "B"]))]);
        check("site = A|B", &[(true, site(&["A", "B"]))]);
        check("site=\"A|B\"", &[(true, site(&["A|B"]))]);
        check("a|b", &[(true, Term::Text("a|b".to_owned()))]);
        let missing = FilterError::NoValue { column: 1, field: "class".to_owned() };
        assert_eq!(Filter::parse("class:rack|"), Err(missing));
    }

    #[test]
    fn terms_come_as_they_were_written() {
        let written =
            Filter::written("core -type:\"Physical server\"|rack owner = \"Team A\" site!=").unwrap_or_default();
        let texts: Vec<&str> = written.iter().map(|term| term.text.as_str()).collect();
        assert_eq!(texts, ["core", "-type:\"Physical server\"|rack", "owner = \"Team A\"", "site!="]);
        let fields: Vec<(bool, &str, &str)> =
            written.iter().map(|term| (term.wanted, term.field.as_str(), term.operator)).collect();
        assert_eq!(fields, [(true, "", ""), (false, "class", ":"), (true, "owner", "="), (true, "site", "!=")]);
        assert_eq!(written[1].values, ["Physical server", "rack"]);
    }

    #[test]
    fn terms_stand_side_by_side() {
        let text = |text: &str| Term::Text(text.to_owned());
        check("", &[]);
        check("  core  switch ", &[(true, text("core")), (true, text("switch"))]);
        check("\"core switch\"", &[(true, text("core switch"))]);
        check(
            "class:firewall -state:retired",
            &[(true, Term::Class(one("firewall"))), (false, Term::State(one("retired")))],
        );
        check("type:\"Physical server\"", &[(true, Term::Class(one("Physical server")))]);
        check("owner= environment=live", &[(true, attribute("owner", "")), (true, attribute("environment", "live"))]);
        check("environment = live x", &[(true, attribute("environment", "live")), (true, text("x"))]);
        check("environment =live", &[(true, attribute("environment", "live"))]);
        check("tier != 1", &[(false, attribute("tier", "1"))]);
        check("tier!=1", &[(false, attribute("tier", "1"))]);
        check("-tier=1", &[(false, attribute("tier", "1"))]);
        check("device:27", &[(true, text("device:27"))]);
        check("owner=\"Team A\"", &[(true, attribute("owner", "Team A"))]);
        check("伺服器 class:rack", &[(true, text("伺服器")), (true, Term::Class(one("rack")))]);
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        assert_eq!(Filter::parse("core \"swi"), Err(FilterError::OpenQuote { column: 6 }));
        assert_eq!(Filter::parse("core class:"), Err(FilterError::NoValue { column: 6, field: "class".to_owned() }));
    }
}
