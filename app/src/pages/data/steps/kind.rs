//! The operations by name: what each is called, what it is for, and what its form asks.

use spec::step::Operation;

/// An operation without its particulars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::pages::data) enum Kind {
    /// Gives a column another name.
    #[default]
    Rename,
    /// Leaves columns out.
    Remove,
    /// Keeps certain columns, in an order.
    Keep,
    /// Reads cells as another type.
    Retype,
    /// Cuts text into columns.
    Split,
    /// Joins columns into one.
    Merge,
    /// Removes needless spaces.
    Trim,
    /// Changes the letters.
    Letters,
    /// Gives empty cells the value above.
    FillDown,
    /// Gives empty cells a value.
    Fill,
    /// Replaces text.
    Replace,
    /// Gives several spellings one.
    Unify,
    /// Changes one cell.
    Correct,
    /// Keeps rows that meet a condition.
    Filter,
    /// Keeps the first of equal rows.
    Deduplicate,
    /// Orders rows.
    Sort,
    /// Turns columns into rows.
    Unpivot,
    /// Turns rows into columns.
    Pivot,
    /// Adds the rows of another dataset.
    Union,
    /// Adds the columns of another dataset.
    Join,
    /// Works out a new column.
    Calculate,
    /// One row for each group.
    Group,
}

/// One question of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::pages::data) enum Ask {
    /// Which column.
    Column,
    /// Which columns.
    Columns(&'static str),
    /// A line of text, kept as what it becomes.
    To(&'static str, &'static str),
    /// A line of text, kept as what is looked for.
    Find(&'static str, &'static str),
    /// A line of text, kept as what stands with something.
    With(&'static str, &'static str),
    /// Which row.
    Row,
    /// Which type, and how its text is written.
    Type,
    /// How letters are written.
    Letters,
    /// How text is looked for.
    How,
    /// Which rows.
    Conditions,
    /// In which order.
    Sorts,
    /// Which groups.
    Groups,
    /// Which figures.
    Measures,
    /// Which figure.
    Measure,
    /// Which other dataset.
    Dataset,
    /// Which rows of a join, and which columns must be equal.
    Join,
}

/// The operations as the menu shows them.
pub(in crate::pages::data) const GROUPS: [(&str, &[Kind]); 4] = [
    (
        "Columns",
        &[
            Kind::Rename,
            Kind::Retype,
            Kind::Remove,
            Kind::Keep,
            Kind::Split,
            Kind::Merge,
            Kind::Calculate,
        ],
    ),
    ("Rows", &[Kind::Filter, Kind::Sort, Kind::Deduplicate]),
    (
        "Values",
        &[
            Kind::Replace,
            Kind::Trim,
            Kind::Letters,
            Kind::Unify,
            Kind::FillDown,
            Kind::Fill,
            Kind::Correct,
        ],
    ),
    (
        "Shape and other data",
        &[Kind::Group, Kind::Pivot, Kind::Unpivot, Kind::Join, Kind::Union],
    ),
];

impl Kind {
    /// That of an operation.
    pub(in crate::pages::data) fn of(operation: &Operation) -> Self {
        match operation {
            Operation::Rename { .. } => Self::Rename,
            Operation::Remove { .. } => Self::Remove,
            Operation::Keep { .. } => Self::Keep,
            Operation::Retype { .. } => Self::Retype,
            Operation::Split { .. } => Self::Split,
            Operation::Merge { .. } => Self::Merge,
            Operation::Trim { .. } => Self::Trim,
            Operation::Letters { .. } => Self::Letters,
            Operation::FillDown { .. } => Self::FillDown,
            Operation::Fill { .. } => Self::Fill,
            Operation::Replace { .. } => Self::Replace,
            Operation::Unify { .. } => Self::Unify,
            Operation::Correct { .. } => Self::Correct,
            Operation::Filter { .. } => Self::Filter,
            Operation::Deduplicate { .. } => Self::Deduplicate,
            Operation::Sort { .. } => Self::Sort,
            Operation::Unpivot { .. } => Self::Unpivot,
            Operation::Pivot { .. } => Self::Pivot,
            Operation::Union { .. } => Self::Union,
            Operation::Join { .. } => Self::Join,
            Operation::Calculate(_) => Self::Calculate,
            Operation::Group { .. } => Self::Group,
        }
    }

