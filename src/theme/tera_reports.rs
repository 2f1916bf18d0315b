//! Tera's own reports of faults, which it joins to one text where several templates are at fault.

/// `error: MESSAGE`, and below it ` --> TEMPLATE:LINE:COLUMN`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Report<'a> {
    pub message: &'a str,
    pub template: &'a str,
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
}

/// The reports in a text. Their source lines are left out: findings show their own.
pub(super) fn reports(text: &str) -> impl Iterator<Item = Report<'_>> {
    let lines = text.lines();
    lines.clone().zip(lines.skip(1)).filter_map(|(first, second)| {
        let message = first.strip_prefix("error: ")?;
        let place = second.trim_start().strip_prefix("--> ")?;
        let (rest, column) = place.rsplit_once(':')?;
        let (template, line) = rest.rsplit_once(':')?;
        Some(Report { message, template, line: line.parse().ok()?, column: column.parse().ok()? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_report() {
        let text = "error: Filter `x` does not exist\n  --> a/b.html:10:3\n   |\n10 | {{ 1 | x }}\n   |        ^\n\nerror: B\n --> c.html:1:2\n  |\n";
        let all: Vec<_> = reports(text).collect();
        assert_eq!(
            all,
            [
                Report { message: "Filter `x` does not exist", template: "a/b.html", line: 10, column: 3 },
                Report { message: "B", template: "c.html", line: 1, column: 2 },
            ]
        );
        assert_eq!(reports("something else").count(), 0);
    }
}
