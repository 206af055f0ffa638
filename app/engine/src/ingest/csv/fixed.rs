//! Text whose cells stand below each other: columns of a fixed width, and tables drawn with lines.

use std::borrow::Cow;

/// The cells of a line, by the characters that they start at.
pub(super) fn cells<'a>(line: &'a str, starts: &[u32]) -> Vec<Cow<'a, str>> {
    let mut edges = Vec::with_capacity(starts.len() + 1);
    let mut wanted = starts.iter().copied().peekable();
    for (index, (place, _)) in line.char_indices().enumerate() {
        while wanted.next_if(|start| *start as usize <= index).is_some() {
            edges.push(place);
        }
    }
    edges.resize(starts.len(), line.len());
    edges.push(line.len());
    let cell = |pair: &[usize]| Cow::Borrowed(line.get(pair[0]..pair[1]).unwrap_or_default().trim());
    edges.windows(2).map(cell).collect()
}

/// The cells of a line, between bars.
pub(super) fn drawn_cells(line: &str, bar: char) -> Vec<Cow<'_, str>> {
    let line = line.trim();
    let inner = line.strip_prefix(bar).unwrap_or(line);
    let inner = match inner.strip_suffix(bar) {
        Some(shorter) if !shorter.ends_with('\\') => shorter,
        _ => inner,
    };
    let (mut cells, mut from) = (Vec::new(), 0);
    for (place, letter) in inner.char_indices() {
        if letter == bar && !inner[..place].ends_with('\\') {
            cells.push(drawn_cell(&inner[from..place], bar));
            from = place + letter.len_utf8();
        }
    }
    cells.push(drawn_cell(&inner[from..], bar));
    cells
}

fn drawn_cell(cell: &str, bar: char) -> Cow<'_, str> {
    let cell = cell.trim();
    match cell.contains('\\') {
        true => Cow::Owned(cell.replace(&format!("\\{bar}"), &bar.to_string())),
        false => Cow::Borrowed(cell),
    }
}

/// Whether a line only draws: `+---+---+`, `|---|:-:|`, `=====  =====`.
pub(super) fn is_rule(line: &str) -> bool {
    let (mut strokes, mut others) = (0, 0);
    for letter in line.trim().chars() {
        match letter {
            '-' | '=' | '─' | '═' | '━' => strokes += 1,
            '+' | '|' | ':' | ' ' | '\t' | '\u{2500}'..='\u{257f}' => {}
            _ => others += 1,
        }
    }
    strokes >= 3 && others == 0
}

/// The bar that a drawn table has between its cells.
pub(super) fn bar(lines: &[&str]) -> Option<char> {
    let rules: Vec<_> = lines.iter().filter(|line| is_rule(line)).collect();
    let bars = ['|', '│', '┃', '║'];
    let lined = |bar: char| lines.iter().filter(|line| !is_rule(line) && line.contains(bar)).count();
    let bar = bars.into_iter().max_by_key(|bar| lined(*bar))?;
    let crosses = |line: &str| line.contains(['+', '|', '┼', '╪', '┬', '┴', '├', '╬', '╔', '┌', '┏', '╋']);
    let framed = |line: &&&str| line.trim().starts_with(bar) && line.trim().ends_with(bar) && !is_rule(line);
    let count = lines.iter().filter(framed).count();
    let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
    let is_quoted = lines.iter().any(|line| {
        [",", ";", "\t"]
            .iter()
            .any(|mark| line.contains(&format!("{bar}{mark}{bar}")))
    });
    let is_framed = count == lined(bar) && count > 1 && (!rules.is_empty() || count == filled) && !is_quoted;
    let is_drawn = (rules.iter().any(|rule| crosses(rule)) || is_framed) && lined(bar) >= 2;
    let plain = lines
        .iter()
        .filter(|line| !line.trim().is_empty() && !is_rule(line))
        .count();
    (is_drawn && lined(bar) * 2 > plain).then_some(bar)
}

