//! What a paper is to who hears it instead of seeing it: headings, lists, tables and the words of drawings, as a tree of
//! tags (ISO 32000-1, 14.7 and 14.8).
//!
//! Whoever fills sheets tells what begins and what ends; what is drawn in between is numbered in the order in which it
//! stands on the sheets. What nobody needs to hear, such as rules and heads that are repeated, has no number.

use std::num::{NonZeroU16, NonZeroU32};

use cairn_messages::Language;
use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

use super::tag;

/// What something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of a level, from 1, and its words.
    Heading(u16, String),
    Paragraph,
    Section,
    List {
        is_ordered: bool,
    },
    /// Names and values.
    Facts,
    Item,
    /// The number or dot of an item of a list, or the name of a fact.
    Label,
    /// What stands beside it.
    Said,
    Table,
    Head,
    Body,
    Row,
    ColumnHead,
    /// A field that names its row, and over how many columns it goes.
    RowHead(usize),
    /// Any other field, and over how many columns it goes.
    Field(usize),
    /// A drawing, in words.
    Drawing(String),
}

/// A step of telling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Begin(Role),
    /// What is drawn next.
    Drawn,
    End,
}

/// Returns the tree of what was told; `drawn` is what was drawn, in the same order.
pub(super) fn tree(told: Vec<Told>, drawn: Vec<Identifier>, language: Language) -> TagTree {
    let mut drawn = drawn.into_iter();
    let mut open: Vec<TagGroup> = Vec::new();
    let mut tree = TagTree::new().with_lang(Some(tag(language).to_owned()));
    for step in told {
        let whole: Option<Node> = match step {
            Told::Begin(role) => {
                open.push(TagGroup::new(kind(role)));
                None
            }
            Told::Drawn => drawn.next().map(Node::from),
            Told::End => open.pop().map(Node::from),
        };
        match (whole, open.last_mut()) {
            (Some(node), Some(group)) => group.push(node),
            (Some(node), None) => tree.push(node),
            (None, _) => {}
        }
    }
    tree
}

fn kind(role: Role) -> TagKind {
    let over = |span: usize| u32::try_from(span).ok().filter(|span| *span > 1).and_then(NonZeroU32::new);
    match role {
        Role::Heading(level, words) => Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), Some(words)).into(),
        Role::Paragraph => Tag::P.into(),
        Role::Section => Tag::Section.into(),
        Role::List { is_ordered: true } => Tag::L(ListNumbering::Decimal).into(),
        Role::List { is_ordered: false } => Tag::L(ListNumbering::Disc).into(),
        Role::Facts => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Said => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Head => Tag::THead.into(),
        Role::Body => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead(span) => Tag::TH(TableHeaderScope::Row).with_col_span(over(span)).into(),
        Role::Field(span) => Tag::TD.with_col_span(over(span)).into(),
        Role::Drawing(words) => Tag::Figure(Some(words)).into(),
    }
}
