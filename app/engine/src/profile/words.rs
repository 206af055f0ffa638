//! The words that column names are made of, and what they say about the cells.

/// A name in lower-case words: `OrderDate`, `order_date` and `Order date` are the same.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = ' ';
    for letter in name.chars() {
        let begins = letter.is_uppercase() && last.is_lowercase() || letter.is_numeric() != last.is_numeric();
        if letter.is_alphanumeric() {
            match words.last_mut() {
                Some(word) if last.is_alphanumeric() && !begins => word.extend(letter.to_lowercase()),
                _ => words.push(letter.to_lowercase().collect()),
            }
        }
        last = letter;
    }
    words
}

/// Whether one of the words is listed.
pub(super) fn any(words: &[String], listed: &[&str]) -> bool {
    words.iter().any(|word| listed.contains(&word.as_str()))
}

/// Names one thing.
pub(super) const IDENTIFIER: &[&str] = &[
    "id", "ids", "uuid", "guid", "key", "sku", "isbn", "ean", "upc", "ssn", "iban", "hash",
];
/// May name one thing, or count things.
pub(super) const NUMBER: &[&str] = &[
    "code",
    "number",
    "no",
    "num",
    "nr",
    "nbr",
    "flight",
    "index",
    "idx",
    "row",
    "rownum",
    "unnamed",
    "phone",
    "serial",
    "account",
    "reference",
    "ref",
];
/// Where something is.
pub(super) const PLACE: &[&str] = &[
    "country",
    "countries",
    "nation",
    "state",
    "province",
    "region",
    "county",
    "city",
    "town",
    "village",
    "district",
    "borough",
    "municipality",
    "continent",
    "place",
    "location",
    "address",
    "street",
    "zip",
    "zipcode",
    "postcode",
    "postal",
    "plz",
    "airport",
    "origin",
    "dest",
    "destination",
    "territory",
    "station",
    "neighborhood",
    "neighbourhood",
    "suburb",
    "iso2",
    "iso3",
];
/// Place codes that look like numbers.
pub(super) const POSTAL: &[&str] = &["zip", "zipcode", "postcode", "postal", "plz", "fips"];
/// On the globe.
pub(super) const COORDINATE: &[&str] = &["lat", "latitude", "lon", "lng", "long", "longitude"];
/// Averaged, whatever else the name says.
pub(super) const SURELY_RATE: &[&str] = &[
    "avg",
    "average",
    "mean",
    "median",
    "rate",
    "ratio",
    "percent",
    "percentage",
    "pct",
    "per",
    "share",
    "rating",
    "score",
    "probability",
    "prob",
    "likelihood",
    "index",
    "mpg",
    "bmi",
    "gpa",
];
/// Summed, whatever else the name says.
pub(super) const SURELY_MEASURE: &[&str] = &[
    "total", "sum", "count", "counts", "cnt", "quantity", "qty", "amount", "amt", "revenue", "sales", "n",
];
/// Averaged.
pub(super) const RATE: &[&str] = &[
    "delay",
    "price",
    "cost_per",
    "temperature",
    "temp",
    "dewp",
    "humid",
    "humidity",
    "pressure",
    "visib",
    "visibility",
    "speed",
    "gust",
    "dir",
    "direction",
    "age",
    "height",
    "length",
    "width",
    "depth",
    "mass",
    "margin",
    "discount",
    "level",
    "density",
    "latency",
    "duration",
    "time",
    "elapsed",
    "salary",
    "wage",
    "grade",
    "weight",
    "hp",
    "displacement",
    "acceleration",
    "horsepower",
    "elevation",
    "altitude",
    "angle",
    "factor",
    "coefficient",
    "confidence",
    "size",
    "fare",
    "lag",
    "growth",
    "change",
    "diff",
    "difference",
    "carat",
    "alcohol",
    "ph",
];
/// Grouped by, though they are numbers.
pub(super) const CLASS: &[&str] = &[
    "class",
    "pclass",
    "type",
    "category",
    "group",
    "cluster",
    "segment",
    "zone",
    "stage",
    "tier",
    "kind",
    "cyl",
    "cylinders",
    "gear",
    "gears",
    "carb",
    "floor",
    "grade",
    "season",
    "round",
    "lane",
    "terminal",
    "decade",
    "cohort",
    "bucket",
];
