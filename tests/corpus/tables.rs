//! Several tables in one file.

use super::{Case, case};

/// The topic's cases.
pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "two tables with a blank line between",
            "id,name,n\n1,a,5\n2,b,6\n3,c,7\n\nday,celsius\n2024-01-01,1.5\n2024-01-02,2.5\n2024-01-03,3.5\n",
            "id integer | name text | n integer
             1 | a | 5
             2 | b | 6
             3 | c | 7
             ---
             day date | celsius float
             2024-01-01 | 1.5
             2024-01-02 | 2.5
             2024-01-03 | 3.5",
        ),
        case(
            "two tables with titles",
            "People\nid,name,n\n1,a,5\n2,b,6\n3,c,7\n\nWeather\nday,celsius\n2024-01-01,1.5\n2024-01-02,2.5\n2024-01-03,3.5\n",
            "id integer | name text | n integer
             1 | a | 5
             2 | b | 6
             3 | c | 7
             ---
             day date | celsius float
             2024-01-01 | 1.5
             2024-01-02 | 2.5
             2024-01-03 | 3.5",
        ),
        case(
            "a blank line in the middle of one table",
            "id,name,n\n1,a,5\n2,b,6\n\n3,c,7\n4,d,8\n",
            "id integer | name text | n integer
             1 | a | 5
             2 | b | 6
             3 | c | 7
             4 | d | 8",
        ),
        case(
            "two files one after the other",
            "id,name,n\n1,a,5\n2,b,6\n\nid,name,n\n3,c,7\n4,d,8\n",
            "id integer | name text | n integer
             1 | a | 5
             2 | b | 6
             3 | c | 7
             4 | d | 8",
        ),
        case(
            "sections that repeat the names",
            "Region: North\nStore,Sales,Cost\nA,100,80\nB,120,90\n\nRegion: South\nStore,Sales,Cost\nC,200,150\nD,220,170\n",
            "Store text | Sales integer | Cost integer
             A | 100 | 80
             B | 120 | 90
             C | 200 | 150
             D | 220 | 170",
        ),
        case(
            "an invoice with sums below",
            "Invoice 17\nCustomer,ACME Inc.\nDate,2024-03-01\n\nPos,Article,Qty,Price,Total\n1,Bolt,100,0.25,25.5\n2,Nut,100,0.5,50.5\n3,Washer,200,0.75,75.5\n\n,,,Net,151.5\n,,,VAT,30.5\n,,,Total,182\n",
            "Pos integer | Article text | Qty integer | Price float | Total float
             1 | Bolt | 100 | 0.25 | 25.5
             2 | Nut | 100 | 0.5 | 50.5
             3 | Washer | 200 | 0.75 | 75.5",
        ),
        case(
            "a web server's log",
            "127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] \"GET /a.gif HTTP/1.0\" 200 2326\n127.0.0.1 - frank [10/Oct/2000:13:55:37 -0700] \"GET / HTTP/1.0\" 200 232\n10.0.0.5 - - [10/Oct/2000:13:55:38 -0700] \"POST /form HTTP/1.1\" 302 0\n",
            "column_1 text | column_2 text | column_3 text | column_4 text | column_5 text | column_6 text | column_7 integer | column_8 integer
             127.0.0.1 | - | - | [10/Oct/2000:13:55:36 | -0700] | GET /a.gif HTTP/1.0 | 200 | 2326
             127.0.0.1 | - | frank | [10/Oct/2000:13:55:37 | -0700] | GET / HTTP/1.0 | 200 | 232
             10.0.0.5 | - | - | [10/Oct/2000:13:55:38 | -0700] | POST /form HTTP/1.1 | 302 | 0",
        ),
        case(
            "a password file",
            "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\nbin:x:2:2:bin:/bin:/usr/sbin/nologin\n",
            "column_1 text | column_2 text | column_3 integer | column_4 integer | column_5 text | column_6 text | column_7 text
             root | x | 0 | 0 | root | /root | /bin/bash
             daemon | x | 1 | 1 | daemon | /usr/sbin | /usr/sbin/nologin
             bin | x | 2 | 2 | bin | /bin | /usr/sbin/nologin",
        ),
    ]
}