    /// What it is called.
    pub(in crate::pages::data) fn label(self) -> &'static str {
        match self {
            Self::Rename => "Rename a column",
            Self::Remove => "Remove columns",
            Self::Keep => "Keep and order columns",
            Self::Retype => "Change a type",
            Self::Split => "Split a column",
            Self::Merge => "Join columns as text",
            Self::Trim => "Trim spaces",
            Self::Letters => "Change capitals",
            Self::FillDown => "Fill down",
            Self::Fill => "Fill empty cells",
            Self::Replace => "Replace text",
            Self::Unify => "Unify spellings",
            Self::Correct => "Correct a cell",
            Self::Filter => "Filter rows",
            Self::Deduplicate => "Remove duplicates",
            Self::Sort => "Sort rows",
            Self::Unpivot => "Turn columns into rows",
            Self::Pivot => "Turn rows into columns",
            Self::Union => "Add rows of a dataset",
            Self::Join => "Join a dataset",
            Self::Calculate => "Calculate a column",
            Self::Group => "Group and sum up",
        }
    }

    /// What it does, for who has not used it yet.
    pub(in crate::pages::data) fn about(self) -> &'static str {
        match self {
            Self::Retype => "Cells that do not fit are set aside, never lost.",
            Self::Keep => "Only these columns stay, in the order in which they are chosen.",
            Self::Split => "The column stays; what follows the last cut stays whole.",
            Self::Merge | Self::Unpivot => "Choose the columns in the order in which they are read.",
            Self::FillDown => "Empty cells take the value above them.",
            Self::Unify => "Several spellings of one thing become one.",
            Self::Correct => "The row is counted as the steps before this leave it.",
            Self::Deduplicate => "The first of equal rows stays. Without columns, whole rows are compared.",
            Self::Pivot => "Each value of a column becomes a column.",
            Self::Union => "Columns are matched by name; what one side lacks stays empty.",
            Self::Calculate => "A SQL expression over the columns, such as price * qty.",
            _ => "",
        }
    }

    /// What its form asks.
    pub(in crate::pages::data) fn asks(self) -> &'static [Ask] {
        match self {
            Self::Rename => &[Ask::Column, Ask::To("New name", "")],
            Self::Remove | Self::Keep => &[Ask::Columns("Columns")],
            Self::Retype => &[Ask::Column, Ask::Type],
            Self::Split => &[
                Ask::Column,
                Ask::Find("Cut at", ", "),
                Ask::To("New columns", "first, last"),
            ],
            Self::Merge => &[
                Ask::Columns("Columns"),
                Ask::With("Text between them", "such as a space"),
                Ask::To("New column", ""),
            ],
            Self::Trim | Self::FillDown => &[Ask::Columns("Columns")],
            Self::Letters => &[Ask::Columns("Columns"), Ask::Letters],
            Self::Fill => &[Ask::Column, Ask::To("Value", "")],
            Self::Replace => &[
                Ask::Columns("In columns"),
                Ask::How,
                Ask::Find("Find", ""),
                Ask::With("Replace with", "nothing"),
            ],
            Self::Unify => &[
                Ask::Column,
                Ask::Find("Spellings, one after the other", "Acme Inc; ACME, Inc."),
                Ask::To("Becomes", "Acme"),
            ],
            Self::Correct => &[Ask::Column, Ask::Row, Ask::To("Value", "empty")],
            Self::Filter => &[Ask::Conditions],
            Self::Deduplicate => &[Ask::Columns("Compare these columns")],
            Self::Sort => &[Ask::Sorts],
            Self::Unpivot => &[
                Ask::Columns("Columns that become rows"),
                Ask::To("New column for their names", "name"),
                Ask::With("New column for their values", "value"),
            ],
            Self::Pivot => &[Ask::Column, Ask::Columns("Columns that stay at the side"), Ask::Measure],
            Self::Union => &[Ask::Dataset],
            Self::Join => &[Ask::Dataset, Ask::Join],
            Self::Calculate => &[Ask::To("New column", "total"), Ask::Find("Expression", "price * qty")],
            Self::Group => &[Ask::Groups, Ask::Measures],
        }
    }
}
