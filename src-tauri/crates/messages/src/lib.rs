//! The words a person reads: message codes become sentences in English, Traditional Chinese as written in Hong Kong,
//! and Simplified Chinese.
//!
//! *Architecture Invariant:* this crate knows no estate and no command; it maps a code and parameters to a sentence.
//! Every code exists in every language: a test holds the three catalogues to each other.

mod isolate;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Traditional Chinese as written in Hong Kong.
    ZhHk,
    /// Simplified Chinese.
    ZhCn,
}

impl Language {
    /// Every language, the fallback first.
    pub const ALL: [Language; 3] = [Language::En, Language::ZhHk, Language::ZhCn];

    /// Returns the BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::ZhHk => "zh-HK",
            Language::ZhCn => "zh-CN",
        }
    }

    /// Returns the language that a tag or a locale name such as `zh_HK.UTF-8` asks for, if the product speaks it.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Language> {
        let tag = tag.split('.').next().unwrap_or("").replace('_', "-").to_lowercase();
        match tag.as_str() {
            "zh-hk" | "zh-tw" | "zh-mo" | "zh-hant" | "zh-hant-hk" => Some(Language::ZhHk),
            "zh" | "zh-cn" | "zh-sg" | "zh-hans" | "zh-hans-cn" => Some(Language::ZhCn),
            tag if tag == "en" || tag.starts_with("en-") => Some(Language::En),
            _ => None,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Language::En => include_str!("../words/en.ftl"),
            Language::ZhHk => include_str!("../words/zh-HK.ftl"),
            Language::ZhCn => include_str!("../words/zh-CN.ftl"),
        }
    }
}

/// What stands in front of the code of a sentence that is for a screen.
const ON_SCREEN: &str = "desk-";

/// The words of one language, with English behind it. A copy shares them.
#[derive(Clone)]
pub struct Messages {
    language: Language,
    /// Codes are looked up with this in front first.
    variant: Option<&'static str>,
    /// Whether a value that could turn the sentence around it is kept from it.
    isolates: bool,
    bundles: Arc<[FluentBundle<FluentResource>]>,
}

