//! Datasets with the same columns, which can be one table.

use spec::dataset::Dataset;

/// Datasets with the same columns.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Alike {
    /// Their names, in the order in which they were opened.
    pub datasets: Vec<String>,
    /// What their table may be called.
    pub name: String,
}

/// The most datasets with the same columns, some of `new` among them; none when each is alone.
pub(crate) fn alike(all: &[Dataset], new: &[String]) -> Option<Alike> {
    let groups = new.iter().filter_map(|name| {
        let one = all.iter().find(|dataset| &dataset.name == name)?;
        Some(group(all, one))
    });
    let names = groups.max_by_key(Vec::len).filter(|names| names.len() > 1)?;
    Some(Alike {
        name: common_name(&names),
        datasets: names,
    })
}

fn group(all: &[Dataset], one: &Dataset) -> Vec<String> {
    let shape = shape(one);
    let same = all.iter().filter(|dataset| self::shape(dataset) == shape);
    same.map(|dataset| dataset.name.clone()).collect()
}

/// The names of its columns, in the order of the alphabet, but for where a combined table's rows come from.
fn shape(dataset: &Dataset) -> Vec<&str> {
    let mut names: Vec<_> = dataset.columns.iter().map(|column| column.name.as_str()).collect();
    names.retain(|name| *name != "file");
    names.sort_unstable();
    names
}

/// What the names have in common at their start, without a number or a sign at its end.
fn common_name(names: &[String]) -> String {
    const SHORTEST: usize = 3;
    let Some((first, others)) = names.split_first() else {
        return String::new();
    };
    let mut length = first.len();
    for other in others {
        let same = first.char_indices().zip(other.chars());
        let end = same.take_while(|((_, a), b)| a == b).last();
        length = length.min(end.map_or(0, |((at, letter), _)| at + letter.len_utf8()));
    }
    let common = first[..length].trim_end_matches(|letter: char| letter == '_' || letter.is_numeric());
    match common.chars().count() {
        ..SHORTEST => "combined".to_owned(),
        _ => common.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::dataset::{Column, Type};
    use spec::reading::Source;

    fn dataset(name: &str, columns: &str) -> Dataset {
        let column = |name: &str| Column {
            name: name.to_owned(),
            kind: Type::Text,
            nullable: false,
        };
        Dataset {
            name: name.to_owned(),
            rows: 1,
            columns: columns.split(',').map(column).collect(),
            bytes: 1,
            source: Source::default(),
            steps: Vec::new(),
            set_aside: 0,
        }
    }

    #[test]
    fn the_order_of_columns_does_not_matter() {
        let all = [
            dataset("sales_2023", "day,region,price"),
            dataset("people", "name"),
            dataset("sales_2024", "region,day,price"),
        ];
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let found = alike(&all, &names(&["people", "sales_2024"])).unwrap();
        assert_eq!(found.datasets, names(&["sales_2023", "sales_2024"]));
        assert_eq!(found.name, "sales");
        assert_eq!(alike(&all, &names(&["people"])), None);
        assert_eq!(alike(&all, &[]), None);
    }

    #[test]
    fn names_give_their_common_start() {
        for (names, expected) in [
            ("sales_jan sales_feb sales_mar", "sales"),
            ("t_2023 t_2024", "combined"),
            ("orders orders_2", "orders"),
            ("a b", "combined"),
            ("größe_1 größe_2", "größe"),
        ] {
            let names: Vec<_> = names.split(' ').map(str::to_owned).collect();
            assert_eq!(common_name(&names), expected);
        }
    }
}
