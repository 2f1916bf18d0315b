use super::super::words::width;
use super::*;
use crate::governance::Band;

/// Departments with a school below each, and forums; the pages are numbers.
fn many(departments: usize, forums: usize) -> Organisation {
    let unit = |n: usize| 100 + n;
    let part = |unit: usize, above, roles: &[PageIx]| Part { unit: Some(unit), above, roles: roles.to_vec() };
    let of = |tier, parts| Band { tier: Some(tier), parts };
    let mut strategic = vec![part(10, None, &[0, 1, 2])];
    strategic.push(Part { unit: None, above: None, roles: vec![3] });
    let tactical = (0..departments).map(|n| part(unit(n), Some(10), &[4]));
    let operational = (0..departments).map(|n| part(200 + n, Some(unit(n)), &[5, 6]));
    let bands = vec![
        of(Tier::Strategic, strategic),
        of(Tier::Tactical, tactical.collect()),
        of(Tier::Operational, operational.collect()),
    ];
    let forum = |n: usize| Forum { unit: 300 + n, above: Some(10), chair: Some(0), roles: vec![0, 4, 5] };
    Organisation { bands, forums: (0..forums).map(forum).collect() }
}

fn title(page: PageIx) -> String {
    let titles = ["Säkerhetschef", "Säkerhetssamordnare fastighet", "Handläggare vid Säkerhetsenheten", "Rektor"];
    format!("{} {page}", titles[page % titles.len()])
}

fn drawn(of: &Organisation, form: &Form) -> Picture {
    let names = Names { title: &title, above: "hör till {title}", with: "med {title}", no_unit: "Utan enhet" };
    lay_out(of, form, &names)
}

fn overlap(a: Area, b: Area) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

/// The places that a path of `M x y`, `H x` and `V y` goes through.
fn points(path: &str) -> Vec<(i64, i64)> {
    let spaced = path.replace(['M'], "").replace('H', " H").replace('V', " V");
    let mut parts = spaced.split(' ');
    let mut number = || parts.next().map(str::to_owned);
    let (x, y) = (number().unwrap().parse().unwrap(), number().unwrap().parse().unwrap());
    let mut all = vec![(x, y)];
    while let Some(step) = number() {
        let (x, y) = *all.last().unwrap();
        let to = step[1..].parse().unwrap();
        all.push(if step.starts_with('H') { (to, y) } else { (x, to) });
    }
    all
}

fn is_sound(picture: &Picture, form: &Form, what: &str) {
    let boxes = &picture.boxes;
    for (i, a) in boxes.iter().enumerate() {
        assert!(a.area.x >= 0 && a.area.right() <= form.width && a.area.bottom() <= picture.height, "{what}: {a:?}");
        assert!(a.area.height >= 24 && a.area.width >= 24, "{what}: {a:?}");
        assert!(
            picture.bands.iter().any(|(_, b)| b.y + HEAD <= a.area.y && a.area.bottom() < b.bottom()),
            "{what}: {a:?}"
        );
        let words =
            a.lines.iter().map(|line| (line, a.of != BoxOf::Role)).chain(a.notes.iter().map(|note| (note, false)));
        for (line, bold) in words {
            assert!(width(line.trim_end(), bold) <= a.area.width - 2 * INSIDE, "{what}: {line}");
        }
        let lines = i64::try_from(a.lines.len() + a.notes.len()).unwrap();
        assert!(lines * LINE + 2 * INSIDE <= a.area.height, "{what}: {a:?}");
        assert!(boxes[i + 1..].iter().all(|b| !overlap(a.area, b.area)), "{what}: {a:?}");
    }
    for (_, path) in &picture.lines {
        for pair in points(path).windows(2) {
            let ((x, y), (to_x, to_y)) = (pair[0], pair[1]);
            let (x, width, y, height) = (x.min(to_x), (x - to_x).abs(), y.min(to_y), (y - to_y).abs());
            assert!(x >= 0 && x + width <= form.width && y >= 0 && y + height <= picture.height, "{what}: {path}");
            // A line may touch the edge of a box and not go into it.
            let inside = |b: &&Drawn| {
                b.area.x < x + width && x < b.area.right() && b.area.y < y + height.max(1) && y < b.area.bottom()
            };
            assert!(boxes.iter().find(inside).is_none(), "{what}: {path} crosses {:?}", boxes.iter().find(inside));
        }
    }
}

#[test]
fn boxes_stand_apart_in_the_frame_with_their_words_and_no_line_crosses_one() {
    for (departments, forums) in [(0, 0), (1, 0), (0, 2), (3, 2), (12, 5), (40, 9)] {
        let of = many(departments, forums);
        for form in &FORMS {
            let what = format!("{departments} departments, {forums} forums, {}", form.name);
            let picture = drawn(&of, form);
            is_sound(&picture, form, &what);
            let roles = 4 + 3 * departments;
            let units = 1 + 2 * departments;
            assert_eq!(picture.boxes.len(), roles + units + forums, "{what}");
        }
    }
    assert_eq!(drawn(&Organisation::default(), &FORMS[0]).height, 0);
}

#[test]
fn what_has_no_room_for_a_line_is_told_in_words() {
    let told = |of: &Organisation, form: &Form| {
        let picture = drawn(of, form);
        let noted = picture.boxes.iter().filter(|b| !b.notes.is_empty()).map(|b| b.page).collect::<Vec<_>>();
        (noted, picture.dots.len())
    };
    // Two departments: lines of unit 10 and of both of them, and two forums that each meet one role of unit 10, two of
    // the departments' and two of the schools'.
    assert_eq!(told(&many(2, 2), &FORMS[0]), (vec![], 10));
    assert_eq!(told(&many(2, 2), &FORMS[1]), (vec![], 10));
    // Three departments on a telephone: three lines on the left, so that of the third department is missing.
    assert_eq!(told(&many(3, 0), &FORMS[1]).0, [202]);
    // The fourth forum on a telephone has no line on the right.
    assert_eq!(told(&many(0, 4), &FORMS[1]), (vec![303], 3));
}

#[test]
fn the_same_organisation_gives_the_same_picture() {
    let paths = || drawn(&many(5, 3), &FORMS[0]).lines;
    assert_eq!(paths(), paths());
}
