//! Lists of steps with one of them moved, switched or taken out.

use spec::step::Step;

/// What is done to a step of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrange {
    /// One place earlier.
    Earlier,
    /// One place later.
    Later,
    /// Out of the list.
    Remove,
    /// On when it was off, and the other way round.
    Turn,
}

/// The list after that; as it was where that makes no sense.
pub(super) fn arranged(mut steps: Vec<Step>, at: usize, how: Arrange) -> Vec<Step> {
    let count = steps.len();
    match how {
        Arrange::Earlier if at > 0 && at < count => steps.swap(at, at - 1),
        Arrange::Later if at + 1 < count => steps.swap(at, at + 1),
        Arrange::Remove if at < count => drop(steps.remove(at)),
        Arrange::Turn if at < count => steps[at].enabled = !steps[at].enabled,
        _ => {}
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::step::Operation;

    fn shown(steps: &[Step]) -> String {
        let word = |step: &Step| match &step.operation {
            Operation::Union { dataset } if step.enabled => dataset.clone(),
            Operation::Union { dataset } => format!("({dataset})"),
            _ => String::new(),
        };
        steps.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn steps_change_places() {
        let steps = || -> Vec<Step> {
            let all = ["a", "b", "c"].map(|name| Operation::Union { dataset: name.into() }.into());
            all.into()
        };
        for (at, how, expected) in [
            (0, Arrange::Later, "b a c"),
            (2, Arrange::Later, "a b c"),
            (2, Arrange::Earlier, "a c b"),
            (0, Arrange::Earlier, "a b c"),
            (1, Arrange::Remove, "a c"),
            (1, Arrange::Turn, "a (b) c"),
            (9, Arrange::Turn, "a b c"),
        ] {
            assert_eq!(shown(&arranged(steps(), at, how)), expected, "{at} {how:?}");
        }
    }
}
