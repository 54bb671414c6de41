//! The catalogue: the one that ships, and what a broken one is told.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test")]

use cairn_model::Strength;
use cairn_model::catalogue::{DEFAULT_CATALOGUE, Declarations, Needs, load};

const HEAD: &str = r#"format = 1
id = "test"
version = "1"
common_attributes = []

[status_words]
"" = "live"

[[state]]
id = "live"
participates = true
label = { en = "Live", zh-HK = "使用中", zh-CN = "使用中" }

"#;

const LABEL: &str = r#"label = { en = "X", zh-HK = "甲", zh-CN = "甲" }"#;

/// Checks that a catalogue is refused in this line, for this key, with these words.
fn check(body: &str, line_text: &str, key: &str, words: &str) {
    let text = format!("{HEAD}{body}");
    let errors = load("mine.toml", &text).expect_err("the catalogue should be refused");
    let line = 1 + text
        .lines()
        .collect::<Vec<_>>()
        .iter()
        .rposition(|line| *line == line_text)
        .expect("the line is in the text");
    let found = errors.iter().any(|error| error.line == line && error.key == key && error.message.contains(words));
    assert!(found, "line {line}, {key}, {words}: {errors:?}");
    assert!(errors.iter().all(|error| error.to_string().starts_with("mine.toml, line ")), "{errors:?}");
}

#[test]
fn the_default_catalogue_is_sound_and_has_the_classes_and_types_of_the_model() {
    let catalogue = load("default.toml", DEFAULT_CATALOGUE).unwrap();
    let flags = |id: &str| {
        let class = catalogue.class(id).unwrap();
        (class.is_service, class.fails_alone)
    };
    assert_eq!(flags("business_service"), (true, false));
    assert_eq!(flags("external_service"), (true, true));
    assert_eq!(flags("switch"), (false, true), "inherited from the abstract network");
    assert_eq!(flags("compute_cluster"), (false, false));
    assert_eq!(flags("schema"), (false, false));
    assert_eq!(flags("redundancy_group"), (false, false));
    let kind = |id: &str| {
        let definition = &catalogue.relationship_type(id).unwrap().definition;
        (definition.needs, definition.strength, definition.groups)
    };
    assert_eq!(kind("depends_on"), (Needs::Source, Strength::Hard, false));
    assert_eq!(kind("member_of"), (Needs::Target, Strength::Hard, true));
    assert_eq!(kind("powered_by"), (Needs::Source, Strength::Hard, true));
    assert_eq!(kind("exchanges_data_with"), (Needs::Source, Strength::Degrading, false));
    assert_eq!(kind("monitored_by"), (Needs::Source, Strength::Soft, false));
    assert_eq!(kind("owned_by"), (Needs::None, Strength::Info, false));
    assert!(catalogue.relationship_type("consumes").unwrap().definition.customers);
    for word in ["", "active", "available", "in use", "production", "connected", "online", "LIVE"] {
        assert_eq!(catalogue.state_for_word(word).map(|state| state.id.as_str()), Some("live"), "{word}");
    }
    let participating: Vec<&str> =
        catalogue.states().iter().filter(|state| state.participates).map(|state| state.id.as_str()).collect();
    assert_eq!(participating, ["live", "maintenance", "retiring", "missing"]);
}

#[test]
fn the_matrix_knows_ancestors_and_refuses_strangers() {
    let catalogue = load("default.toml", DEFAULT_CATALOGUE).unwrap();
    let strength = |kind: &str, from: &str, to: &str| {
        let class = |id| catalogue.class_number(id).unwrap();
        catalogue.strength(catalogue.type_number(kind).unwrap(), class(from), class(to))
    };
    assert_eq!(strength("depends_on", "rack", "team"), Some(Strength::Hard));
    assert_eq!(strength("hosted_on", "virtual_machine", "hypervisor"), Some(Strength::Hard));
    assert_eq!(strength("hosted_on", "rack", "team"), None);
}

#[test]
fn a_model_survives_its_elements() {
    let catalogue = load("default.toml", DEFAULT_CATALOGUE).unwrap();
    let elements = catalogue.declarations().elements().unwrap();
    let again = Declarations::from_elements(elements).unwrap().resolve().unwrap();
    assert_eq!(again.classes(), catalogue.classes());
    assert_eq!(again.relationship_types(), catalogue.relationship_types());
    assert_eq!(again.states(), catalogue.states());
    assert_eq!(again.settings(), catalogue.settings());
}

#[test]
fn syntax_errors_name_file_line_and_key() {
    check("[[class]]\nid = \"a\"\ncolour = 1\n", "colour = 1", "class.colour", "unknown field");
    check("[[class]]\nid = 7\n", "id = 7", "class.id", "invalid type");
    check("[[class]]\nid = \"a\n", "id = \"a", "class.id", "invalid");
}

#[test]
fn what_does_not_fit_names_file_line_and_key() {
    let class = |id: &str, more: &str| format!("[[class]]\nid = \"{id}\"\nkey_prefix = \"{id}\"\n{LABEL}\n{more}\n\n");
    check(&class("a", "parent = \"ghost\""), "parent = \"ghost\"", "class.parent", "`ghost` is not a class");
    check(&class("a", "parent = \"a\""), "parent = \"a\"", "class.parent", "inherits from itself");
    let cycle = class("a", "parent = \"b\"") + &class("b", "parent = \"a\"");
    check(&cycle, "parent = \"b\"", "class.parent", "inherits from itself");
    let twice = class("a", "") + &class("b", "aliases = [\"x\"]") + &class("c", "aliases = [ \"x\" ]");
    check(&twice, "aliases = [ \"x\" ]", "class.aliases", "already means another class");
    check(&class("a", "attributes = [\"hue\"]"), "attributes = [\"hue\"]", "class.attributes", "`hue` is not");
    let kind = |matrix: &str| {
        format!(
            "[[relationship_type]]\nid = \"t\"\n{LABEL}\ninverse = {{ en = \"Y\", zh-HK = \"乙\", zh-CN = \"乙\" }}\n\
             needs = \"source\"\nstrength = \"hard\"\n{matrix}\n"
        )
    };
    let ghost = "matrix = [{ from = \"any\", to = \"ghost\" }]";
    check(&kind(ghost), ghost, "relationship_type.matrix", "`ghost` is not a class");
    check(
        "[[state]]\nid = \"live\"\nparticipates = false\nlabel = { en = \"L\", zh-HK = \"使\", zh-CN = \"使\" }\n",
        "id = \"live\"",
        "state.id",
        "declared twice",
    );
}

#[test]
fn a_newer_format_is_refused_by_name() {
    let errors = load("mine.toml", &HEAD.replace("format = 1", "format = 2")).expect_err("refused");
    assert_eq!((errors[0].line, errors[0].key.as_str()), (1, "format"));
    assert!(errors[0].message.contains("format 2"), "{errors:?}");
}
