//! Joins.

use crate::error::Error;
use crate::query::columns::column;
use crate::sql::compare::aligned;
use crate::sql::compile::Compiler;
use crate::sql::dialect::refused;
use crate::sql::from::Statements;
use crate::sql::given::Given;
use crate::sql::scope::{self, Field, Relation};
use crate::sql::typed::{Typed, common};
use polars::prelude::*;
use sqlparser::ast::{self, BinaryOperator, Ident, JoinConstraint, JoinOperator};

/// What becomes of rows without a partner.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// They go.
    Inner,
    /// They go; the conditions are those of `where`, and are tested there.
    Comma,
    /// The left ones stay.
    Left,
    /// The right ones stay.
    Right,
    /// All stay.
    Full,
    /// Left rows with a partner, without it.
    Semi,
    /// Left rows without a partner.
    Anti,
}

impl Kind {
    /// What an operator says.
    pub(super) fn of(operator: &JoinOperator) -> Result<(Self, &JoinConstraint), Error> {
        use JoinOperator as J;
        Ok(match operator {
            J::Inner(constraint) => (Self::Inner, constraint),
            J::LeftOuter(constraint) => (Self::Left, constraint),
            J::RightOuter(constraint) => (Self::Right, constraint),
            J::FullOuter(constraint) => (Self::Full, constraint),
            J::Semi(constraint) | J::LeftSemi(constraint) => (Self::Semi, constraint),
            J::Anti(constraint) | J::LeftAnti(constraint) => (Self::Anti, constraint),
            J::CrossJoin => (Self::Inner, &JoinConstraint::None),
            _ => {
                return Err(refused(
                    "this kind of join cannot be run",
                    Some("There are join, left join, right join, full join, cross join, semi join and anti join"),
                ));
            }
        })
    }
}

/// The conditions that all have to be met.
pub(in crate::sql) fn conditions(written: &ast::Expr) -> Vec<ast::Expr> {
    match written {
        ast::Expr::BinaryOp {
            left,
            op: BinaryOperator::And,
            right,
        } => {
            let mut every = conditions(left);
            every.extend(conditions(right));
            every
        }
        ast::Expr::Nested(inner) => conditions(inner),
        other => vec![other.clone()],
    }
}

/// Joins as a constraint says.
pub(super) fn constrained(
    statements: &Statements<'_>,
    left: Relation,
    right: Relation,
    kind: Kind,
    constraint: &JoinConstraint,
) -> Result<Relation, Error> {
    let names: Vec<Ident> = match constraint {
        JoinConstraint::On(written) => return join(statements, left, right, kind, &conditions(written)),
        JoinConstraint::None => return join(statements, left, right, kind, &[]),
        JoinConstraint::Using(names) => names.clone(),
        JoinConstraint::Natural => {
            let shared = left.fields.iter().filter(|field| {
                right
                    .fields
                    .iter()
                    .any(|other| other.name.eq_ignore_ascii_case(&field.name))
            });
            shared.map(|field| Ident::new(field.name.as_str())).collect()
        }
    };
    if names.is_empty() {
        return Err(refused(
            "the two tables of a natural join share no column",
            Some("Write join … on …"),
        ));
    }
    let mut pairs = Vec::new();
    let mut right = apart(&left, right);
    for name in &names {
        let path = [name.clone()];
        let unknown = |fields: &[Field]| scope::unknown(fields, &path);
        let ours = scope::find(&left.fields, &path)?.ok_or_else(|| unknown(&left.fields))?;
        let theirs = scope::find(&right.fields, &path)?.ok_or_else(|| unknown(&right.fields))?;
        pairs.push((ours.typed(), theirs.typed()));
        let column = theirs.column.clone();
        for field in right.fields.iter_mut().filter(|field| field.column == column) {
            field.merged = true;
        }
    }
    let width = left.fields.len();
    let mut joined = by_pairs(left, right, kind, pairs)?;
    if matches!(kind, Kind::Right | Kind::Full) {
        let (ours, theirs) = joined.fields.split_at_mut(width);
        for name in &names {
            let same = |field: &&mut Field| field.name.eq_ignore_ascii_case(&name.value);
            let (Some(ours), Some(theirs)) = (ours.iter_mut().find(same), theirs.iter_mut().find(same)) else {
                continue;
            };
            let (left, right) = aligned(ours.typed(), theirs.typed())?;
            let merged = PlSmallStr::from(format!("\u{1}using {}", ours.column));
            ours.dtype = left.dtype.clone();
            ours.source = None;
            let either = coalesce(&[left.expression, right.expression]).alias(merged.clone());
            joined.frame = joined.frame.with_column(either);
            ours.column = merged;
        }
    }
    Ok(joined)
}

