//! Names of columns: there, not there, over several rows, doubled, too few.

use super::{Case, case};

/// The topic's cases.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "no names, numbers and words",
            "1,Anna,3.5\n2,Bo,4.5\n3,Cy,5.5\n",
            "column_1 integer | column_2 text | column_3 float
             1 | Anna | 3.5
             2 | Bo | 4.5
             3 | Cy | 5.5",
        ),
        case(
            "no names, numbers only",
            "1,2\n3,4\n5,6\n",
            "column_1 integer | column_2 integer
             1 | 2
             3 | 4
             5 | 6",
        ),
        case(
            "no names, dates",
            "2024-01-01,a\n2024-01-02,b\n2024-01-03,c\n",
            "column_1 date | column_2 text
             2024-01-01 | a
             2024-01-02 | b
             2024-01-03 | c",
        ),
        case(
            "no names, codes only",
            "AB-101,DE\nCD-102,FR\nEF-103,IT\nGH-104,ES\n",
            "column_1 text | column_2 text
             AB-101 | DE
             CD-102 | FR
             EF-103 | IT
             GH-104 | ES",
        ),
        case(
            "no names, words that recur",
            "red,small\nblue,large\nred,large\ngreen,small\nred,small\n",
            "column_1 text | column_2 text
             red | small
             blue | large
             red | large
             green | small
             red | small",
        ),
        case(
            "names above words",
            "name,city\nAnna,Oslo\nBo,Rome\nCy,Bonn\n",
            "name text | city text
             Anna | Oslo
             Bo | Rome
             Cy | Bonn",
        ),
        case(
            "names above words of other kinds",
            "first,last,e-mail\nAnna,Meyer,anna@example.org\nBo,Berg,bo@example.org\n",
            "first text | last text | e-mail text
             Anna | Meyer | anna@example.org
             Bo | Berg | bo@example.org",
        ),
        case(
            "doubled names",
            "a,a,b,a\n1,2,3,4\n5,6,7,8\n",
            "a integer | a_2 integer | b integer | a_3 integer
             1 | 2 | 3 | 4
             5 | 6 | 7 | 8",
        ),
        case(
            "blank names",
            "a,,c,\n1,2,3,4\n5,6,7,8\n",
            "a integer | column_2 integer | c integer | column_4 integer
             1 | 2 | 3 | 4
             5 | 6 | 7 | 8",
        ),
        case(
            "row names without a name, as R writes them",
            "mpg,cyl,hp\nMazda RX4,21.5,6,110\nDatsun 710,22.8,4,93\nHornet,18.1,6,105\n",
            "column_1 text | mpg float | cyl integer | hp integer
             Mazda RX4 | 21.5 | 6 | 110
             Datsun 710 | 22.8 | 4 | 93
             Hornet | 18.1 | 6 | 105",
        ),
        case(
            "an index without a name, as pandas writes it",
            ",name,n\n0,Anna,5\n1,Bo,6\n2,Cy,7\n",
            "column_1 integer | name text | n integer
             0 | Anna | 5
             1 | Bo | 6
             2 | Cy | 7",
        ),
        case(
            "more names than cells",
            "a,b,c,d\n1,2,3\n4,5,6\n7,8,9\n",
            "a integer | b integer | c integer | d text
             1 | 2 | 3 | ∅
             4 | 5 | 6 | ∅
             7 | 8 | 9 | ∅",
        ),
        case(
            "fewer names than cells by two",
            "a,b\n1,2,x,y\n3,4,z,w\n",
            "a integer | b integer | column_3 text | column_4 text
             1 | 2 | x | y
             3 | 4 | z | w",
        ),
        case(
            "years as names",
            "country,2019,2020,2021\nDE,1.5,2.5,3.5\nFR,4.5,5.5,6.5\n",
            "country text | 2019 float | 2020 float | 2021 float
             DE | 1.5 | 2.5 | 3.5
             FR | 4.5 | 5.5 | 6.5",
        ),
        case(
            "units below the names",
            "name,weight,height\n,(kg),(cm)\nAnna,61.5,170\nBo,80.5,182\n",
            "name text | weight (kg) float | height (cm) integer
             Anna | 61.5 | 170
             Bo | 80.5 | 182",
        ),
        case(
            "labels over groups of columns",
            "region,Sales,,Costs,\n,Q1,Q2,Q1,Q2\nNorth,1,2,3,4\nSouth,5,6,7,8\n",
            "region text | Sales Q1 integer | Sales Q2 integer | Costs Q1 integer | Costs Q2 integer
             North | 1 | 2 | 3 | 4
             South | 5 | 6 | 7 | 8",
        ),
        case(
            "years over groups of columns",
            ",2019,,2020,\nregion,in,out,in,out\nNorth,1,2,3,4\nSouth,5,6,7,8\n",
            "region text | 2019 in integer | 2019 out integer | 2020 in integer | 2020 out integer
             North | 1 | 2 | 3 | 4
             South | 5 | 6 | 7 | 8",
        ),
        case(
            "labels over groups that repeat the label",
            "id,sales,sales,costs,costs\nid,q1,q2,q1,q2\n1,2,3,4,5\n6,7,8,9,10\n",
            "id integer | sales q1 integer | sales q2 integer | costs q1 integer | costs q2 integer
             1 | 2 | 3 | 4 | 5
             6 | 7 | 8 | 9 | 10",
        ),
        case(
            "a title above labels over groups",
            "Sales report\n\nregion,Sales,,Costs,\n,Q1,Q2,Q1,Q2\nNorth,1,2,3,4\nSouth,5,6,7,8\n",
            "region text | Sales Q1 integer | Sales Q2 integer | Costs Q1 integer | Costs Q2 integer
             North | 1 | 2 | 3 | 4
             South | 5 | 6 | 7 | 8",
        ),
        case(
            "names that are repeated further down",
            "id,name\n1,a\n2,b\nid,name\n3,c\n4,d\n",
            "id integer | name text
             1 | a
             2 | b
             3 | c
             4 | d",
        ),
        case(
            "a header and no rows",
            "id,name,amount\n",
            "id text | name text | amount text",
        ),
        case(
            "a single row of cells",
            "1,2024-01-31,x\n",
            "column_1 integer | column_2 date | column_3 text
             1 | 2024-01-31 | x",
        ),
        case(
            "names with spaces around them",
            " id , name ,amount \n1,a,2\n3,b,4\n",
            "id integer | name text | amount integer
             1 | a | 2
             3 | b | 4",
        ),
        case(
            "names with quotes and delimiters",
            "\"id, number\",\"the \"\"name\"\"\",amount\n1,a,2\n3,b,4\n",
            "id, number integer | the \"name\" text | amount integer
             1 | a | 2
             3 | b | 4",
        ),
        case(
            "a first row of cells with a word where numbers are",
            "name,score\nAnna,absent\nBo,12\nCy,15\nDi,18\n",
            "name text | score text
             Anna | absent
             Bo | 12
             Cy | 15
             Di | 18",
        ),
        case(
            "a first row of cells with missing numbers",
            "name,score,age\nAnna,,\nBo,12,31\nCy,15,42\n",
            "name text | score integer | age integer
             Anna | ∅ | ∅
             Bo | 12 | 31
             Cy | 15 | 42",
        ),
        case(
            "years in the cells are no names",
            "Titel;Autor;Jahr\n\"Faust; Teil 1\";Goethe;1808\nDie Räuber;Schiller;1781\nNathan der Weise;Lessing;1779\n",
            "Titel text | Autor text | Jahr integer
             Faust; Teil 1 | Goethe | 1808
             Die Räuber | Schiller | 1781
             Nathan der Weise | Lessing | 1779",
        ),
        case(
            "dates as names",
            "Province/State,Country/Region,Lat,1/22/20,1/23/20\n,Albania,41.5,0,1\nNew South Wales,Australia,-33.5,3,4\n",
            "Province/State text | Country/Region text | Lat float | 1/22/20 integer | 1/23/20 integer
             ∅ | Albania | 41.5 | 0 | 1
             New South Wales | Australia | -33.5 | 3 | 4",
        ),
        case(
            "names, units and kinds of sums, as data loggers write them",
            "\"TOA5\",\"CR1000\",\"CR1000\",\"12345\"\n\"TIMESTAMP\",\"RECORD\",\"Batt\",\"Temp\"\n\"TS\",\"RN\",\"Volts\",\"Deg C\"\n\"2024-05-01 00:00:00\",0,12.5,15.5\n\"2024-05-01 00:10:00\",1,12.75,15.25\n",
            "TIMESTAMP TS datetime | RECORD RN integer | Batt Volts float | Temp Deg C float
             2024-05-01T00:00:00 | 0 | 12.5 | 15.5
             2024-05-01T00:10:00 | 1 | 12.75 | 15.25",
        ),
        case(
            "no names, but e-mail addresses",
            "Anna,anna@example.org,Oslo\nBo,bo@example.org,Rome\nCy,cy@example.org,Bonn\n",
            "column_1 text | column_2 text | column_3 text
             Anna | anna@example.org | Oslo
             Bo | bo@example.org | Rome
             Cy | cy@example.org | Bonn",
        ),
        case(
            "a second byte order mark",
            "\u{feff}\u{feff}id,name\n1,Anna\n2,Bo\n",
            "id integer | name text
             1 | Anna
             2 | Bo",
        ),
    ]
}
