//! What stands around cells, and what stands before quotes in them.

use super::{Case, case};

/// The topic's cases.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
pub(super) fn cases() -> Vec<Case> {
    let quoted = |quote: &str| {
        format!("id,name,n\n1,{quote}Meyer, Anna{quote},5\n2,{quote}Berg, Bo{quote},6\n3,{quote}Young, Cy{quote},7\n")
    };
    let people = "id integer | name text | n integer
                  1 | Meyer, Anna | 5
                  2 | Berg, Bo | 6
                  3 | Young, Cy | 7";
    let said = |escaped: &str| {
        format!(
            "id,said,n\n1,\"she said {escaped}hi, you{escaped} twice\",5\n2,\"plain\",6\n3,\"he said {escaped}no{escaped}, then left\",7\n"
        )
    };
    let saying = "id integer | said text | n integer
                  1 | she said \"hi, you\" twice | 5
                  2 | plain | 6
                  3 | he said \"no\", then left | 7";
    vec![
        case("double quotes", &quoted("\""), people),
        case("single quotes", &quoted("'"), people),
        case("backticks", &quoted("`"), people),
        case("tildes around cells", &quoted("~"), people),
        case("bars around cells", &quoted("|"), people),
        case("stars around cells", &quoted("*"), people),
        case("carets around cells", &quoted("^"), people),
        case("doubled quotes in quoted cells", &said("\"\""), saying),
        case("a backslash before quotes in quoted cells", &said("\\\""), saying),
        case("a slash before quotes in quoted cells", &said("/\""), saying),
        case("a caret before quotes in quoted cells", &said("^\""), saying),
        case("an apostrophe before quotes in quoted cells", &said("'\""), saying),
        case(
            "every cell in quotes",
            "\"id\",\"name\",\"day\"\n\"1\",\"Anna\",\"2024-01-31\"\n\"2\",\"Bo\",\"2024-02-29\"\n",
            "id integer | name text | day date
             1 | Anna | 2024-01-31
             2 | Bo | 2024-02-29",
        ),
        case(
            "quotes in cells without quotes",
            "size,n\n5\" disk,1\n3.5\" disk,2\n8\" disk,3\n",
            "size text | n integer
             5\" disk | 1
             3.5\" disk | 2
             8\" disk | 3",
        ),
        case(
            "quotes in the middle of cells without quotes",
            "id,said\n1,he said \"hi\" and left\n2,she said \"bye\" too\n",
            "id integer | said text
             1 | he said \"hi\" and left
             2 | she said \"bye\" too",
        ),
        case(
            "quotes in quoted cells that are not protected",
            "id,said,n\n1,\"she said \"hi\" twice\",5\n2,\"plain\",6\n",
            "id integer | said text | n integer
             1 | she said \"hi\" twice | 5
             2 | plain | 6",
        ),
        case(
            "a quote that never closes",
            "a,b,c\n1,\"open,3\n2,fine,4\n3,good,5\n",
            "a integer | b text | c integer
             1 | \"open | 3
             2 | fine | 4
             3 | good | 5",
        ),
        case(
            "a quote that never closes among cells in quotes",
            "a,b,c\n\"1\",\"open,\"3\"\n\"2\",\"fine\",\"4\"\n\"3\",\"good\",\"5\"\n",
            "a integer | b text | c integer
             1 | \"open | 3
             2 | fine | 4
             3 | good | 5",
        ),
        case(
            "a space before the opening quote",
            "a, \"b\", c\n1, \"x, y\", 2\n3, \"z\", 4\n",
            "a integer | b text | c integer
             1 | x, y | 2
             3 | z | 4",
        ),
        case(
            "a space behind the closing quote",
            "\"a\" ,\"b\" ,\"c\"\n\"1\" ,\"x, y\" ,\"2\"\n\"3\" ,\"z\" ,\"4\"\n",
            "a integer | b text | c integer
             1 | x, y | 2
             3 | z | 4",
        ),
        case(
            "text behind the closing quote",
            "a,b\n\"x\" y,1\n\"z\",2\n\"w\",3\n",
            "a text | b integer
             x y | 1
             z | 2
             w | 3",
        ),
        case(
            "lines in quoted cells",
            "id,address,n\n1,\"12 High St\nLondon\",5\n2,\"1 Low Rd\n\nLeeds\",6\n",
            "id integer | address text | n integer
             1 | 12 High St⏎London | 5
             2 | 1 Low Rd⏎⏎Leeds | 6",
        ),
        case(
            "lines in cells in single quotes",
            "id,address,n\n1,'12 High St,\nLondon',5\n2,'1 Low Rd',6\n",
            "id integer | address text | n integer
             1 | 12 High St,⏎London | 5
             2 | 1 Low Rd | 6",
        ),
        case(
            "names with apostrophes are not quoted",
            "name,n\nO'Brien,1\nD'Arcy,2\n'Tis,3\n",
            "name text | n integer
             O'Brien | 1
             D'Arcy | 2
             'Tis | 3",
        ),
        case(
            "a folder that ends in a backslash",
            "folder,file\n\"C:\\data\\\",\"a.txt\"\n\"D:\\more\\\",\"b.txt\"\n",
            "folder text | file text
             C:\\data\\ | a.txt
             D:\\more\\ | b.txt",
        ),
        case(
            "a backslash before delimiters, without quotes",
            "id,name,n\n1,Meyer\\, Anna,5\n2,Berg\\, Bo,6\n3,Young,7\n",
            people.replace("Young, Cy", "Young").as_str(),
        ),
        case(
            "JSON in quoted cells",
            "id,data\n1,\"{\"\"a\"\": 1, \"\"b\"\": [1, 2]}\"\n2,\"{\"\"a\"\": 2, \"\"b\"\": []}\"\n",
            "id integer | data text
             1 | {\"a\": 1, \"b\": [1, 2]}
             2 | {\"a\": 2, \"b\": []}",
        ),
        case(
            "quotes around text only, delimiters in them",
            "\"name\";\"note\";\"n\"\n\"a;b\";\"c\";1\n\"d\";\"e;f;g\";2\n",
            "name text | note text | n integer
             a;b | c | 1
             d | e;f;g | 2",
        ),
        case(
            "a quoted name with a line in it",
            "\"first\nname\",\"n\"\n\"Anna\",1\n\"Bo\",2\n",
            "first⏎name text | n integer
             Anna | 1
             Bo | 2",
        ),
        case(
            "every line in quotes as a whole",
            "\"id,\"\"name\"\",n\"\n\"1,\"\"Meyer, Anna\"\",5\"\n\"2,\"\"Berg, Bo\"\",6\"\n",
            "id integer | name text | n integer
             1 | Meyer, Anna | 5
             2 | Berg, Bo | 6",
        ),
        case(
            "three quotes at the ends of a cell",
            "a,b\n\"\"\"x\"\" y\",1\n\"z \"\"w\"\"\",2\n",
            "a text | b integer
             \"x\" y | 1
             z \"w\" | 2",
        ),
        case(
            "empty cells in quotes",
            "a,b,c\n\"\",1,\"\"\n\"x\",2,\"\"\n\"\",3,\"y\"\n",
            "a text | b integer | c text
             ∅ | 1 | ∅
             x | 2 | ∅
             ∅ | 3 | y",
        ),
        case(
            "curly quotes are letters",
            "a,b\n“x”,1\n“y”,2\n",
            "a text | b integer
             “x” | 1
             “y” | 2",
        ),
    ]
}
