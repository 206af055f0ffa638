//! What a JSON document is as a table, found out in one walk over its outermost values.

use super::scan::{Scan, Trouble, Value};
use std::borrow::Cow;
use std::collections::HashSet;

/// How deep lists of records are looked for.
const DEEPEST: usize = 4;

/// From so many lists of records on they are one table.
const MOST_TABLES: usize = 50;

/// What a document is that starts with a record.
pub(super) enum Shape<'a> {
    /// Records one after the other.
    Records,
    /// Every member is a list of plain values, all equally long.
    Columns,
    /// Every member is a column that has its values by the rows' labels, which start here.
    Labelled(Labels),
    /// Every member is a record of the same kind.
    Keyed(Labels),
    /// Names of the columns, and rows of cells: where they start.
    Split {
        columns: usize,
        data: usize,
        index: Option<usize>,
    },
    /// Lists of records under names, the largest first, and what stands beside them.
    Under {
        lists: Vec<Member<'a>>,
        beside: Vec<Member<'a>>,
    },
    /// Records with the description that pandas writes.
    Described { table: Member<'a> },
    /// Very many lists of records under names.
    Grouped,
    /// Places, in one of GeoJSON's types.
    Places(Cow<'a, str>),
}

/// What stands before the rows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Labels {
    /// Names that say something.
    Names,
    /// The numbers of the rows.
    Numbers,
}

/// One member of a record.
#[derive(Clone)]
pub(super) struct Member<'a> {
    /// The names that lead to it, with dots between them.
    pub name: Cow<'a, str>,
    /// Where its value starts.
    pub start: usize,
    /// Where its value ends.
    pub end: usize,
    kind: Kind<'a>,
}

#[derive(Clone, PartialEq)]
enum Kind<'a> {
    Plain,
    Text(Cow<'a, str>),
    /// A list of plain values, this many.
    Plains(usize),
    /// A list whose first value is a record.
    Records,
    /// A list whose first value is a list.
    Rows,
    Record,
    /// Any other list.
    Mixed,
}

/// What a document is that starts with a record.
pub(super) fn shape(text: &str) -> Result<Shape<'_>, Trouble> {
    let mut scan = Scan::new(text);
    let mut records = Inner::default();
    let members = members(&mut scan, &mut records)?;
    if scan.peek().is_some() {
        return Ok(Shape::Records);
    }
    if let Some(places) = places(&members) {
        return Ok(Shape::Places(places));
    }
    if let Some(split) = split(&members) {
        return Ok(split);
    }
    if let Some(length) = same_length(&members) {
        return Ok(if length > 0 { Shape::Columns } else { Shape::Records });
    }
    if let Some(shape) = records.shape(&members) {
        return Ok(shape);
    }
    if members.len() > MOST_TABLES && members.iter().all(|member| member.kind == Kind::Records) {
        return Ok(Shape::Grouped);
    }
    under(text, members)
}

/// Walks over the members of the record that comes next.
fn members<'a>(scan: &mut Scan<'a>, records: &mut Inner<'a>) -> Result<Vec<Member<'a>>, Trouble> {
    let (mut members, mut is_first) = (Vec::new(), true);
    scan.value()?;
    while let Some(name) = scan.key(is_first)? {
        is_first = false;
        let start = scan.peek().map_or(scan.at(), |_| scan.at());
        let kind = match scan.value()? {
            Value::List => list(scan)?,
            Value::Record => {
                records.look_into(scan, members.len())?;
                Kind::Record
            }
            Value::Text(text) => Kind::Text(text),
            _ => Kind::Plain,
        };
        let end = scan.at();
        members.push(Member { name, start, end, kind });
    }
    Ok(members)
}

fn list<'a>(scan: &mut Scan<'a>) -> Result<Kind<'a>, Trouble> {
    let (mut count, mut nested, mut kind) = (0, 0, Kind::Plains(0));
    while scan.item(count == 0)? {
        let value = scan.value()?;
        if count == 0 {
            kind = match value {
                Value::Record => Kind::Records,
                Value::List => Kind::Rows,
                _ => Kind::Plains(0),
            };
        }
        count += 1;
        nested += usize::from(matches!(value, Value::List | Value::Record));
        scan.pass_rest(&value)?;
    }
    Ok(match kind {
        Kind::Plains(_) if nested == 0 => Kind::Plains(count),
        Kind::Plains(_) => Kind::Mixed,
        kind => kind,
    })
}

fn same_length(members: &[Member<'_>]) -> Option<usize> {
    let length = |member: &Member<'_>| match member.kind {
        Kind::Plains(length) => Some(length),
        _ => None,
    };
    let first = length(members.first()?)?;
    members
        .iter()
        .all(|member| length(member) == Some(first))
        .then_some(first)
}

fn places<'a>(members: &[Member<'a>]) -> Option<Cow<'a, str>> {
    let find = |name: &str| members.iter().find(|member| member.name == name);
    let Kind::Text(kind) = &find("type")?.kind else {
        return None;
    };
    let needed = match kind.as_ref() {
        "FeatureCollection" => "features",
        "Feature" => "geometry",
        "GeometryCollection" => "geometries",
        "Point" | "MultiPoint" | "LineString" | "MultiLineString" | "Polygon" | "MultiPolygon" => "coordinates",
        _ => return None,
    };
    find(needed).map(|_| kind.clone())
}

