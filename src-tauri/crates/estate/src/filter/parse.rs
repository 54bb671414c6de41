//! Reading a filter.

use super::{Filter, FilterError, Term};

struct Token {
    column: usize,
    text: String,
    /// Where in `text` the first operator outside quotation marks stands.
    operator: Option<(usize, &'static str)>,
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
        let mut terms = Vec::new();
        for token in tokens(text)? {
            let (wanted, body) = match token.text.strip_prefix('-') {
                Some(rest) if !token.quoted && !rest.is_empty() => (false, rest),
                _ => (true, token.text.as_str()),
            };
            let shift = token.text.len() - body.len();
            terms.push(term(&token, wanted, body, shift)?);
        }
        Ok(Filter { terms })
    }
}

fn term(token: &Token, wanted: bool, body: &str, shift: usize) -> Result<(bool, Term), FilterError> {
    let Some((at, operator)) = token.operator else {
        return Ok((wanted, Term::Text(body.to_owned())));
    };
    let at = at - shift.min(at);
    let (name, value) = (body[..at].trim(), body[at + operator.len()..].trim());
    if operator != ":" {
        let term = Term::Attribute { name: name.to_owned(), value: value.to_owned() };
        return Ok((wanted == (operator == "="), term));
    }
    let make = match name {
        "class" | "type" => Term::Class,
        "state" | "status" => Term::State,
        "operation" => Term::Operation,
        "source" => Term::Source,
        // A colon inside free text (`device:27`, an address) is text.
        _ => return Ok((wanted, Term::Text(body.to_owned()))),
    };
    if value.is_empty() {
        return Err(FilterError::NoValue { column: token.column, field: name.to_owned() });
    }
    Ok((wanted, make(value.to_owned())))
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
        let mut token =
            Token { column: column + 1, text: String::new(), operator: None, quoted: character == '"', waits: false };
        while let Some(&(at, character)) = characters.peek() {
            if character.is_whitespace() {
                break;
            }
            characters.next();
            match character {
                '"' => loop {
                    match characters.next() {
                        None => return Err(FilterError::OpenQuote { column: at + 1 }),
                        Some((_, '"')) => break,
                        Some((_, inner)) => token.text.push(inner),
                    }
                },
                ':' | '=' if token.operator.is_none() && !token.text.is_empty() => {
                    let not = character == '=' && token.text.ends_with('!');
                    let start = token.text.len() - usize::from(not);
                    let operator = if character == ':' {
                        ":"
                    } else if not {
                        "!="
                    } else {
                        "="
                    };
                    // "!=" standing apart belongs to the name before it.
                    if start > 0 {
                        token.operator = Some((start, operator));
                    }
                    token.text.push(character);
                }
                other => token.text.push(other),
            }
        }
        join(&mut tokens, token);
    }
    Ok(tokens)
}

/// Joins `name`, `=` and `value` that stand apart.
fn join(tokens: &mut Vec<Token>, token: Token) {
    let Some(last) = tokens.last_mut() else {
        tokens.push(token);
        return;
    };
    if last.waits {
        last.text.push_str(&token.text);
        last.waits = false;
        return;
    }
    let operator = ["!=", "="].into_iter().find(|operator| !token.quoted && token.text.starts_with(operator));
    match operator {
        Some(operator) if last.operator.is_none() => {
            last.operator = Some((last.text.len(), operator));
            last.text.push_str(&token.text);
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
        Term::Attribute { name: name.to_owned(), value: value.to_owned() }
    }

    #[test]
    fn terms_stand_side_by_side() {
        let text = |text: &str| Term::Text(text.to_owned());
        check("", &[]);
        check("  core  switch ", &[(true, text("core")), (true, text("switch"))]);
        check("\"core switch\"", &[(true, text("core switch"))]);
        check(
            "class:firewall -state:retired",
            &[(true, Term::Class("firewall".to_owned())), (false, Term::State("retired".to_owned()))],
        );
        check("type:\"Physical server\"", &[(true, Term::Class("Physical server".to_owned()))]);
        check("owner= environment=live", &[(true, attribute("owner", "")), (true, attribute("environment", "live"))]);
        check("environment = live x", &[(true, attribute("environment", "live")), (true, text("x"))]);
        check("environment =live", &[(true, attribute("environment", "live"))]);
        check("tier != 1", &[(false, attribute("tier", "1"))]);
        check("tier!=1", &[(false, attribute("tier", "1"))]);
        check("-tier=1", &[(false, attribute("tier", "1"))]);
        check("device:27", &[(true, text("device:27"))]);
        check("owner=\"Team A\"", &[(true, attribute("owner", "Team A"))]);
        check("伺服器 class:rack", &[(true, text("伺服器")), (true, Term::Class("rack".to_owned()))]);
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        assert_eq!(Filter::parse("core \"swi"), Err(FilterError::OpenQuote { column: 6 }));
        assert_eq!(Filter::parse("core class:"), Err(FilterError::NoValue { column: 6, field: "class".to_owned() }));
    }
}
