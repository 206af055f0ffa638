//! What stands between cells.

use super::{Case, case};

const PEOPLE: &str = "
    id integer | name text | city text | amount float
    1 | Anna | New York | 12.5
    2 | Bo | Oslo | 3.25
    3 | Cy | Rome | 7.75
";

fn people(delimiter: &str) -> String {
    [
        ["id", "name", "city", "amount"],
        ["1", "Anna", "New York", "12.5"],
        ["2", "Bo", "Oslo", "3.25"],
        ["3", "Cy", "Rome", "7.75"],
    ]
    .map(|row| row.join(delimiter) + "\n")
    .concat()
}

/// The topic's cases.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (about, delimiter) in [
        ("comma", ","),
        ("semicolon", ";"),
        ("tab", "\t"),
        ("bar", "|"),
        ("colon", ":"),
        ("caret", "^"),
        ("tilde", "~"),
        ("star", "*"),
        ("ampersand", "&"),
        ("hash", "#"),
        ("equals sign", "="),
        ("slash", "/"),
        ("exclamation mark", "!"),
        ("at sign", "@"),
        ("percent sign", "%"),
        ("dollar sign", "$"),
        ("broken bar", "¦"),
        ("section sign", "§"),
        ("control character 1", "\u{1}"),
        ("control character 7", "\u{7}"),
        ("unit separator", "\u{1f}"),
        ("comma and space", ", "),
        ("semicolon and space", "; "),
        ("spaced bar", " | "),
        ("two bars", "||"),
        ("two colons", "::"),
        ("two semicolons", ";;"),
        ("two carets", "^^"),
        ("tilde bar tilde", "~|~"),
        ("caret bar", "^|"),
        ("hash bar hash", "#|#"),
        ("two tabs", "\t\t"),
        ("arrow", "=>"),
    ] {
        cases.push(case(&format!("cells between {about}"), &people(delimiter), PEOPLE));
    }
    cases.extend([
        case(
            "one space between cells",
            "id name amount\n1 Anna 12.5\n2 Bo 3.25\n3 Cy 7.75\n",
            "id integer | name text | amount float
             1 | Anna | 12.5
             2 | Bo | 3.25
             3 | Cy | 7.75",
        ),
        case(
            "any number of spaces between cells",
            "x y z\n1   2.5 a\n10 3.5     b\n100    4.5   c\n",
            "x integer | y float | z text
             1 | 2.5 | a
             10 | 3.5 | b
             100 | 4.5 | c",
        ),
        case(
            "semicolons with decimal commas in every row",
            "name;price;weight\nA;1,5;2,25\nB;3,75;4,5\nC;5,25;6,75\n",
            "name text | price float | weight float
             A | 1.5 | 2.25
             B | 3.75 | 4.5
             C | 5.25 | 6.75",
        ),
        case(
            "tabs with commas in the text",
            "id\tquote\n1\tHello, you, there\n2\tBye, now, then\n3\tSo, well, yes\n",
            "id integer | quote text
             1 | Hello, you, there
             2 | Bye, now, then
             3 | So, well, yes",
        ),
        case(
            "bars with semicolons and commas in the text",
            "id|path|n\n1|a;b,c|5\n2|d;e,f|6\n3|g;h,i|7\n",
            "id integer | path text | n integer
             1 | a;b,c | 5
             2 | d;e,f | 6
             3 | g;h,i | 7",
        ),
        case(
            "the delimiter in a line of its own as Excel wants it",
            "sep=;\nname;amount\nAnna;1\nBo;2\n",
            "name text | amount integer
             Anna | 1
             Bo | 2",
        ),
        case(
            "a stated delimiter that hardly anybody uses",
            "sep=^\r\na^b\r\n1^x,y\r\n2^z,w\r\n",
            "a integer | b text
             1 | x,y
             2 | z,w",
        ),
        case(
            "one column of words",
            "fruit\napple\npear\nplum\n",
            "fruit text
             apple
             pear
             plum",
        ),
        case(
            "one column of numbers",
            "n\n1\n22\n333\n",
            "n integer
             1
             22
             333",
        ),
        case(
            "one column of first and last names",
            "name\nAnna Meyer\nBo Berg\nCy Young\n",
            "name text
             Anna Meyer
             Bo Berg
             Cy Young",
        ),
        case(
            "one column of times",
            "time\n2024-01-01 10:00:00\n2024-01-02 11:30:00\n2024-01-03 12:45:10\n",
            "time datetime
             2024-01-01T10:00:00
             2024-01-02T11:30:00
             2024-01-03T12:45:10",
        ),
        case(
            "one column of dates",
            "day\n2024/01/31\n2024/02/28\n2024/03/31\n",
            "day date
             2024-01-31
             2024-02-28
             2024-03-31",
        ),
        case(
            "one column of web addresses",
            "url\nhttps://example.org/a?b=1&c=2\nhttps://example.com/d?e=3&f=4\nhttps://example.net/g?h=5&i=6\n",
            "url text
             https://example.org/a?b=1&c=2
             https://example.com/d?e=3&f=4
             https://example.net/g?h=5&i=6",
        ),
        case(
            "sentences with commas are one column",
            "comment\nI came, I saw\nNothing to say\nWell, maybe, if you like\nThis is fine\n",
            "comment text
             I came, I saw
             Nothing to say
             Well, maybe, if you like
             This is fine",
        ),
        case(
            "moments beside commas do not make colons delimiters",
            "t,v\n2024-01-01 10:00:00,1\n2024-01-01 10:05:00,2\n2024-01-01 10:10:00,3\n",
            "t datetime | v integer
             2024-01-01T10:00:00 | 1
             2024-01-01T10:05:00 | 2
             2024-01-01T10:10:00 | 3",
        ),
        case(
            "tabs in a csv file with commas in names",
            "Name, last\tName, first\tAge\nMeyer\tAnna\t31\nBerg\tBo\t22\n",
            "Name, last text | Name, first text | Age integer
             Meyer | Anna | 31
             Berg | Bo | 22",
        ),
        case(
            "two rows only",
            "a;b;c\n1;2;3\n",
            "a integer | b integer | c integer
             1 | 2 | 3",
        ),
        case(
            "many empty cells",
            "a,b,c,d,e\n1,,,,\n,2,,,\n,,3,,\n,,,4,\n,,,,5\n",
            "a integer | b integer | c integer | d integer | e integer
             1 | ∅ | ∅ | ∅ | ∅
             ∅ | 2 | ∅ | ∅ | ∅
             ∅ | ∅ | 3 | ∅ | ∅
             ∅ | ∅ | ∅ | 4 | ∅
             ∅ | ∅ | ∅ | ∅ | 5",
        ),
        case(
            "spaces after each comma",
            "name, city, age\nAnna, New York, 31\nBo, Oslo, 22\n",
            "name text | city text | age integer
             Anna | New York | 31
             Bo | Oslo | 22",
        ),
    ]);
    cases
}
