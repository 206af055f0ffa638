//! Figures, groups, orders and kinds of charts.

use super::check;
use super::schemas::{flights, people, sales};
use expect_test::expect;

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn figures_are_grouped() {
    let table = flights();
    for (words, expected) in [
        (
            "average arrival delay by carrier",
            expect![[r#"
            Average arr_delay by carrier
            average(arr_delay) by carrier sort average of arr_delay ↓"#]],
        ),
        (
            "flights per month",
            expect![[r#"
            Number of flights by month
            count by month"#]],
        ),
        (
            "how many flights",
            expect![[r#"
            Number of flights
            count"#]],
        ),
        (
            "flights",
            expect![[r#"
            Flights
            rows"#]],
        ),
        (
            "average delay by carrier",
            expect![[r#"
            Average dep_delay by carrier
            average(dep_delay) by carrier sort average of dep_delay ↓
            assumed: “delay” was taken as dep_delay; it could also be arr_delay"#]],
        ),
        (
            "number of flights by origin and carrier",
            expect![[r#"
            Number of flights by origin and carrier
            count by origin, carrier sort count ↓"#]],
        ),
        (
            "flights by weekday",
            expect![[r#"
            Number of flights by weekday
            count by time_hour[weekday]"#]],
        ),
        (
            "median air time by destination",
            expect![[r#"
            Median air_time by dest
            median(air_time) by dest sort median of air_time ↓"#]],
        ),
        (
            "total distance for each carrier",
            expect![[r#"
            Total distance by carrier
            sum(distance) by carrier sort sum of distance ↓"#]],
        ),
        (
            "average departure delay and arrival delay by origin",
            expect![[r#"
            Average dep_delay and average arr_delay by origin
            average(dep_delay), average(arr_delay) by origin sort average of dep_delay ↓"#]],
        ),
        (
            "how many carriers",
            expect![[r#"
            Number of different carrier
            distinct(carrier)
            assumed: each different carrier is counted once"#]],
        ),
        (
            "delay by hour",
            expect![[r#"
            Average dep_delay by hour
            average(dep_delay) by hour
            assumed: “delay” was taken as dep_delay; it could also be arr_delay"#]],
        ),
        (
            "average delay over time",
            expect![[r#"
            Average dep_delay by month
            average(dep_delay) by time_hour[month] as line
            assumed: “delay” was taken as dep_delay; it could also be arr_delay
            assumed: over time is by month of time_hour"#]],
        ),
    ] {
        check(&table, words, &expected);
    }
}

#[test]
fn leading_groups_are_found() {
    let table = flights();
    for (words, expected) in [
        (
            "top 5 carriers by average arrival delay",
            expect![[r#"
            Average arr_delay by carrier, top 5
            average(arr_delay) by carrier sort average of arr_delay ↓ limit 5"#]],
        ),
        (
            "which carrier has the highest average departure delay?",
            expect![[r#"
            Average dep_delay by carrier, top 1
            average(dep_delay) by carrier sort average of dep_delay ↓ limit 1"#]],
        ),
        (
            "5 carriers with the lowest average delay",
            expect![[r#"
            Average dep_delay by carrier, bottom 5
            average(dep_delay) by carrier sort average of dep_delay ↑ limit 5
            assumed: “delay” was taken as dep_delay; it could also be arr_delay"#]],
        ),
        (
            "busiest month",
            expect![[r#"
            Number of flights by month, top 1
            count by month sort count ↓ limit 1"#]],
        ),
        (
            "10 longest flights",
            expect![[r#"
            Flights by distance, top 10
            distance, year, month, day, dep_time, sched_dep_time, dep_delay, arr_time, sched_arr_time, arr_delay, carrier, flight, tailnum, origin, dest, air_time, hour, minute, time_hour sort distance ↓ limit 10"#]],
        ),
        (
            "which carrier has the worst delays",
            expect![[r#"
            Average dep_delay by carrier, top 1
            average(dep_delay) by carrier sort average of dep_delay ↓ limit 1
            assumed: “delays” was taken as dep_delay; it could also be arr_delay"#]],
        ),
        (
            "flights by destination, top 10",
            expect![[r#"
            Number of flights by dest, top 10
            count by dest sort count ↓ limit 10"#]],
        ),
        (
            "carriers sorted by number of flights ascending",
            expect![[r#"
            Number of flights by carrier
            count by carrier sort count ↑"#]],
        ),
        (
            "flights by carrier from low to high",
            expect![[r#"
            Number of flights by carrier
            count by carrier sort count ↑"#]],
        ),
    ] {
        check(&table, words, &expected);
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn kinds_of_charts_are_heard() {
    let table = flights();
    for (words, expected) in [
        (
            "distribution of distance",
            expect![[r#"
            Number of flights by distance
            count by distance[20 bins]"#]],
        ),
        (
            "relationship between distance and air time",
            expect![[r#"
            Distance and air_time
            distance, air_time as scatter"#]],
        ),
        (
            "flights by carrier as a pie",
            expect![[r#"
            Number of flights by carrier
            count by carrier sort count ↓ as pie"#]],
        ),
        (
            "average delay by carrier and origin as a heatmap",
            expect![[r#"
            Average dep_delay by carrier and origin
            average(dep_delay) by carrier, origin sort average of dep_delay ↓ as heatmap
            assumed: “delay” was taken as dep_delay; it could also be arr_delay"#]],
        ),
        (
            "stacked bar chart of flights by month and origin",
            expect![[r#"
            Number of flights by month and origin
            count by month, origin as stacked_bar"#]],
        ),
        (
            "share of flights by carrier",
            expect![[r#"
            Share of flights by carrier
            share by carrier sort share ↓"#]],
        ),
        (
            "arrival delay by departure delay",
            expect![[r#"
            arr_delay and dep_delay
            arr_delay, dep_delay as scatter"#]],
        ),
        (
            "table of flights by carrier",
            expect![[r#"
            Number of flights by carrier
            count by carrier sort count ↓ as table"#]],
        ),
        (
            "line chart of flights by month",
            expect![[r#"
            Number of flights by month
            count by month as line"#]],
        ),
        (
            "box plot of arr_delay by carrier",
            expect![[r#"
            Carrier and arr_delay
            carrier, arr_delay as box_plot"#]],
        ),
        (
            "density plot of distance and air time",
            expect![[r#"
            Distance and air_time
            distance, air_time as density"#]],
        ),
        (
            "bubble chart of distance and air time by carrier",
            expect![[r#"
            Total distance and total air_time and number of flights by carrier
            sum(distance), sum(air_time), count by carrier sort sum of distance ↓ as bubble"#]],
        ),
        (
            "flights by carrier as a treemap",
            expect![[r#"
            Number of flights by carrier
            count by carrier sort count ↓ as treemap"#]],
        ),
        (
            "flights by origin and carrier as a pivot table",
            expect![[r#"
            Number of flights by origin and carrier
            count by origin, carrier sort count ↓ as pivot"#]],
        ),
        (
            "flights by month and carrier as sparklines",
            expect![[r#"
            Number of flights by month and carrier
            count by month, carrier as spark_table"#]],
        ),
        (
            "flights by origin and dest as a sankey",
            expect![[r#"
            Number of flights by origin and dest
            count by origin, dest sort count ↓ as sankey"#]],
        ),
        (
            "flights by carrier as a funnel",
            expect![[r#"
            Number of flights by carrier
            count by carrier sort count ↓ as funnel"#]],
        ),
        (
            "radar chart of flights by month and origin",
            expect![[r#"
            Number of flights by month and origin
            count by month, origin as radar"#]],
        ),
        (
            "calendar heatmap of flights by day",
            expect![[r#"
            Number of flights by day
            count by time_hour[day] as calendar"#]],
        ),
        (
            "gauge of average air time",
            expect![[r#"
            Average air_time
            average(air_time) as gauge"#]],
        ),
    ] {
        check(&table, words, &expected);
    }
}

#[test]
fn sales_are_price_times_quantity() {
    let table = sales();
    for (words, expected) in [
        (
            "sales by region",
            expect![[r#"
            Total revenue by region
            sum(revenue) by region sort sum of revenue ↓ with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "revenue by product",
            expect![[r#"
            Total revenue by product
            sum(revenue) by product sort sum of revenue ↓ with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "top 3 products by revenue",
            expect![[r#"
            Total revenue by product, top 3
            sum(revenue) by product sort sum of revenue ↓ limit 3 with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "best selling product",
            expect![[r#"
            Total qty by product, top 1
            sum(qty) by product sort sum of qty ↓ limit 1"#]],
        ),
        (
            "monthly sales by region",
            expect![[r#"
            Total revenue by month and region
            sum(revenue) by date[month], region with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "total quantity by month",
            expect![[r#"
            Total qty by month
            sum(qty) by date[month]"#]],
        ),
        (
            "average price and total quantity by product",
            expect![[r#"
            Average price and total qty by product
            average(price), sum(qty) by product sort average of price ↓"#]],
        ),
        (
            "sales by customer, top 2 and the rest",
            expect![[r#"
            Total revenue by customer, top 2
            sum(revenue) by customer top 2 ↓ and other sort sum of revenue ↓ with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "revenue vs quantity",
            expect![[r#"
                Revenue and qty
                revenue, qty with revenue = price * qty as scatter"#]],
        ),
        (
            "number of customers by country",
            expect![[r#"
            Number of different customer by country
            distinct(customer) by country sort distinct of customer ↓
            assumed: each different customer is counted once"#]],
        ),
    ] {
        check(&table, words, &expected);
    }
}

#[test]
fn people_are_counted() {
    let table = people();
    for (words, expected) in [
        (
            "headcount by department",
            expect![[r#"
            Number of people by Department
            count by Department sort count ↓"#]],
        ),
        (
            "average salary by department",
            expect![[r#"
            Average MonthlySalary by Department
            average(MonthlySalary) by Department sort average of MonthlySalary ↓"#]],
        ),
        (
            "who earns the most",
            expect![[r#"
                Highest MonthlySalary by FirstName, top 1
                highest(MonthlySalary) by FirstName sort highest of MonthlySalary ↓ limit 1"#]],
        ),
        (
            "highest salary in each department",
            expect![[r#"
            Highest MonthlySalary by Department
            highest(MonthlySalary) by Department sort highest of MonthlySalary ↓"#]],
        ),
        (
            "number of employees per department and gender",
            expect![[r#"
            Number of people by Department and Gender
            count by Department, Gender sort count ↓"#]],
        ),
        (
            "relationship between age and salary by gender",
            expect![[r#"
            Age, MonthlySalary and Gender
            Age, MonthlySalary, Gender as scatter"#]],
        ),
        (
            "share of remote employees",
            expect![[r#"
            Share of people by Remote
            share by Remote sort share ↓"#]],
        ),
        (
            "oldest people",
            expect![[r#"
            People by Age, top 10
            Age, EmployeeID, FirstName, Department, JobTitle, Gender, MonthlySalary, HireDate, Remote, Satisfaction sort Age ↓ limit 10"#]],
        ),
        (
            "salary distribution",
            expect![[r#"
            Number of people by MonthlySalary
            count by MonthlySalary[20 bins]"#]],
        ),
        (
            "satisfaction by job title",
            expect![[r#"
            Average Satisfaction by JobTitle
            average(Satisfaction) by JobTitle sort average of Satisfaction ↓"#]],
        ),
    ] {
        check(&table, words, &expected);
    }
}
