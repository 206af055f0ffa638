//! Sheets that are tables already: nothing is repaired.

use super::check_tidy;

#[test]
fn nothing_is_repaired() {
    check_tidy(
        "a plain table",
        "region|product|units\nNorth|apple|3\nSouth|pear|5\nNorth|pear|2",
    );
    check_tidy("two rows", "region|units\nNorth|3");
    check_tidy("two rows and a single column of numbers", "units\n3\n5\n8");
    check_tidy("a single column of text", "name\nAnn\nBob\nCid");
    check_tidy(
        "a first column with blanks",
        "manager|name|salary\nAnn|Bob|10\n|Cid|12\nAnn|Dan|11\nEve|Fay|9\n|Gus|8",
    );
    check_tidy(
        "half of a first column is blank",
        "nick|name|age\nBo|Bob|10\n|Cid|12\nDa|Dan|11\n|Fay|9\n",
    );
    check_tidy(
        "a product called Total",
        "product|maker|units\ncereal Total|Mills|7\nTotal|Mills|3\noats|Quak|5\ncorn|Kell|4",
    );
    check_tidy(
        "a company called Total, last of all",
        "company|country|staff\nShell|UK|90\nBP|UK|70\nTotal|FR|100",
    );
    check_tidy(
        "a bill's total",
        "item|net|tax|total\npen|10|2|12\nink|20|4|24\npad|5|1|6",
    );
    check_tidy("prices and amounts", "item|price|units|total\npen|2|3|6\nink|4|2|8");
    check_tidy(
        "rows of text",
        "name|city|note\nAnn|Rome|fine\nBob|Oslo|late\nCid|Bonn|fine",
    );
    check_tidy(
        "a column that is filled now and then",
        "id|name|remark\n1|Ann|\n2|Bob|\n3|Cid|* paid late\n4|Dan|",
    );
    check_tidy(
        "a year and a month in rows",
        "year|month|units\n2023|Jan|3\n2023|Feb|4\n2024|Jan|5",
    );
    check_tidy(
        "numbers that happen to be sums",
        "name|units\nAnn|1\nBob|2\nCid|3\nDan|6\nEve|12",
    );
    check_tidy("a code with zeros before it", "zip|city\n'00123|Rome\n'01234|Bonn");
    check_tidy(
        "long numbers in text",
        "account|units\n'1234567890123|1\n'1234567890124|2",
    );
    check_tidy("text among numbers", "size|units\n1|1\nunknown|2\n3|3");
    check_tidy("errors among numbers", "a|b\n1|#N/A\n2|3");
    check_tidy(
        "running totals",
        "day|units|so far\n2024-01-01|3|Σ3\n2024-01-02|4|Σ7\n2024-01-03|5|Σ12",
    );
    check_tidy("two columns of years", "name|born|died\nAnn|1900|1980\nBob|1910|1990");
    check_tidy(
        "a last row with little in it",
        "name|age|city\nAnn|30|Rome\nBob|31|Oslo\nDelta||",
    );
    check_tidy("names alone", "name|age\nAnn|30");
}
