//! The straight line that comes closest to some points, by least squares.

/// A line and how much of the differences it explains.
pub(crate) struct Fitted {
    /// How much it rises with each one along.
    pub slope: f64,
    /// Where it is at zero.
    pub start: f64,
    /// R²: the part of the values' variance that the line explains, 0–1.
    pub explained: f64,
    center: (f64, f64),
}

impl Fitted {
    /// The line's value at this place; exact far from zero too.
    pub(crate) fn at(&self, x: f64) -> f64 {
        self.slope.mul_add(x - self.center.0, self.center.1)
    }
}

/// The line through these points; nothing when they are fewer than three or all above each other.
pub(crate) fn of(points: &[(f64, f64)]) -> Option<Fitted> {
    if points.len() < 3 {
        return None;
    }
    let count = points.len() as f64;
    let mean_x = points.iter().map(|point| point.0).sum::<f64>() / count;
    let mean_y = points.iter().map(|point| point.1).sum::<f64>() / count;
    let (mut across, mut both, mut up) = (0.0, 0.0, 0.0);
    for (x, y) in points {
        let (x, y) = (x - mean_x, y - mean_y);
        across += x * x;
        both += x * y;
        up += y * y;
    }
    if across <= 0.0 {
        return None;
    }
    let slope = both / across;
    Some(Fitted {
        slope,
        start: slope.mul_add(-mean_x, mean_y),
        explained: if up > 0.0 { both * both / (across * up) } else { 1.0 },
        center: (mean_x, mean_y),
    })
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_line_is_found_again() {
        let fitted = of(&[(0.0, 1.0), (1.0, 3.0), (2.0, 5.0)]).unwrap();
        assert_eq!((fitted.slope, fitted.start, fitted.explained), (2.0, 1.0, 1.0));
        assert_eq!(fitted.at(10.0), 21.0);
        assert!(of(&[(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)]).is_none());
        assert!(of(&[(1.0, 1.0), (2.0, 2.0)]).is_none());
    }

    #[test]
    fn anscombe_explains_two_thirds() {
        let x = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
        let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
        let fitted = of(&x.into_iter().zip(y).collect::<Vec<_>>()).unwrap();
        assert!((fitted.slope - 0.5).abs() < 0.001 && (fitted.start - 3.0).abs() < 0.001);
        assert!((fitted.explained - 0.67).abs() < 0.01);
    }
}
