//! The cases of npm's `csv-spectrum`, made again.

use super::{Case, case};

/// The topic's cases.
pub(super) fn cases() -> Vec<Case> {
    let simple = "a integer | b integer | c integer\n1 | 2 | 3";
    let empty = "a integer | b integer | c integer\n1 | ∅ | ∅\n2 | 3 | 4";
    let newlines = "a text | b integer | c integer\n1 | 2 | 3\nOnce upon ⏎a time | 5 | 6\n7 | 8 | 9";
    vec![
        case(
            "commas in quotes",
            "first,last,address,city,zip\nJohn,Doe,120 any st.,\"Anytown, WW\",08123",
            "first text | last text | address text | city text | zip text
             John | Doe | 120 any st. | Anytown, WW | 08123",
        ),
        case("empty cells", "a,b,c\n1,\"\",\"\"\n2,3,4", empty),
        case("empty cells, CR LF", "a,b,c\r\n1,\"\",\"\"\r\n2,3,4", empty),
        case(
            "escaped quotes",
            "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n",
            "a integer | b text\n1 | ha \"ha\" ha\n3 | 4",
        ),
        case(
            "JSON",
            "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n",
            "key integer | val text\n1 | {\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}",
        ),
        case(
            "coordinates with quotes",
            "Contact Phone Number,Location Coordinates,Cities,Counties\n2095257564,37°36'37.8\"N 121°2'17.9\"W,Modesto,Stanislaus",
            "Contact Phone Number integer | Location Coordinates text | Cities text | Counties text
             2095257564 | 37°36'37.8\"N 121°2'17.9\"W | Modesto | Stanislaus",
        ),
        case(
            "lines in cells",
            "a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n",
            newlines,
        ),
        case(
            "lines in cells, CR LF",
            "a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n",
            newlines.replace("upon ⏎", "upon ␍⏎").as_str(),
        ),
        case(
            "quotes and lines",
            "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n",
            "a integer | b text\n1 | ha ⏎\"ha\" ⏎ha\n3 | 4",
        ),
        case("simple", "a,b,c\n1,2,3\n", simple),
        case("simple, CR LF", "a,b,c\r\n1,2,3\r\n", simple),
        case(
            "UTF-8",
            "a,b,c\n1,2,3\n4,5,ʤ\n",
            "a integer | b integer | c text\n1 | 2 | 3\n4 | 5 | ʤ",
        ),
    ]
}
