//! Conditions on rows and on groups.

use super::check;
use super::schemas::{flights, people, sales};
use expect_test::expect;

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn values_and_times_are_conditions() {
    let table = flights();
    for (words, expected) in [
        (
            "flights from JFK in 2013",
            expect![[r#"
            Flights, origin JFK, 2013
            where {"all":[{"compare":{"column":"origin","is":"equal","value":"JFK"}},{"in":{"column":"time_hour","by":{"grain":"year"},"values":["2013-01-01"]}}]}"#]],
        ),
        (
            "number of flights from EWR to SFO",
            expect![[r#"
            Number of flights, origin EWR, dest SFO
            count where {"all":[{"compare":{"column":"origin","is":"equal","value":"EWR"}},{"compare":{"column":"dest","is":"equal","value":"SFO"}}]}"#]],
        ),
        (
            "how many flights were there in July 2013",
            expect![[r#"
            Number of flights, July 2013
            count where {"in":{"column":"time_hour","by":{"grain":"month"},"values":["2013-07-01"]}}"#]],
        ),
        (
            "flights between June and August by carrier",
            expect![[r#"
                Number of flights by carrier, June to August
                count by carrier where {"in":{"column":"time_hour","by":{"grain":"month_of_year"},"values":[6,7,8]}} sort count ↓"#]],
        ),
        (
            "average delay by month for UA and DL",
            expect![[r#"
            Average dep_delay by month and carrier, carrier UA or DL
            average(dep_delay) by month, carrier where {"in":{"column":"carrier","values":["UA","DL"]}}
            assumed: “delay” was taken as dep_delay; it could also be arr_delay"#]],
        ),
        (
            "compare JFK and LGA by average delay",
            expect![[r#"
            Average dep_delay by origin, origin JFK or LGA
            average(dep_delay) by origin where {"in":{"column":"origin","values":["JFK","LGA"]}} sort average of dep_delay ↓
            assumed: “delay” was taken as dep_delay; it could also be arr_delay"#]],
        ),
        (
            "flights with distance over 1000",
            expect![[r#"
            Flights, distance > 1000
            where {"compare":{"column":"distance","is":"greater","value":1000}}"#]],
        ),
        (
            "carriers with more than 500 flights",
            expect![[r#"
            Number of flights by carrier, count > 500
            count by carrier having {"compare":{"column":"count","is":"greater","value":500}} sort count ↓"#]],
        ),
        (
            "flights by carrier except UA",
            expect![[r#"
            Number of flights by carrier, carrier not UA
            count by carrier where {"compare":{"column":"carrier","is":"not_equal","value":"UA"}} sort count ↓"#]],
        ),
        (
            "how many flights were more than 60 minutes late",
            expect![[r#"
            Number of flights, dep_delay > 60
            count where {"compare":{"column":"dep_delay","is":"greater","value":60}}"#]],
        ),
        (
            "flights on weekends by origin",
            expect![[r#"
            Number of flights by origin, Saturday and Sunday
            count by origin where {"in":{"column":"time_hour","by":{"grain":"weekday"},"values":[6,7]}} sort count ↓"#]],
        ),
        (
            "flights before March 2013",
            expect![[r#"
                Flights, before 2013-03-01
                where {"compare":{"column":"time_hour","is":"less","value":"2013-03-01"}}"#]],
        ),
        (
            "flights since 2013-06-15 by carrier",
            expect![[r#"
                Number of flights by carrier, since 2013-06-15
                count by carrier where {"compare":{"column":"time_hour","is":"at_least","value":"2013-06-15"}} sort count ↓"#]],
        ),
        (
            "missing tailnum",
            expect![[r#"
            Flights, tailnum missing
            where {"null":{"column":"tailnum"}}"#]],
        ),
    ] {
        check(&table, words, &expected);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn words_name_values() {
    let table = sales();
    for (words, expected) in [
        (
            "sales in Germany last month",
            expect![[r#"
            Total revenue, country Germany, last month
            sum(revenue) where {"all":[{"compare":{"column":"country","is":"equal","value":"Germany"}},{"relative":{"column":"date","span":{"last":{"count":1,"unit":"month"}}}}]} with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "sales since March 2023 by country",
            expect![[r#"
                Total revenue by country, since 2023-03-01
                sum(revenue) by country where {"compare":{"column":"date","is":"at_least","value":"2023-03-01"}} sort sum of revenue ↓ with revenue = price * qty
                assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "Laptop sales by region",
            expect![[r#"
            Total revenue by region, product Laptop
            sum(revenue) by region where {"compare":{"column":"product","is":"equal","value":"Laptop"}} sort sum of revenue ↓ with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "müller gmbh revenue",
            expect![[r#"
            Total revenue, customer Müller GmbH
            sum(revenue) where {"compare":{"column":"customer","is":"equal","value":"Müller GmbH"}} with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "sales in 2023 vs 2022",
            expect![[r#"
            Total revenue by year, 2023 and 2022
            sum(revenue) by date[year] where {"in":{"column":"date","by":{"grain":"year"},"values":["2023-01-01","2022-01-01"]}} with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "sales year to date",
            expect![[r#"
            Total revenue, year to date
            sum(revenue) where {"relative":{"column":"date","span":{"to_date":"year"}}} with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "sales in the past 7 days by day",
            expect![[r#"
            Total revenue by day, past 7 days
            sum(revenue) by date[day] where {"relative":{"column":"date","span":{"past":{"count":7,"unit":"day"}}}} with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "american sales by product",
            expect![[r#"
            Total revenue by product, country United States
            sum(revenue) by product where {"compare":{"column":"country","is":"equal","value":"United States"}} sort sum of revenue ↓ with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "customers starting with A",
            expect![[r#"
                Number of sales by customer, customer starting with “A”
                count by customer where {"starts_with":{"column":"customer","text":"A"}} sort count ↓"#]],
        ),
        (
            "orders where country is not Germany",
            expect![[r#"
            Sales, country not Germany
            where {"compare":{"column":"country","is":"not_equal","value":"Germany"}}"#]],
        ),
        (
            "orders with missing discount",
            expect![[r#"
            Sales, discount missing
            where {"null":{"column":"discount"}}"#]],
        ),
        (
            "products with total quantity above 100",
            expect![[r#"
            Total qty by product, sum of qty > 100
            sum(qty) by product having {"compare":{"column":"sum of qty","is":"greater","value":100}} sort sum of qty ↓"#]],
        ),
        (
            "sales with discount between 0.1 and 0.3",
            expect![[r#"
            Total revenue, discount 0.1 to 0.3
            sum(revenue) where {"between":{"column":"discount","low":0.1,"high":0.3}} with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "revenue for \"Desk Chair\"",
            expect![[r#"
            Total revenue, product Desk Chair
            sum(revenue) where {"compare":{"column":"product","is":"equal","value":"Desk Chair"}} with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "sales in Q3 2023 by product",
            expect![[r#"
            Total revenue by product, Q3 2023
            sum(revenue) by product where {"in":{"column":"date","by":{"grain":"quarter"},"values":["2023-07-01"]}} sort sum of revenue ↓ with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "discount above 0.1 or below 0.05",
            expect![[r#"
            Average discount, discount > 0.1 or discount < 0.05
            average(discount) where {"any":[{"compare":{"column":"discount","is":"greater","value":0.1}},{"compare":{"column":"discount","is":"less","value":0.05}}]}"#]],
        ),
    ] {
        check(&table, words, &expected);
    }
}

#[test]
fn people_are_meant() {
    let table = people();
    for (words, expected) in [
        (
            "how many women per department",
            expect![[r#"
            Number of people by Department, Gender Female
            count by Department where {"compare":{"column":"Gender","is":"equal","value":"Female"}} sort count ↓"#]],
        ),
        (
            "people under 30 by department",
            expect![[r#"
            Number of people by Department, Age < 30
            count by Department where {"compare":{"column":"Age","is":"less","value":30}} sort count ↓"#]],
        ),
        (
            "employees older than 40",
            expect![[r#"
            People, Age > 40
            where {"compare":{"column":"Age","is":"greater","value":40}}"#]],
        ),
        (
            "remote people by department",
            expect![[r#"
            Number of people by Department, Remote true
            count by Department where {"compare":{"column":"Remote","is":"equal","value":true}} sort count ↓"#]],
        ),
        (
            "people hired since 2020",
            expect![[r#"
                People, since 2020-01-01
                where {"compare":{"column":"HireDate","is":"at_least","value":"2020-01-01"}}"#]],
        ),
        (
            "engineers hired in 2021",
            expect![[r#"
            People, JobTitle Engineer, 2021
            where {"all":[{"compare":{"column":"JobTitle","is":"equal","value":"Engineer"}},{"in":{"column":"HireDate","by":{"grain":"year"},"values":["2021-01-01"]}}]}"#]],
        ),
        (
            "average salary in human resources",
            expect![[r#"
            Average MonthlySalary, Department Human Resources
            average(MonthlySalary) where {"compare":{"column":"Department","is":"equal","value":"Human Resources"}}"#]],
        ),
    ] {
        check(&table, words, &expected);
    }
}