fn split<'a>(members: &[Member<'a>]) -> Option<Shape<'a>> {
    let find = |name: &str| members.iter().find(|member| member.name == name);
    let (columns, data, index) = (find("columns")?, find("data")?, find("index"));
    let is_plain = |member: &Member<'_>| matches!(member.kind, Kind::Plains(_));
    let is_split = is_plain(columns) && data.kind == Kind::Rows && index.is_none_or(is_plain);
    let fits = members.len() == 2 + usize::from(index.is_some());
    (is_split && fits).then(|| Shape::Split {
        columns: columns.start,
        data: data.start,
        index: index.map(|index| index.start),
    })
}

/// What the records have in common that are members of the document.
#[derive(Default)]
struct Inner<'a> {
    keys: Vec<Cow<'a, str>>,
    known: HashSet<Cow<'a, str>>,
    records: usize,
    alike: usize,
    numbered: usize,
    same_keys: usize,
    plain: usize,
    /// How many hold values of one type only.
    even: usize,
    /// Which types of values these have.
    types: Vec<u8>,
}

impl<'a> Inner<'a> {
    /// Walks over the members of a record that has just been opened.
    fn look_into(&mut self, scan: &mut Scan<'a>, index: usize) -> Result<(), Trouble> {
        let (mut count, mut known, mut in_order, mut numbered, mut nested) = (0, 0, true, true, false);
        let mut types = Vec::new();
        while let Some(key) = scan.key(count == 0)? {
            numbered &= is_number(&key, count);
            if self.records == 0 {
                self.known.insert(key.clone());
                self.keys.push(key);
            } else {
                let is_next = self.keys.get(count) == Some(&key);
                in_order &= is_next;
                known += usize::from(is_next || self.known.contains(&key));
            }
            let value = scan.value()?;
            let kind = kind_of(&value);
            nested |= kind == b'{';
            if kind != b'0' && !types.contains(&kind) {
                types.push(kind);
            }
            scan.pass_rest(&value)?;
            count += 1;
        }
        let is_first = self.records == 0;
        self.records += 1;
        self.alike += usize::from(is_first || known * 2 >= count.max(self.keys.len()));
        self.same_keys += usize::from(is_first || in_order && count == self.keys.len());
        self.numbered += usize::from(numbered && count > 0);
        self.plain += usize::from(!nested);
        if types.len() <= 1 {
            self.even += 1;
            self.types
                .extend(types.into_iter().filter(|kind| index < 1_000 && *kind != b'0'));
        }
        Ok(())
    }

    fn shape(&self, members: &[Member<'a>]) -> Option<Shape<'a>> {
        let count = members.len();
        if count == 0 || self.records != count || self.keys.is_empty() {
            return None;
        }
        let is_rectangle = self.same_keys == count && self.plain == count;
        if is_rectangle && self.numbered == count {
            return Some(Shape::Labelled(Labels::Numbers));
        }
        let is_numbered = members
            .iter()
            .enumerate()
            .all(|(index, member)| is_number(&member.name, index));
        if is_numbered && self.alike * 2 >= count {
            return Some(Shape::Keyed(Labels::Numbers));
        }
        let differ = self.types.iter().any(|kind| *kind != self.types[0]);
        if is_rectangle && count > 1 && self.keys.len() > 1 && self.even == count && differ {
            return Some(Shape::Labelled(Labels::Names));
        }
        (count > 1 && self.alike == count).then_some(Shape::Keyed(Labels::Names))
    }
}

fn is_number(key: &str, index: usize) -> bool {
    key.parse() == Ok(index) && (key.len() == 1 || !key.starts_with('0'))
}

fn kind_of(value: &Value<'_>) -> u8 {
    match value {
        Value::Null => b'0',
        Value::Flag(_) => b'f',
        Value::Number(_) | Value::Infinite(_) => b'n',
        Value::Text(_) => b't',
        Value::List | Value::Record => b'{',
    }
}

/// Lists of records at the outermost level where there are any; or one record.
fn under<'a>(text: &'a str, members: Vec<Member<'a>>) -> Result<Shape<'a>, Trouble> {
    let (mut level, mut depth) = (members, 1);
    loop {
        let (mut lists, beside): (Vec<_>, Vec<_>) = level
            .into_iter()
            .partition(|member| matches!(member.kind, Kind::Records | Kind::Rows));
        if !lists.is_empty() {
            lists.sort_by_key(|list| std::cmp::Reverse((list.kind == Kind::Records, list.end - list.start)));
            if let ([_], [schema]) = (lists.as_slice(), beside.as_slice())
                && is_of_pandas(text, schema)
            {
                return Ok(Shape::Described { table: lists.remove(0) });
            }
            return Ok(Shape::Under { lists, beside });
        }
        if depth == DEEPEST || beside.iter().all(|member| member.kind != Kind::Record) {
            return Ok(Shape::Records);
        }
        level = deeper(text, beside)?;
        depth += 1;
    }
}

/// The members of the records among these members, in their place.
fn deeper<'a>(text: &'a str, members: Vec<Member<'a>>) -> Result<Vec<Member<'a>>, Trouble> {
    let mut all = Vec::new();
    for member in members {
        if member.kind != Kind::Record {
            all.push(member);
            continue;
        }
        let mut scan = Scan::new(text);
        scan.go_back(member.start, 0);
        for inner in self::members(&mut scan, &mut Inner::default())? {
            let name = format!("{}.{}", member.name, inner.name);
            all.push(Member {
                name: name.into(),
                ..inner
            });
        }
    }
    Ok(all)
}

/// What pandas says of the table in its `table` form: it is not lost, the types are found out again.
fn is_of_pandas(text: &str, member: &Member<'_>) -> bool {
    let described = text.get(member.start..member.end).unwrap_or_default();
    member.name == "schema" && described.contains("\"pandas_version\"")
}
