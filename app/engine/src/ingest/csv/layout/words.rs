//! What the words in a cell are made of, and which words name columns.

/// Letters, digits and marks in the order in which they come, with how many there are.
pub(super) fn pattern(cell: &str) -> Vec<(char, usize)> {
    let mut pattern: Vec<(char, usize)> = Vec::new();
    for letter in cell.chars().take(40) {
        let class = match letter {
            letter if letter.is_numeric() => '0',
            letter if letter.is_uppercase() => 'A',
            letter if letter.is_alphabetic() => 'a',
            letter => letter,
        };
        match pattern.last_mut() {
            Some((last, count)) if *last == class => *count += 1,
            _ => pattern.push((class, 1)),
        }
    }
    pattern
}

/// Words that name columns everywhere.
pub(super) fn is_known(name: &str) -> bool {
    const WORDS: [&str; 40] = [
        "id",
        "name",
        "date",
        "time",
        "city",
        "country",
        "state",
        "email",
        "phone",
        "address",
        "type",
        "status",
        "code",
        "description",
        "comment",
        "title",
        "category",
        "region",
        "value",
        "price",
        "amount",
        "first name",
        "last name",
        "firstname",
        "lastname",
        "first",
        "last",
        "gender",
        "zip",
        "url",
        "street",
        "company",
        "product",
        "customer",
        "key",
        "year",
        "month",
        "day",
        "notes",
        "label",
    ];
    let lower = name.to_lowercase();
    WORDS.contains(&lower.as_str()) || lower.ends_with(" id") || lower.ends_with(" name") || lower.ends_with(" date")
}