impl fmt::Debug for Messages {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Messages").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Messages {
    /// Returns the words of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let languages = [language, Language::En];
        let count = if language == Language::En { 1 } else { 2 };
        let bundles = languages.into_iter().take(count).map(bundle).collect();
        Messages { language, variant: None, isolates: false, bundles }
    }

    /// Returns the words of a language for a screen: where a sentence speaks of the command line, another stands in
    /// its place, and values that run from right to left are isolated.
    #[must_use]
    pub fn for_screen(language: Language) -> Self {
        Messages { variant: Some(ON_SCREEN), isolates: true, ..Messages::new(language) }
    }

    /// Returns the same words with values isolated, for a page that a browser shows.
    #[must_use]
    pub fn isolating(&self) -> Self {
        Messages { isolates: true, ..self.clone() }
    }

    /// Returns the same words without marks of isolation, which fonts draw as boxes where they are drawn one by one.
    #[must_use]
    pub fn unmarked(&self) -> Self {
        Messages { isolates: false, ..self.clone() }
    }

    /// Returns a value as it may stand in a sentence of these words: isolated (U+2068 … U+2069) where it could turn
    /// the sentence around and somebody asked for isolation, as it is otherwise.
    #[must_use]
    pub fn isolated<'v>(&self, value: &'v str) -> Cow<'v, str> {
        if self.isolates && !value.is_ascii() { isolate::isolated(value).into() } else { value.into() }
    }

    /// Returns whether the words are for a screen: what is typed on a command line is not named in them.
    #[must_use]
    pub fn are_for_screen(&self) -> bool {
        self.variant.is_some()
    }

    /// Returns the language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the sentence of a code. A whole number among the parameters chooses the plural form. An unknown code
    /// comes back as itself, with its parameters: nothing a person should know is lost.
    #[must_use]
    pub fn say<'a>(&self, code: &str, params: impl IntoIterator<Item = (&'a str, &'a str)> + Clone) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in params.clone() {
            match value.parse::<i64>() {
                // Leading zeros mark an identifier, not a number.
                Ok(number) if number.to_string() == value => args.set(name, FluentValue::from(number)),
                _ => args.set(name, FluentValue::from(self.isolated(value))),
            }
        }
        let varied = self.variant.map(|variant| format!("{variant}{code}"));
        for (bundle, code) in self.bundles.iter().flat_map(|bundle| {
            let codes = varied.as_deref().into_iter().chain([code]);
            codes.map(move |code| (bundle, code))
        }) {
            if let Some(pattern) = bundle.get_message(code).and_then(|message| message.value()) {
                let mut errors = Vec::new();
                return bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
            }
        }
        let params: Vec<String> = params.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        if params.is_empty() { code.to_owned() } else { format!("{code} ({})", params.join(", ")) }
    }

    /// Returns the word of a code without parameters.
    #[must_use]
    pub fn word(&self, code: &str) -> String {
        self.say(code, [])
    }

    /// Returns true when the code has words of its own.
    #[must_use]
    pub fn knows(&self, code: &str) -> bool {
        self.bundles.iter().any(|bundle| bundle.has_message(code))
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Fluent would mark every value; only few need it, and in a terminal the marks show as boxes.
    bundle.set_use_isolating(false);
    // A test reads every catalogue without errors; what could be read is used even so.
    let resource = match FluentResource::try_new(language.words().to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Returns code → names of its parameters.
    fn codes(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in language.words().lines() {
            if let Some((code, _)) = line.split_once(" =").filter(|(code, _)| !code.starts_with([' ', '#', '}', '['])) {
                code.clone_into(&mut current);
                assert!(
                    codes.insert(current.clone(), BTreeSet::new()).is_none(),
                    "{current} stands twice in {language:?}"
                );
            }
            for part in line.split('$').skip(1) {
                let name: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                codes.entry(current.clone()).or_default().insert(name);
            }
        }
        codes
    }

    #[test]
    fn every_catalogue_can_be_read() {
        for language in Language::ALL {
            let errors = FluentResource::try_new(language.words().to_owned()).err().map(|(_, errors)| errors);
            assert_eq!(errors, None, "{language:?}");
        }
    }

    #[test]
    fn every_code_exists_in_every_language_with_the_same_parameters() {
        let english = codes(Language::En);
        assert!(english.len() > 100);
        for language in Language::ALL {
            assert_eq!(codes(language), english, "{language:?}");
        }
    }

    #[test]
    fn on_a_screen_nothing_speaks_of_the_command_line() {
        for language in Language::ALL {
            let screen = Messages::for_screen(language);
            let all = codes(language);
            for code in all.keys().filter_map(|code| code.strip_prefix(ON_SCREEN)) {
                let (plain, varied) = (&all[code], &all[&format!("{ON_SCREEN}{code}")]);
                assert!(varied.is_subset(plain), "{code}: what the code does not give cannot be said");
                let said = screen.word(code);
                assert!(!said.contains("--") && !said.contains("cairn "), "{language:?} {code}: {said}");
                assert_ne!(said, Messages::new(language).word(code), "{language:?} {code}");
            }
        }
        let starts =
            ["error-", "guard-", "plan-", "row-", "change-", "live-", "wire-", "decide-", "close-", "warning-"];
        let spoken = codes(Language::En).into_keys().filter(|code| starts.iter().any(|start| code.starts_with(start)));
        let screen = Messages::for_screen(Language::En);
        let left: Vec<String> = spoken.filter(|code| screen.word(code).contains("cairn -e")).collect();
        assert_eq!(left, COMMAND_LINE_ONLY);
    }

    /// Sentences that only the command line says.
    const COMMAND_LINE_ONLY: [&str; 2] = ["error-estate-missing", "error-write-answer"];

    #[test]
    fn numbers_choose_the_plural_and_identifiers_stay() {
        let messages = Messages::new(Language::En);
        assert_eq!(messages.say("count-items", [("count", "1")]), "1 item");
        assert_eq!(messages.say("count-items", [("count", "2")]), "2 items");
        assert!(messages.say("error-no-such-item", [("words", "007")]).contains("“007”"));
        assert_eq!(messages.say("no-such-code", [("a", "b")]), "no-such-code (a=b)");
    }

    #[test]
    fn a_name_turns_nothing_around_on_a_screen_and_has_no_marks_in_a_terminal() {
        let words = [("words", "x\u{202e}drow")];
        for language in Language::ALL {
            let plain = Messages::new(language);
            assert!(plain.say("error-no-such-item", words).contains("x\u{202e}drow"), "{language:?}");
            assert!(!plain.say("error-no-such-item", words).contains('\u{2068}'), "{language:?}");
            for marked in [Messages::for_screen(language), plain.isolating()] {
                let said = marked.say("error-no-such-item", words);
                assert!(said.contains("\u{2068}x\u{202e}drow\u{2069}"), "{language:?}: {said}");
            }
            let unmarked = Messages::for_screen(language).unmarked().say("error-no-such-item", words);
            assert!(!unmarked.contains('\u{2068}'), "{language:?}: {unmarked}");
        }
    }

    #[test]
    fn chinese_is_written_in_chinese() {
        for language in [Language::ZhHk, Language::ZhCn] {
            let messages = Messages::new(language);
            let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let foreign: Vec<String> = codes(language)
                .into_keys()
                .filter(|code| !is_chinese(&messages.word(code)) && !LANGUAGELESS.contains(&code.as_str()))
                .collect();
            assert_eq!(foreign, Vec::<String>::new(), "{language:?}");
        }
    }

    /// Codes that are only parameters and punctuation.
    const LANGUAGELESS: [&str; 12] = [
        "change-fact",
        "edit-item-operation",
        "edit-item-state",
        "error-locked-holder",
        "planned-add",
        "planned-connect",
        "planned-disconnect",
        "planned-set",
        "what-if-between",
        "what-if-points",
        "what-if-sentence",
        "why-failed",
    ];

    #[test]
    fn locales_are_recognised() {
        for (tag, language) in [
            ("en_GB.UTF-8", Some(Language::En)),
            ("zh_HK.UTF-8", Some(Language::ZhHk)),
            ("zh-Hant", Some(Language::ZhHk)),
            ("zh_CN", Some(Language::ZhCn)),
            ("C", None),
            ("fr_FR", None),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }
}
