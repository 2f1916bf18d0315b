//! Headings as they are written: their levels, their ids, their sections.

use super::builder::Builder;
use super::options::Spanned;
use super::outline::left_over;
use crate::base::slug::slug;
use crate::body::Heading;
use crate::body::tree::Hole;
use crate::diagnostic::Code;
use crate::text;
use pulldown_cmark::HeadingLevel;
use std::ops::Range;

/// The element of a heading; level 1 is the title's.
fn heading_name(level: u8) -> &'static str {
    match level {
        ..=2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

impl Builder<'_> {
    pub(super) fn heading_start(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        classes: &str,
        text: String,
        range: &Range<usize>,
    ) {
        let level = (level as u8 + self.plan.shift).clamp(2, 6);
        if level > self.last_level + 1 {
            let (from, wanted) = (self.last_level, self.last_level + 1);
            let found = self.report(
                Code::HeadingJump,
                range,
                text!(
                    "rubriken hoppar från nivå {from} till nivå {level}",
                    "the heading jumps from level {from} to level {level}"
                ),
            );
            found.cause = Some(format!("{from}-{level}"));
            found.help.push(text!(
                "gör den till nivå {wanted}, så att rubrikerna bildar ett träd",
                "make it level {wanted}, so that the headings form a tree"
            ));
        }
        self.last_level = level;
        let id = match id {
            Some(id) => self.given_id(id, range),
            None => {
                let base = format!("{}{}", self.options.id_prefix, slug(&text));
                self.unique.name(&base, "avsnitt")
            }
        };
        let index = self.body.headings.len();
        let top = self.depth == 0 && self.buffers.len() == 1 && self.open_shortcodes.is_empty();
        self.next_section(&text, &id);
        self.body.headings.push(Heading { level, id: id.clone(), text, span: self.span(range), top });
        self.heading = Some(index);
        if top {
            self.block_hole(Hole::HeadingMark(index.into()));
        }
        let attributes = [("id", id.as_str()), ("class", classes)];
        self.open_block(heading_name(level), if classes.is_empty() { &attributes[..1] } else { &attributes });
        self.silent = true;
    }

    /// Reports what stands in braces after the heading and is no id or class: Markdown takes it off the page.
    /// `inner` are the events of the heading's text.
    pub(super) fn heading_attributes(&mut self, inner: &[Spanned<'_>], range: &Range<usize>) {
        let left = left_over(inner, range);
        let after = self.source(&left);
        let (Some(open), Some(close)) = (after.find('{'), after.rfind('}')) else { return };
        let Some(block) = after.get(open + 1..close) else { return };
        let place = left.start + open..left.start + close + 1;
        // Of several ids the last one counts.
        let id = block.split_whitespace().rfind(|item| item.len() > 1 && item.starts_with('#'));
        let used =
            |item: &str| id.is_some_and(|id| std::ptr::eq(id, item)) || (item.len() > 1 && item.starts_with('.'));
        let unused: Vec<&str> = block.split_whitespace().filter(|item| !used(item)).collect();
        if unused.is_empty() {
            return;
        }
        let what = unused.join(" ");
        self.report(
            Code::HeadingAttributes,
            &place,
            text!("det här efter rubriken syns inte på sidan: {what}", "this after the heading is not on the page: {what}"),
        )
        .help
        .push(text!(
            "klamrarna är för ett id och klasser, {{#id .klass}}: ta bort resten, eller skriv text inom parentes, ({what})",
            "the braces are for one id and classes, {{#id .class}}: remove the rest, or put text in parentheses, ({what})"
        ));
    }

    /// An id given by hand, unless another heading of the page has it already.
    fn given_id(&mut self, id: &str, range: &Range<usize>) -> String {
        if !self.body.headings.iter().any(|h| h.id == id) {
            return id.to_owned();
        }
        self.report(
            Code::DuplicateHeadingId,
            range,
            text!("två rubriker har id ”{id}”", "two headings have the id \"{id}\""),
        )
        .help
        .push(text!("ge den här rubriken ett eget id", "give this heading an id of its own"));
        self.unique.name(id, "avsnitt")
    }

    pub(super) fn heading_end(&mut self) {
        let index = self.body.headings.len() - 1;
        let level = self.body.headings[index].level;
        self.silent = false;
        self.hole(Hole::Anchor(index.into()));
        self.close_block(heading_name(level));
    }
}
