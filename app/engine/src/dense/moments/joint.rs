//! What was found of some numbers, as plain numbers, and put together with what was found of others.

use super::{Pair, Spread, Sum};

/// What is known by so many numbers.
pub(in crate::dense) trait Joint<const N: usize>: Copy {
    /// The numbers.
    fn told(self) -> [f64; N];
    /// What the numbers tell.
    fn heard(numbers: [f64; N]) -> Self;
    /// Adds what was found of other numbers.
    fn join(&mut self, other: Self);
}

impl Joint<2> for Sum {
    fn told(self) -> [f64; 2] {
        [self.high, self.low]
    }

    fn heard([high, low]: [f64; 2]) -> Self {
        Self { high, low }
    }

    fn join(&mut self, other: Self) {
        self.merge(other);
    }
}

impl Joint<3> for Spread {
    fn told(self) -> [f64; 3] {
        [self.count, self.mean, self.squares]
    }

    fn heard([count, mean, squares]: [f64; 3]) -> Self {
        Self { count, mean, squares }
    }

    fn join(&mut self, other: Self) {
        self.merge(&other);
    }
}

impl Joint<6> for Pair {
    fn told(self) -> [f64; 6] {
        let ([x, y], [x_squares, y_squares]) = (self.mean, self.squares);
        [self.count, x, y, x_squares, y_squares, self.product]
    }

    fn heard([count, x, y, x_squares, y_squares, product]: [f64; 6]) -> Self {
        Self {
            count,
            mean: [x, y],
            squares: [x_squares, y_squares],
            product,
        }
    }

    fn join(&mut self, other: Self) {
        self.merge(&other);
    }
}