/// Where the columns start, by a rule below the names: `----  ------ ---`.
pub(super) fn ruled(lines: &[&str]) -> Option<Vec<u32>> {
    let rule = lines.iter().take(30).find(|line| {
        is_rule(line) && line.trim().contains(' ') && line.chars().all(|letter| matches!(letter, '-' | '=' | ' '))
    })?;
    let mut starts = Vec::new();
    let mut last = ' ';
    for (index, letter) in rule.chars().enumerate() {
        if letter != ' ' && last == ' ' {
            starts.push(index as u32);
        }
        last = letter;
    }
    (starts.len() > 1).then_some(starts)
}

/// Where letters stand in some lines: for each place, in how many.
struct Ink {
    counts: Vec<u32>,
    lines: u32,
}

/// Where the columns start, by the places that are blank in nearly every line.
pub(super) fn found(lines: &[&str], is_close: bool) -> Option<Vec<u32>> {
    let lines: Vec<_> = lines
        .iter()
        .copied()
        .filter(|line| !line.trim().is_empty() && !is_rule(line))
        .collect();
    if lines.len() < 2 || lines.iter().any(|line| line.contains('\t')) || !are_apart(&lines) {
        return None;
    }
    let ink = Ink::of(&lines);
    let fields = ink.fields(is_close);
    if fields.len() < 2 {
        return None;
    }
    let mut starts = vec![0];
    for pair in fields.windows(2) {
        let ((_, left), (right, end)) = (pair[0], pair[1]);
        let is_right_aligned = ink.fills(&lines, right, end, true) > ink.fills(&lines, right, end, false);
        starts.push(if is_right_aligned { left } else { right } as u32);
    }
    Some(starts)
}

/// Whether most lines have cells with two spaces or more between them, or all lines are of one length.
fn are_apart(lines: &[&str]) -> bool {
    let apart = lines.iter().filter(|line| line.trim().contains("  ")).count();
    apart * 10 >= lines.len() * 6
}

impl Ink {
    fn of(lines: &[&str]) -> Self {
        const WIDEST: usize = 4096;
        let mut counts = Vec::new();
        for line in lines {
            for (place, letter) in line.trim_end().chars().take(WIDEST).enumerate() {
                if counts.len() <= place {
                    counts.resize(place + 1, 0);
                }
                counts[place] += u32::from(!letter.is_whitespace());
            }
        }
        Self {
            counts,
            lines: lines.len() as u32,
        }
    }

    /// The runs of places that are not blank. A single blank place parts two words more often than two columns, so it counts only over many lines.
    fn fields(&self, is_close: bool) -> Vec<(usize, usize)> {
        let most = self.lines / 50;
        let mut fields: Vec<(usize, usize)> = Vec::new();
        for (place, count) in self.counts.iter().enumerate() {
            if *count <= most {
                continue;
            }
            match fields.last_mut() {
                Some((_, end)) if *end == place => *end += 1,
                Some((_, end)) if place - *end == 1 && self.lines < 6 && !is_close => *end = place + 1,
                _ => fields.push((place, place + 1)),
            }
        }
        if let [.., (_, end), (start, last)] = fields.as_slice()
            && *start == end + 1
            && self.counts[*start..*last].iter().all(|count| *count < 2)
        {
            let last = *last;
            fields.pop();
            fields
                .iter_mut()
                .next_back()
                .into_iter()
                .for_each(|field| field.1 = last);
        }
        fields
    }

    /// In how many lines a field reaches its edge.
    fn fills(&self, lines: &[&str], start: usize, end: usize, at_right: bool) -> usize {
        let place = if at_right { end - 1 } else { start };
        let is_inked = |line: &&&str| line.chars().nth(place).is_some_and(|letter| !letter.is_whitespace());
        lines.iter().filter(is_inked).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found() {
        let lines = [
            "id  name       amount",
            " 1  Anna Lee    12.50",
            "10  Bo           3.00",
        ];
        assert_eq!(found(&lines, false), Some(vec![0, 4, 12]));
        assert_eq!(cells(lines[1], &[0, 4, 12]), ["1", "Anna Lee", "12.50"]);
        assert_eq!(ruled(&["a    bc", "---- --", "1    2"]), Some(vec![0, 5]));
        assert_eq!(drawn_cells("| a | b \\| c |", '|'), ["a", "b | c"]);
    }
}
