//! Comments as Obsidian writes them, `%% text %%`: what stands in one is meant for nobody else to read, so it is left out.

use super::super::options::Spanned;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::ops::Range;

const SIGN: &str = "%%";

/// A sign in the text.
struct Mark {
    event: usize,
    /// In the text of the event.
    at: usize,
    /// The events that open the blocks around it, from the outermost.
    inside: Vec<usize>,
}

/// The events of `text` without comments, and where these stood.
pub(super) fn take<'e>(text: &str, events: Vec<Spanned<'e>>) -> (Vec<Spanned<'e>>, Vec<Range<usize>>) {
    let pairs = if text.contains(SIGN) { pairs(text, &events) } else { Vec::new() };
    if pairs.is_empty() {
        return (events, Vec::new());
    }
    let mut kept: Vec<Spanned<'e>> = Vec::with_capacity(events.len());
    let mut places = Vec::new();
    // The event from which on all is to be kept, and the byte of its text.
    let (mut next, mut at) = (0, 0);
    let piece = |kept: &mut Vec<Spanned<'e>>, i: usize, from: usize, to: Option<usize>| {
        let (event, range) = &events[i];
        match event {
            Event::Text(t) if from > 0 || to.is_some() => {
                let part = &t[from..to.unwrap_or(t.len())];
                if !part.is_empty() {
                    let start = range.start + from;
                    kept.push((Event::Text(CowStr::from(part.to_owned())), start..start + part.len()));
                }
            }
            _ => kept.push((event.clone(), range.clone())),
        }
    };
    for (open, close) in pairs {
        let whole = open.inside != close.inside;
        let first = if whole { open.inside.last().copied().unwrap_or(open.event) } else { open.event };
        for i in next..first {
            piece(&mut kept, i, std::mem::take(&mut at), None);
        }
        if whole {
            (next, at) = (close.event + 2, 0);
        } else {
            piece(&mut kept, first, at, Some(open.at));
            (next, at) = (close.event, close.at + SIGN.len());
        }
        places.push(events[open.event].1.start + open.at..events[close.event].1.start + close.at + SIGN.len());
    }
    for i in next..events.len() {
        piece(&mut kept, i, std::mem::take(&mut at), None);
    }
    (kept, places)
}

/// The signs that open comments, and those that close them.
fn pairs(text: &str, events: &[Spanned<'_>]) -> Vec<(Mark, Mark)> {
    let mut pairs = Vec::new();
    let mut inside: Vec<usize> = Vec::new();
    let mut open: Option<Mark> = None;
    let mut code = 0;
    for (i, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                code += usize::from(matches!(tag, Tag::CodeBlock(_)));
                inside.push(i);
            }
            Event::End(tag) => {
                code -= usize::from(matches!(tag, TagEnd::CodeBlock));
                inside.pop();
            }
            Event::Text(shown) if code == 0 && text.get(range.clone()) == Some(shown) => {
                for (at, _) in shown.match_indices(SIGN) {
                    let mark = Mark { event: i, at, inside: inside.clone() };
                    if let Some(opened) = open.take_if(|o| belong(events, o, &mark)) {
                        pairs.push((opened, mark));
                        continue;
                    }
                    // «100 %%» begins none. Where a sign closes nothing, the next comment may begin with it.
                    let before = text[..range.start + at].trim_end_matches(' ').chars().next_back();
                    if before.is_none_or(|c| !c.is_ascii_digit() && c != '%') {
                        open = Some(mark);
                    }
                }
            }
            _ => {}
        }
    }
    pairs
}

/// Whether the two signs are of one comment: in one text, or first and last in two blocks that stand side by side.
fn belong(events: &[Spanned<'_>], open: &Mark, close: &Mark) -> bool {
    if open.inside == close.inside {
        return open.event != close.event || close.at > open.at + SIGN.len();
    }
    let (Some((a, around)), Some((_, beside))) = (open.inside.split_last(), close.inside.split_last()) else {
        return false;
    };
    let Event::Text(shown) = &events[close.event].0 else { return false };
    let last = shown[close.at + SIGN.len()..].trim().is_empty()
        && matches!(events.get(close.event + 1), Some((Event::End(_), _)));
    around == beside && open.event == a + 1 && open.at == 0 && last
}

#[cfg(test)]
mod tests {
    use super::super::normalise;
    use super::*;

    /// What is left of the text, and the comments.
    fn taken(text: &str) -> (String, Vec<String>) {
        let normalised = normalise(text, 0);
        let (events, places) = take(&normalised.text, normalised.events());
        let mut depth = 0isize;
        let mut left = String::new();
        for (event, _) in &events {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Text(t) | Event::Code(t) => left.push_str(t),
                _ => left.push(' '),
            }
        }
        assert_eq!(depth, 0, "{text}");
        (left, places.into_iter().map(|p| normalised.text[p].to_owned()).collect())
    }

    #[test]
    fn comments_are_taken_out() {
        for (text, left, comments) in [
            ("a %% b %% c", "a  c", &["%% b %%"][..]),
            ("a %%b *c* `d` [e](f)%% g %%h%%", "a  g ", &["%%b *c* `d` [e](f)%%", "%%h%%"]),
            ("a\n\n%%\nb\n\n- c\n\n## d\n\ne\n%%\n\nf", "af", &["%%\nb\n\n- c\n\n## d\n\ne\n%%"]),
            ("- a\n\n  %% b\n\n  c %%\n\nd", "ad", &["%% b\n\n  c %%"]),
            ("a %%b\nc%% d", "a  d", &["%%b\nc%%"]),
        ] {
            let comments: Vec<String> = comments.iter().map(|c| (*c).to_owned()).collect();
            assert_eq!(taken(text), (left.to_owned(), comments), "{text}");
        }
    }

    #[test]
    fn what_is_no_comment_stays() {
        for text in [
            "100 %% av 50 %%",
            "`%% a %%`",
            "a %% b",
            "a %%%% b",
            "- %% a\n\nb %%",
            "```\n%% a %%\n```",
            "%% a\n\nb %% c",
        ] {
            assert_eq!(taken(text).1, [""; 0], "{text}");
        }
    }
}
