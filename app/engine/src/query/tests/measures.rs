use super::check;
use expect_test::expect;

#[test]
fn of_everything() {
    check(
        r#""measures":[{"aggregate":"count"},{"aggregate":"count","column":"qty"},{"aggregate":"sum","column":"qty"},{"aggregate":"mean","column":"qty"},{"aggregate":"median","column":"qty"},{"aggregate":"deviation","column":"qty"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""measures":[{"aggregate":{"percentile":0.9},"column":"qty"},{"aggregate":{"percentile":0.25},"column":"price"},{"aggregate":"min","column":"shop"},{"aggregate":"max","column":"shop"},{"aggregate":"min","column":"price"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""measures":[{"aggregate":"distinct","column":"shop"},{"aggregate":"distinct","column":"price"},{"aggregate":"first","column":"note"},{"aggregate":"last","column":"qty"},{"aggregate":"max","column":"day"},{"aggregate":"min","column":"at"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""measures":[{"aggregate":"sum","column":"tiny"},{"aggregate":"sum","column":"huge"},{"aggregate":"sum","column":"cost"},{"aggregate":"mean","column":"cost"},{"aggregate":"mean","column":"open"},{"aggregate":"sum","column":"open"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""measures":[{"aggregate":"share"},{"aggregate":"share","column":"qty"},{"aggregate":"max","column":"huge"}]"#,
        expect![[r#""#]],
    );
}

#[test]
fn of_nothing() {
    check(
        r#""filter":{"any":[]},"measures":[{"aggregate":"count"},{"aggregate":"sum","column":"qty"},{"aggregate":"mean","column":"price"},{"aggregate":"distinct","column":"shop"},{"aggregate":"first","column":"shop"},{"aggregate":"share","column":"qty"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""filter":{"any":[]},"groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""filter":{"in":{"column":"id","values":[3,7]}},"groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"qty"},{"aggregate":"mean","column":"qty"}]"#,
        expect![[r#""#]],
    );
}

#[test]
fn by_group() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"qty"},{"aggregate":"share","column":"qty"},{"aggregate":"share"},{"aggregate":"mean","column":"price"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"distinct","column":"note"},{"aggregate":"first","column":"note"},{"aggregate":"last","column":"note"},{"aggregate":"max","column":"note"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""groups":[{"column":"open"}],"measures":[{"aggregate":"sum","column":"cost"},{"aggregate":"median","column":"cost"},{"aggregate":"deviation","column":"price"},{"aggregate":{"percentile":0.5},"column":"tiny"}]"#,
        expect![[r#""#]],
    );
}

#[test]
fn calculated() {
    check(
        r#""calculated":[{"name":"revenue","expression":"price * qty"},{"name":"double","expression":"revenue * 2"}],"groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"double"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""calculated":[{"name":"kind","expression":"case when upper(shop) = 'B' then 'bee' else coalesce(shop, 'none') end"}],"groups":[{"column":"kind"}],"measures":[{"aggregate":"count"}]"#,
        expect![[r#""#]],
    );
    check(
        r#""calculated":[{"name":"ratio","expression":"qty / (id - 2)"}],"columns":["id","ratio"]"#,
        expect![[r#""#]],
    );
}
