//! Pieces cut out of a body, and what is taken from it where it is shown on other pages.

use crate::body::Heading;
use crate::body::tree::{self, Hole};
use crate::render::html::Node;

/// The nodes below heading `i` up to the next heading of its level or above; `with_heading`: and the heading itself.
pub(in crate::render) fn section_of<'a>(
    nodes: &'a [tree::Node],
    headings: &[Heading],
    i: usize,
    with_heading: bool,
) -> &'a [tree::Node] {
    let mark = |node: &tree::Node| if let tree::Node::Hole(Hole::HeadingMark(h)) = node { Some(h.n()) } else { None };
    let Some(start) = nodes.iter().position(|node| mark(node) == Some(i)) else { return &[] };
    let level = headings[i].level;
    let end = nodes[start + 1..]
        .iter()
        .position(|node| mark(node).is_some_and(|h| headings[h].level <= level))
        .map_or(nodes.len(), |n| start + 1 + n);
    let section = &nodes[start..end];
    if with_heading {
        return section;
    }
    let is_end = |node: &tree::Node| matches!(node, tree::Node::Close("h2" | "h3" | "h4" | "h5" | "h6"));
    section.iter().position(is_end).map_or(section, |end| &section[end + 1..])
}

/// Takes the ids away.
pub(super) fn without_ids(nodes: &mut [Node<'_>]) {
    for node in nodes {
        if let Node::Open { attributes, .. } = node {
            attributes.retain(|attribute| attribute.name() != "id");
        }
    }
}

/// Makes headings those of one level further down.
pub(in crate::render) fn lower_headings(nodes: &mut [Node<'_>]) {
    for node in nodes {
        if let Node::Open { name, .. } | Node::Close(name) = node {
            let lower = match &**name {
                "h2" => "h3",
                "h3" => "h4",
                "h4" => "h5",
                "h5" => "h6",
                _ => continue,
            };
            *name = lower.into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::html::{read, write};

    #[test]
    fn ids_go_and_headings_are_lowered() {
        let mut nodes: Vec<Node<'_>> = read("<h2 id=\"a\" class=\"b\">A</h2><h5>B</h5><h6>id=\"c\"</h6>").collect();
        without_ids(&mut nodes);
        lower_headings(&mut nodes);
        assert_eq!(write(&nodes), "<h3 class=\"b\">A</h3><h6>B</h6><h6>id=\"c\"</h6>");
    }
}