/// Joins on conditions: those that say two columns are alike, and others.
pub(super) fn join(
    statements: &Statements<'_>,
    left: Relation,
    right: Relation,
    kind: Kind,
    wanted: &[ast::Expr],
) -> Result<Relation, Error> {
    let right = apart(&left, right);
    let (mut pairs, mut others) = (Vec::new(), Vec::new());
    for condition in wanted {
        match pair(condition, &left.fields, &right.fields, statements.given) {
            Some(pair) => pairs.push(pair),
            None => others.push(condition),
        }
    }
    if kind == Kind::Comma {
        return match pairs.is_empty() {
            true => crossed(left, right),
            false => by_pairs(left, right, Kind::Inner, pairs),
        };
    }
    let fields: Vec<Field> = left.fields.iter().chain(&right.fields).cloned().collect();
    let mut rest: Option<Expr> = None;
    for condition in others {
        let met = Compiler::new(Some(statements), statements.given, &fields).condition(condition)?;
        rest = Some(match rest {
            None => met,
            Some(before) => before.and(met),
        });
    }
    match (rest, kind) {
        (None, _) if pairs.is_empty() && kind == Kind::Inner => crossed(left, right),
        (None, _) => by_pairs(left, right, kind, pairs),
        (Some(rest), Kind::Inner) => {
            let mut joined = inner(left, right, pairs)?;
            joined.frame = joined.frame.filter(rest);
            Ok(joined)
        }
        (Some(rest), Kind::Left | Kind::Semi | Kind::Anti) => conditional(left, right, kind, pairs, rest),
        (Some(rest), Kind::Right) => {
            let width = right.fields.len();
            let mut joined = conditional(right, left, Kind::Left, swapped(pairs), rest)?;
            joined.fields.rotate_left(width);
            Ok(joined)
        }
        (Some(_), _) => Err(refused("a full join is only on columns that are alike", None)),
    }
}

/// Whether a condition says that columns of the two are alike.
pub(super) fn are_linked(statements: &Statements<'_>, left: &Relation, right: &Relation, wanted: &[ast::Expr]) -> bool {
    let is_link = |condition: &ast::Expr| pair(condition, &left.fields, &right.fields, statements.given).is_some();
    wanted.iter().any(is_link)
}

fn swapped(pairs: Vec<(Typed, Typed)>) -> Vec<(Typed, Typed)> {
    pairs.into_iter().map(|(left, right)| (right, left)).collect()
}

fn inner(left: Relation, right: Relation, pairs: Vec<(Typed, Typed)>) -> Result<Relation, Error> {
    match pairs.is_empty() {
        true => crossed(left, right),
        false => by_pairs(left, right, Kind::Inner, pairs),
    }
}

/// Left rows with the partners that meet all conditions, found by an inner join.
fn conditional(
    left: Relation,
    right: Relation,
    kind: Kind,
    pairs: Vec<(Typed, Typed)>,
    rest: Expr,
) -> Result<Relation, Error> {
    let row = PlSmallStr::from(format!("\u{1}row {}", left.fields.len()));
    let numbered = Relation {
        frame: left.frame.with_row_index(row.clone(), None),
        ..left
    };
    let theirs: Vec<Expr> = right.fields.iter().map(|field| column(&field.column)).collect();
    let right_fields = right.fields.clone();
    let met = inner(numbered.clone(), right, pairs)?.frame.filter(rest);
    let met = met.select(std::iter::once(column(&row)).chain(theirs).collect::<Vec<_>>());
    let how = match kind {
        Kind::Semi => JoinType::Semi,
        Kind::Anti => JoinType::Anti,
        _ => JoinType::Left,
    };
    let frame = numbered
        .frame
        .join(met, [column(&row)], [column(&row)], JoinArgs::new(how));
    let theirs = match kind {
        Kind::Semi | Kind::Anti => Vec::new(),
        _ => right_fields
            .into_iter()
            .map(|field| Field {
                nullable: true,
                ..field
            })
            .collect(),
    };
    Ok(Relation {
        frame,
        fields: numbered.fields.into_iter().chain(theirs).collect(),
        most: None,
    })
}

