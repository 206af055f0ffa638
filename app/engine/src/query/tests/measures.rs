use super::check;
use expect_test::expect;

#[test]
fn of_everything() {
    check(
        r#""measures":[{"aggregate":"count"},{"aggregate":"count","column":"qty"},{"aggregate":"sum","column":"qty"},{"aggregate":"mean","column":"qty"},{"aggregate":"median","column":"qty"},{"aggregate":"deviation","column":"qty"}]"#,
        expect![[r#"
            count | count of qty | sum of qty | average of qty | median of qty | standard deviation of qty
            8 | 6 | 14 | 2.3333333333333335 | 2 | 4.844240566555986
            nulls_left_out: 2 of 8 rows have no qty and are left out of the sum
        "#]],
    );
    check(
        r#""measures":[{"aggregate":{"percentile":0.9},"column":"qty"},{"aggregate":{"percentile":0.25},"column":"price"},{"aggregate":"min","column":"shop"},{"aggregate":"max","column":"shop"},{"aggregate":"min","column":"price"}]"#,
        expect![[r#"
            percentile 90 of qty | percentile 25 of price | lowest of shop | highest of shop | lowest of price
            7 | 0.39999999999999997 | a | Élan | -0.05
            nulls_left_out: 2 of 8 rows have no qty and are left out of the percentile 90
            nulls_left_out: 2 of 8 rows have no price and are left out of the percentile 25
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"distinct","column":"shop"},{"aggregate":"distinct","column":"price"},{"aggregate":"first","column":"note"},{"aggregate":"last","column":"qty"},{"aggregate":"max","column":"day"},{"aggregate":"min","column":"at"}]"#,
        expect![[r#"
            distinct of shop | distinct of price | first of note | last of qty | highest of day | lowest of at
            4 | 5 | 50% off | 10 | 2025-01-01 | 2023-12-31T23:59:59.500
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"sum","column":"tiny"},{"aggregate":"sum","column":"huge"},{"aggregate":"sum","column":"cost"},{"aggregate":"mean","column":"cost"},{"aggregate":"mean","column":"open"},{"aggregate":"sum","column":"open"}]"#,
        expect![[r#"
            sum of tiny | sum of huge | sum of cost | average of cost | average of open | sum of open
            399 | 18455751272964293000 | 16.71 | 2.3871428571428575 | 0.5714285714285714 | 4
            nulls_left_out: 1 of 8 rows has no cost and is left out of the sum
            nulls_left_out: 1 of 8 rows has no open and is left out of the average
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"share"},{"aggregate":"share","column":"qty"},{"aggregate":"max","column":"huge"}]"#,
        expect![[r#"
            share | share of qty | highest of huge
            1 | 1 | 9223372036854775807
            nulls_left_out: 2 of 8 rows have no qty and are left out of the share
        "#]],
    );
}

#[test]
fn of_nothing() {
    check(
        r#""filter":{"any":[]},"measures":[{"aggregate":"count"},{"aggregate":"sum","column":"qty"},{"aggregate":"mean","column":"price"},{"aggregate":"distinct","column":"shop"},{"aggregate":"first","column":"shop"},{"aggregate":"share","column":"qty"}]"#,
        expect![[r#"
            count | sum of qty | average of price | distinct of shop | first of shop | share of qty
            0 | – | – | 0 | – | –
        "#]],
    );
    check(
        r#""filter":{"any":[]},"groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            shop | count
        "#]],
    );
    check(
        r#""filter":{"in":{"column":"id","values":[3,7]}},"groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"qty"},{"aggregate":"mean","column":"qty"}]"#,
        expect![[r#"
            shop | sum of qty | average of qty
            b | – | –
            nulls_left_out: 2 of 2 rows have no qty and are left out of the sum
        "#]],
    );
}

#[test]
fn by_group() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"qty"},{"aggregate":"share","column":"qty"},{"aggregate":"share"},{"aggregate":"mean","column":"price"}]"#,
        expect![[r#"
            shop | sum of qty | share of qty | share | average of price
            a | 4 | 0.2857142857142857 | 0.25 | 0.32499999999999996
            b | 1 | 0.07142857142857142 | 0.375 | 0.65
            z | 10 | 0.7142857142857143 | 0.125 | 2.5
            Élan | -5 | -0.35714285714285715 | 0.125 | –
            – | 4 | 0.2857142857142857 | 0.125 | 2.5
            nulls_left_out: 2 of 8 rows have no qty and are left out of the sum
            nulls_left_out: 2 of 8 rows have no price and are left out of the average
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"distinct","column":"note"},{"aggregate":"first","column":"note"},{"aggregate":"last","column":"note"},{"aggregate":"max","column":"note"}]"#,
        expect![[r#"
            shop | distinct of note | first of note | last of note | highest of note
            a | 2 | REFUND | straße | straße
            b | 3 | 50% off | 日本 | 日本
            z | 1 | (x) | (x) | (x)
            Élan | 0 | – | – | –
            – | 1 |  |  | 
        "#]],
    );
    check(
        r#""groups":[{"column":"open"}],"measures":[{"aggregate":"sum","column":"cost"},{"aggregate":"median","column":"cost"},{"aggregate":"deviation","column":"price"},{"aggregate":{"percentile":0.5},"column":"tiny"}]"#,
        expect![[r#"
            open | sum of cost | median of cost | standard deviation of price | percentile 50 of tiny
            false | 11.2 | 2.2 | 0.5408326913195983 | 27
            true | 5.51 | 1.1 | 1.5556349186104046 | 100
            – | – | – | – | 100
            nulls_left_out: 1 of 8 rows has no cost and is left out of the sum
            nulls_left_out: 2 of 8 rows have no price and are left out of the standard deviation
        "#]],
    );
}

#[test]
fn calculated() {
    check(
        r#""calculated":[{"name":"revenue","expression":"price * qty"},{"name":"double","expression":"revenue * 2"}],"groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"double"}]"#,
        expect![[r#"
            shop | sum of double
            a | 2.5999999999999996
            b | 0.6
            z | 50
            Élan | –
            – | 20
            nulls_left_out: 3 of 8 rows have no double and are left out of the sum
        "#]],
    );
    check(
        r#""calculated":[{"name":"kind","expression":"case when upper(shop) = 'B' then 'bee' else coalesce(shop, 'none') end"}],"groups":[{"column":"kind"}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            kind | count
            a | 2
            bee | 3
            none | 1
            z | 1
            Élan | 1
        "#]],
    );
    check(
        r#""calculated":[{"name":"ratio","expression":"qty / (id - 2)"}],"columns":["id","ratio"]"#,
        expect![[r#"
            id | ratio
            1 | -1
            2 | –
            3 | –
            4 | 2
            5 | -1.6666666666666667
            6 | 0.5
            7 | –
            8 | 1.6666666666666667
            divided_by_zero: 1 of 8 rows divides by 0 in “ratio” and has no value there
        "#]],
    );
}
