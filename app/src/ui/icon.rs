//! Icons, drawn with one stroke on a grid of 24.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glyph {
    /// The product's sign.
    Mark,
    /// A question.
    Ask,
    /// A compass.
    Explore,
    /// Tables.
    Data,
    /// Tiles.
    Dashboards,
    /// A prompt.
    Sql,
    /// Light or dark.
    Theme,
    /// A magnifier.
    Search,
    /// A cross.
    Close,
    /// A plus sign.
    Plus,
    /// A pin.
    Pin,
    /// A star's outline.
    Star,
    /// A full star.
    Starred,
    /// Down into a tray.
    Download,
    /// Up out of a tray.
    Upload,
    /// A folder.
    Folder,
    /// Two links of a chain.
    Link,
    /// A clipboard.
    Paste,
    /// A bin.
    Remove,
    /// Two sheets.
    Copy,
    /// Three dots.
    More,
    /// A small arrow down.
    Down,
    /// A small arrow to the right.
    Next,
    /// A small arrow to the left.
    Back,
    /// A sigma.
    Sum,
    /// A function.
    Formula,
    /// Two circles that overlap.
    Join,
    /// Rows below rows.
    Below,
    /// A few dots of many.
    Sample,
    /// An arrow up.
    Ascending,
    /// An arrow down.
    Descending,
    /// A tick.
    Tick,
    /// Bars.
    Chart,
    /// Rows and columns.
    Table,
    /// Four corners.
    Expand,
    /// A pencil.
    Edit,
    /// Back in time.
    Undo,
    /// Forward again.
    Redo,
    /// A funnel.
    Filter,
    /// A shield.
    Safe,
    /// A sign of caution.
    Warning,
    /// A clock.
    Recent,
    /// A triangle to the right.
    Run,
    /// A handle to drag by.
    Handle,
    /// A landscape in a frame.
    Picture,
    /// Something said.
    Comment,
    /// A telephone.
    Phone,
    /// A printer.
    Print,
    /// A question mark in a ring.
    Why,
    /// Out of a box, to others.
    Share,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Mark => "M3.8 18.8A16.5 16.5 0 0 1 20.2 18.8M12 3 6 17.3M12 3l6 14.3M12 3v10.5",
            Self::Ask => "M21 12a8 8 0 0 1-8 8H4l2.2-3A8 8 0 1 1 21 12Z",
            Self::Explore => "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm4 5-2.500 5.500L8 16l2.500-5.500L16 8Z",
            Self::Data => {
                "M4 5c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3Zm0 0v14c0 1.7 3.6 3 8 3s8-1.3 8-3V5M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"
            }
            Self::Dashboards => {
                "M5 3h4a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Zm10 0h4a2 2 0 0 1 2 2v2a2 2 0 0 1-2 2h-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2ZM5 16h4a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1H5a2 2 0 0 1-2-2v-1a2 2 0 0 1 2-2Zm10-4h4a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2Z"
            }
            Self::Sql => "m5 7 5 5-5 5M12 18h7",
            Self::Theme => "M12 3v18M12 3a9 9 0 0 1 0 18 9 9 0 0 1 0-18Zm3 1v16M18 6v12",
            Self::Search => "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm5 12 4.5 4.5",
            Self::Close => "m6 6 12 12M18 6 6 18",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Pin => "M9 3h6l-1 6 4 4v2H6v-2l4-4-1-6ZM12 15v6",
            Self::Star | Self::Starred => {
                "m12 3 2.7 5.8 6.3.8-4.6 4.4 1.2 6.3L12 17.2l-5.6 3.1 1.2-6.3L3 9.6l6.3-.8L12 3Z"
            }
            Self::Download => "M12 3v12m-5-5 5 5 5-5M4 20h16",
            Self::Upload => "M12 16V4M7 9l5-5 5 5M4 20h16",
            Self::Folder => "M3 6a1 1 0 0 1 1-1h5l2 3h9a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6Z",
            Self::Link => {
                "M10 14a4.5 4.5 0 0 0 6.4 0l3-3A4.5 4.5 0 0 0 13 4.600l-1 1M14 10a4.500 4.500 0 0 0-6.400 0l-3 3A4.500 4.500 0 0 0 11 19.400l1-1"
            }
            Self::Paste => {
                "M9 4H6a1 1 0 0 0-1 1v15a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V5a1 1 0 0 0-1-1h-3M9 3h6v4H9V3Zm0 9h6M9 16h4"
            }
            Self::Remove => "M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3",
            Self::Copy => "M9 9h11v11H9V9ZM5 15H4V4h11v1",
            Self::More => "M5 12h.01M12 12h.01M19 12h.01",
            Self::Down => "m6 9 6 6 6-6",
            Self::Next => "m9 6 6 6-6 6",
            Self::Back => "m15 6-6 6 6 6",
            Self::Sum => "M18 7V4H6l7 8-7 8h12v-3",
            Self::Formula => "M14 4c-3 0-3.500 2-4 5L8.500 17c-.500 2.500-1.500 3-3.500 3M7 10h6M14 13l5 6M19 13l-5 6",
            Self::Join => "M9 6a6 6 0 1 1 0 12A6 6 0 0 1 9 6Zm6 0a6 6 0 1 1 0 12 6 6 0 0 1 0-12Z",
            Self::Below => "M4 4h16v6H4V4Zm0 10h16v6H4v-6ZM4 7h16M4 17h16",
            Self::Sample => "M5 5h.01M12 5h.01M19 5h.01M5 12h.01M12 12h.01M19 12h.01M5 19h.01M12 19h.01M19 19h.01",
            Self::Ascending => "M12 19V5m-6 6 6-6 6 6",
            Self::Descending => "M12 5v14m6-6-6 6-6-6",
            Self::Tick => "m5 12 5 5 9-10",
            Self::Chart => "M4 20V10M10 20V4M16 20v-7M22 20H2",
            Self::Table => "M3 5h18v14H3V5Zm0 5h18M3 14.5h18M9 10v9",
            Self::Expand => "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
            Self::Edit => "M4 20h4L20 8l-4-4L4 16v4ZM13 7l4 4",
            Self::Undo => "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
            Self::Redo => "m15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3",
            Self::Filter => "M3 5h18l-7 8v6l-4 2v-8L3 5Z",
            Self::Safe => "M12 3 5 6v5c0 4.5 3 8 7 10 4-2 7-5.5 7-10V6l-7-3Zm-3 9 2 2 4-4",
            Self::Warning => "M12 4 2.5 20h19L12 4Zm0 6v4M12 17h.01",
            Self::Recent => "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm0 4v5l3 2",
            Self::Run => "M7 4v16l13-8L7 4Z",
            Self::Picture => "M4 5h16v14H4V5Zm0 11 5-5 4 4 2-2 5 4M15 9h.01",
            Self::Comment => "M4 5h16v11h-9l-4 4v-4H4V5Z",
            Self::Why => {
                "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Zm-2.500 6.500a2.500 2.500 0 1 1 3.500 2.300c-.700.300-1 .800-1 1.500v.700M12 17h.01"
            }
            Self::Phone => "M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Zm3 15h2",
            Self::Print => {
                "M7 8V3h10v5M7 17H5a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M7 14h10v7H7Z"
            }
            Self::Share => "M12 15V3m-4 4 4-4 4 4M7 10H5v11h14V10h-2",
            Self::Handle => "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
        }
    }
}

/// An icon beside or instead of words; a screen reader does not see it.
#[component]
pub(crate) fn Icon(
    /// What it shows.
    #[prop(into)]
    glyph: Signal<Glyph>,
) -> impl IntoView {
    let dots = move || matches!(glyph.get(), Glyph::More | Glyph::Handle | Glyph::Sample);
    let fill = move || {
        if glyph.get() == Glyph::Starred {
            "currentColor"
        } else {
            "none"
        }
    };
    view! {
        <svg
            class="icon"
            viewBox="0 0 24 24"
            aria-hidden="true"
            style:fill=fill
            style:stroke-width=move || dots().then_some("2.6")
        >
            <path d=move || glyph.get().path()></path>
        </svg>
    }
}