fn by_pairs(left: Relation, right: Relation, kind: Kind, pairs: Vec<(Typed, Typed)>) -> Result<Relation, Error> {
    let mut right = apart(&left, right);
    let mut left = left;
    if pairs.is_empty() {
        return Err(refused(
            "a join needs a condition that two columns are alike",
            Some("Such as: join customers c on c.id = s.customer"),
        ));
    }
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for (at, (l, r)) in pairs.into_iter().enumerate() {
        let (l, r) = aligned(l, r)?;
        let (l, r) = match l.dtype == r.dtype {
            true => (l, r),
            false => {
                let dtype = common(&[&l.dtype, &r.dtype], "a join")?;
                (l.cast(dtype.clone()), r.cast(dtype))
            }
        };
        ours.push(key(&mut left.frame, l.expression, &format!("\u{1}left {at}")));
        theirs.push(key(&mut right.frame, r.expression, &format!("\u{1}right {at}")));
    }
    let how = match kind {
        Kind::Inner | Kind::Comma => JoinType::Inner,
        Kind::Left => JoinType::Left,
        Kind::Right => JoinType::Right,
        Kind::Full => JoinType::Full,
        Kind::Semi => JoinType::Semi,
        Kind::Anti => JoinType::Anti,
    };
    let only_left = matches!(kind, Kind::Semi | Kind::Anti);
    let mut how = JoinArgs::new(how);
    if !only_left {
        how = how.with_coalesce(JoinCoalesce::KeepColumns);
    }
    let frame = left.frame.join(right.frame, ours, theirs, how);
    let opened = |field: Field, open: bool| Field {
        nullable: field.nullable || open,
        ..field
    };
    let (open_left, open_right) = (
        matches!(kind, Kind::Right | Kind::Full),
        matches!(kind, Kind::Left | Kind::Full),
    );
    let mut fields: Vec<Field> = left.fields.into_iter().map(|field| opened(field, open_left)).collect();
    if !only_left {
        fields.extend(right.fields.into_iter().map(|field| opened(field, open_right)));
    }
    Ok(Relation {
        frame,
        fields,
        most: None,
    })
}

/// A key as a column: polars keeps both sides of plain columns only.
fn key(frame: &mut LazyFrame, key: Expr, name: &str) -> Expr {
    if let Expr::Column(_) = key {
        return key;
    }
    *frame = frame.clone().with_column(key.alias(name));
    column(name)
}

fn crossed(left: Relation, right: Relation) -> Result<Relation, Error> {
    const MOST: u64 = 5_000_000;
    let right = apart(&left, right);
    let known = |relation: &Relation| relation.most.map_or(u64::MAX, |most| most as u64);
    let bound = known(&left).saturating_mul(known(&right));
    // Conditions may leave fewer rows than there are at most.
    let count = match bound <= MOST {
        true => bound,
        false => height(&left)?.saturating_mul(height(&right)?),
    };
    if count > MOST {
        return Err(refused(
            format!("joining every row with every row gives {count} rows"),
            Some("Join on columns that are alike, such as: join customers c on c.id = s.customer"),
        ));
    }
    Ok(Relation {
        frame: left.frame.cross_join(right.frame, None),
        fields: left.fields.into_iter().chain(right.fields).collect(),
        most: usize::try_from(count).ok(),
    })
}

fn height(relation: &Relation) -> Result<u64, Error> {
    let counted = relation
        .frame
        .clone()
        .select([len().cast(DataType::UInt64).alias("rows")])
        .collect()?;
    Ok(counted.column("rows")?.u64()?.get(0).unwrap_or(0))
}

/// The right side with names in the frame that the left side does not use.
pub(in crate::sql) fn apart(left: &Relation, right: Relation) -> Relation {
    let taken = |name: &str| left.fields.iter().any(|field| field.column == name);
    if !right.fields.iter().any(|field| taken(&field.column)) {
        return right;
    }
    let mut right = right;
    let mut renamed = Vec::new();
    for field in &mut right.fields {
        let mut name = field.column.clone();
        while taken(&name) {
            name = PlSmallStr::from(format!("\u{1}{}{name}", left.fields.len()));
        }
        renamed.push(column(&field.column).alias(name.clone()));
        field.column = name;
    }
    right.frame = right.frame.select(renamed);
    right
}

/// The two sides of a condition that a column of each table is alike.
fn pair(condition: &ast::Expr, left: &[Field], right: &[Field], given: &Given) -> Option<(Typed, Typed)> {
    let ast::Expr::BinaryOp {
        left: first,
        op: BinaryOperator::Eq,
        right: second,
    } = condition
    else {
        return None;
    };
    let one_side = |written: &ast::Expr, fields: &[Field], others: &[Field]| {
        let typed = Compiler::new(None, given, fields).expression(written).ok()?;
        let named = typed.constant.is_none() && uses_columns(&typed.expression);
        let elsewhere = Compiler::new(None, given, others).expression(written).is_ok();
        (named && !elsewhere).then_some(typed)
    };
    let straight = || Some((one_side(first, left, right)?, one_side(second, right, left)?));
    let turned = || Some((one_side(second, left, right)?, one_side(first, right, left)?));
    straight().or_else(turned)
}

/// Whether an expression depends on a column.
pub(in crate::sql) fn uses_columns(expression: &Expr) -> bool {
    expression
        .into_iter()
        .any(|part| matches!(part, Expr::Column(_) | Expr::Len))
}
