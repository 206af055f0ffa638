//! Cells that stand below each other.

use super::{Case, case};

const PEOPLE: &str = "
    id integer | name text | city text | amount float
    1 | Anna Lee | New York | 12.5
    2 | Bo | Oslo | 3.25
    10 | Cy Young | Rome | 107.75
";

/// The topic's cases.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "left-aligned columns",
            "id  name      city      amount\n1   Anna Lee  New York  12.5\n2   Bo        Oslo      3.25\n10  Cy Young  Rome      107.75\n",
            PEOPLE,
        )
        .ending("txt"),
        case(
            "right-aligned numbers",
            "id  name      city      amount\n 1  Anna Lee  New York    12.5\n 2  Bo        Oslo        3.25\n10  Cy Young  Rome      107.75\n",
            PEOPLE,
        )
        .ending("txt"),
        case(
            "a rule below the names",
            "id name     city     amount\n-- -------- -------- ------\n 1 Anna Lee New York   12.5\n 2 Bo       Oslo       3.25\n10 Cy Young Rome     107.75\n",
            PEOPLE,
        )
        .ending("txt"),
        case(
            "a table as psql draws it",
            " id |   name   |   city   | amount \n----+----------+----------+--------\n  1 | Anna Lee | New York |   12.5\n  2 | Bo       | Oslo     |   3.25\n 10 | Cy Young | Rome     | 107.75\n(3 rows)\n\n",
            PEOPLE,
        )
        .ending("txt"),
        case(
            "a table as MySQL draws it",
            "+----+----------+----------+--------+\n| id | name     | city     | amount |\n+----+----------+----------+--------+\n|  1 | Anna Lee | New York |   12.5 |\n|  2 | Bo       | Oslo     |   3.25 |\n| 10 | Cy Young | Rome     | 107.75 |\n+----+----------+----------+--------+\n3 rows in set (0.00 sec)\n",
            PEOPLE,
        )
        .ending("txt"),
        case(
            "a table in Markdown",
            "| id | name | city | amount |\n|---:|:-----|------|-------:|\n| 1 | Anna Lee | New York | 12.5 |\n| 2 | Bo | Oslo | 3.25 |\n| 10 | Cy Young | Rome | 107.75 |\n",
            PEOPLE,
        )
        .ending("md"),
        case(
            "a table drawn with box characters",
            "┌────┬──────────┬──────────┬────────┐\n│ id │ name     │ city     │ amount │\n├────┼──────────┼──────────┼────────┤\n│ 1  │ Anna Lee │ New York │ 12.5   │\n│ 2  │ Bo       │ Oslo     │ 3.25   │\n│ 10 │ Cy Young │ Rome     │ 107.75 │\n└────┴──────────┴──────────┴────────┘\n",
            PEOPLE,
        )
        .ending("txt"),
        case(
            "columns without names",
            "2024-01-31   12.5  North\n2024-02-29    3.5  South\n2024-03-31  107.5  East\n2024-04-30   11.5  West\n",
            "column_1 date | column_2 float | column_3 text
             2024-01-31 | 12.5 | North
             2024-02-29 | 3.5 | South
             2024-03-31 | 107.5 | East
             2024-04-30 | 11.5 | West",
        )
        .ending("txt"),
        case(
            "columns with empty cells",
            "id  name      city      amount\n1   Anna Lee  New York    12.5\n2   Bo                    3.25\n10            Rome      107.75\n11  Di        Bonn           \n",
            "id integer | name text | city text | amount float
             1 | Anna Lee | New York | 12.5
             2 | Bo | ∅ | 3.25
             10 | ∅ | Rome | 107.75
             11 | Di | Bonn | ∅",
        )
        .ending("txt"),
        case(
            "padded cells between bars",
            "id |name     |city     |amount\n1  |Anna Lee |New York |12.5  \n2  |Bo       |Oslo     |3.25  \n10 |Cy Young |Rome     |107.75\n",
            PEOPLE,
        ),
        case(
            "padded cells between commas",
            "id,name    ,city    ,amount\n 1,Anna Lee,New York,  12.5\n 2,Bo      ,Oslo    ,  3.25\n10,Cy Young,Rome    ,107.75\n",
            PEOPLE,
        ),
        case(
            "bars at both ends of each line",
            "|id|name|amount|\n|1|Anna|12.5|\n|2|Bo|3.25|\n",
            "id integer | name text | amount float
             1 | Anna | 12.5
             2 | Bo | 3.25",
        ),
        case(
            "a list as SAP prints it",
            "Table display\n-----------------------------\n|Client|Material  |Plant|\n-----------------------------\n|100   |MAT-000001|1000 |\n|100   |MAT-000002|2000 |\n-----------------------------\n",
            "Client integer | Material text | Plant integer
             100 | MAT-000001 | 1000
             100 | MAT-000002 | 2000",
        )
        .ending("txt"),
        case(
            "a list as SQL*Plus prints it",
            "Name        Dept      Salary\n----------- --------- ------\nAnna Meyer  Sales       5000\nBo          R & D       6000\n\n2 rows selected.\n",
            "Name text | Dept text | Salary integer
             Anna Meyer | Sales | 5000
             Bo | R & D | 6000",
        )
        .ending("txt"),
        case(
            "disks as df lists them",
            "Filesystem     1K-blocks    Used Available Mounted on\nudev             8123456       0   8123456 /dev\ntmpfs            1629876    1960   1627916 /run\n/dev/nvme0n1p2 479079112 9123456 445543212 /\n",
            "Filesystem text | 1K-blocks integer | Used integer | Available integer | Mounted on text
             udev | 8123456 | 0 | 8123456 | /dev
             tmpfs | 1629876 | 1960 | 1627916 | /run
             /dev/nvme0n1p2 | 479079112 | 9123456 | 445543212 | /",
        )
        .ending("txt"),
    ]
}
