use super::check;
use expect_test::expect;

#[test]
fn three_levels() {
    check(
        r#""groups":[{"column":"open"},{"column":"shop"},{"column":"tiny"}],"measures":[{"aggregate":"mean","column":"cost"},{"aggregate":"count"},{"aggregate":"share","column":"id"}],"derived":[{"name":"place","of":"count","how":{"rank":{}}}],"totals":{"grand":true,"subtotals":true}"#,
        expect![[r#"
            open | shop | tiny | average of cost | count | share of id | place
            false | a | 27 | -1 | 1 | 0.16666666666666666 | 2
            false | a | 100 | 2.2 | 1 | 0.05555555555555555 | 2
            false | a | – | 0.6000000000000001 | 2 | 0.2222222222222222 | –
            false | b | -128 | 10 | 1 | 0.19444444444444445 | 2
            false | b | – | 10 | 1 | 0.19444444444444445 | –
            false | – | – | 3.733333333333333 | 3 | 0.4166666666666667 | –
            true | b | 100 | 2.2 | 2 | 0.1111111111111111 | 1
            true | b | – | 2.2 | 2 | 0.1111111111111111 | –
            true | z | 0 | 1.1 | 1 | 0.2222222222222222 | 2
            true | z | – | 1.1 | 1 | 0.2222222222222222 | –
            true | Élan | 100 | 0.01 | 1 | 0.1388888888888889 | 2
            true | Élan | – | 0.01 | 1 | 0.1388888888888889 | –
            true | – | – | 1.3775 | 4 | 0.4722222222222222 | –
            – | – | 100 | – | 1 | 0.1111111111111111 | 2
            – | – | – | – | 1 | 0.1111111111111111 | –
            – | – | – | – | 1 | 0.1111111111111111 | –
            – | – | – | 2.3871428571428575 | 8 | 1 | –
            levels: 0 0 1 0 1 2 0 1 0 1 0 1 2 0 1 2 3
            nulls_left_out: 1 of 8 rows has no cost and is left out of the average
        "#]],
    );
    check(
        r#""groups":[{"column":"open"},{"column":"shop"}],"measures":[{"aggregate":"mean","column":"cost"},{"aggregate":"distinct","column":"note"}],"totals":{"grand":true,"subtotals":true},"sort":[{"by":"average of cost"}]"#,
        expect![[r#"
            open | shop | average of cost | distinct of note
            false | b | 10 | 1
            false | a | 0.6000000000000001 | 2
            false | – | 3.733333333333333 | 3
            true | b | 2.2 | 2
            true | z | 1.1 | 1
            true | Élan | 0.01 | 0
            true | – | 1.3775 | 3
            – | – | – | 1
            – | – | – | 1
            – | – | 2.3871428571428575 | 7
            levels: 0 0 1 0 0 0 1 0 1 2
            nulls_left_out: 1 of 8 rows has no cost and is left out of the average
        "#]],
    );
}

#[test]
fn of_some() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"id"}],"totals":{"grand":true},"sort":[{"by":"sum of id"}],"having":{"compare":{"column":"sum of id","is":"less","value":11}}"#,
        expect![[r#"
            shop | sum of id
            a | 8
            z | 8
            Élan | 5
            – | 4
            – | 36
            levels: 0 0 0 0 1
            totals_of_all: totals are of all rows, also of those whose groups are not shown
        "#]],
    );
    check(
        r#""groups":[{"column":"open"},{"column":"shop"}],"measures":[{"aggregate":"count"}],"totals":{"grand":true,"subtotals":true},"top":{"count":1,"group":"shop"}"#,
        expect![[r#"
            open | shop | count
            false | b | 1
            false | – | 3
            true | b | 2
            true | – | 4
            – | – | 8
            levels: 0 1 0 1 2
            groups_left_out: 4 more of shop are not shown
            totals_of_all: totals are of all rows, also of those whose groups are not shown
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"},{"column":"open"}],"measures":[{"aggregate":"count"}],"totals":{"grand":true,"subtotals":true},"top":{"count":1,"other":true}"#,
        expect![[r#"
            shop | open | count
            b | false | 1
            b | true | 2
            b | – | 3
            Other | false | 2
            Other | true | 2
            Other | – | 1
            Other | – | 5
            – | – | 8
            levels: 0 0 1 0 0 0 1 2
            other: “Other” stands for 4 more of shop
        "#]],
    );
    check(
        r#""filter":{"any":[]},"groups":[{"column":"shop"}],"measures":[{"aggregate":"count"},{"aggregate":"sum","column":"qty"}],"totals":{"grand":true,"subtotals":true}"#,
        expect![[r#"
            shop | count | sum of qty
            – | 0 | –
            levels: 1
        "#]],
    );
    check(
        r#""columns":["shop"],"totals":{"grand":true}"#,
        expect![[r#"
        invalid_question: totals of what? Name a measure, or leave the totals out
    "#]],
    );
    check(
        r#""measures":[{"aggregate":"count"}],"totals":{"grand":true,"subtotals":true}"#,
        expect![[r#"
            count
            8
        "#]],
    );
}

#[test]
fn best_in_each() {
    check(
        r#""groups":[{"column":"open"},{"column":"shop"}],"measures":[{"aggregate":"sum","column":"id"}],"top":{"count":1,"group":"shop","within":["open"]}"#,
        expect![[r#"
            open | shop | sum of id
            false | a | 8
            true | z | 8
            – | – | 4
            groups_left_out: 3 more of shop are not shown
        "#]],
    );
    check(
        r#""groups":[{"column":"open"},{"column":"shop"}],"measures":[{"aggregate":"sum","column":"id"}],"top":{"count":1,"group":"shop","within":["open"],"other":true},"totals":{"subtotals":true}"#,
        expect![[r#"
            open | shop | sum of id
            false | a | 8
            false | Other | 7
            false | – | 15
            true | z | 8
            true | Other | 9
            true | – | 17
            – | – | 4
            – | – | 4
            levels: 0 0 1 0 0 1 0 1
            other: “Other” stands for 3 more of shop
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"},{"column":"open"}],"measures":[{"aggregate":"sum","column":"id"}],"top":{"count":1,"group":"shop","within":["open"],"other":true}"#,
        expect![[r#"
            shop | open | sum of id
            a | false | 8
            Other | false | 7
            z | true | 8
            Other | true | 9
            – | – | 4
            other: “Other” stands for 3 more of shop
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"},{"column":"open"}],"measures":[{"aggregate":"sum","column":"id"}],"top":{"count":1,"group":"shop","within":["open"],"other":true},"totals":{"subtotals":true}"#,
        expect![[r#"
            invalid_question: the rest of “shop” is another one in each “open”: put “open” before “shop” to have subtotals
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"top":{"count":1,"within":["shop"]}"#,
        expect![[r#"
            invalid_question: “shop” cannot be ranked within itself
        "#]],
    );
}
