//! Where the nodes of a network stand: linked ones near each other, all of them apart.
//!
//! After T. Fruchterman and E. Reingold, “Graph drawing by force-directed placement”, 1991. It begins from a spiral, largest node in the middle, so that the same network always looks the same.

/// The ground is so much wider than it is high.
const WIDTH: f64 = 1.6;
const ROUNDS: usize = 300;
/// The angle between neighbours on the spiral of a sunflower, in radians.
const GOLDEN: f64 = 2.399_963;
/// How strongly nodes without links are kept near, as a part of the pull of a link.
const GRAVITY: f64 = 0.4;

/// The places of so many nodes, from 0 to 160 across and from 0 to 100 down. Links are pairs of nodes.
pub(crate) fn places(nodes: usize, links: &[(usize, usize)]) -> Vec<(f64, f64)> {
    let mut places: Vec<(f64, f64)> = (0..nodes).map(|node| sunflower(node, nodes)).collect();
    let apart = (WIDTH / nodes.max(1) as f64).sqrt();
    let weights = weights(nodes, links);
    for round in 0..ROUNDS {
        let reach = 0.1 * (1.0 - round as f64 / ROUNDS as f64);
        let moves = forces(&places, links, &weights, apart);
        for (place, (right, down)) in places.iter_mut().zip(moves) {
            let length = right.hypot(down).max(f64::MIN_POSITIVE);
            place.0 += right / length * length.min(reach);
            place.1 += down / length * length.min(reach);
        }
    }
    fitted(&places)
}

fn sunflower(node: usize, nodes: usize) -> (f64, f64) {
    let (far, angle) = ((node as f64 / nodes as f64).sqrt() / 2.0, node as f64 * GOLDEN);
    (WIDTH * (0.5 + far * angle.cos()), 0.5 + far * angle.sin())
}

/// How strongly each node pushes others away, on average one: what has many links needs room for them (after M. Jacomy, “ForceAtlas2”, 2014).
fn weights(nodes: usize, links: &[(usize, usize)]) -> Vec<f64> {
    let mut weights = vec![1.0; nodes];
    for end in links.iter().flat_map(|(from, to)| [*from, *to]) {
        if let Some(weight) = weights.get_mut(end) {
            *weight += 1.0;
        }
    }
    let mean = weights.iter().sum::<f64>() / nodes.max(1) as f64;
    weights.into_iter().map(|weight| weight / mean).collect()
}

/// Which way each node is pushed by all others, and pulled by those that it is linked to and by the middle.
fn forces(places: &[(f64, f64)], links: &[(usize, usize)], weights: &[f64], apart: f64) -> Vec<(f64, f64)> {
    let mut forces: Vec<(f64, f64)> = places
        .iter()
        .map(|place| ((WIDTH / 2.0 - place.0) * GRAVITY, (0.5 - place.1) * GRAVITY))
        .collect();
    let mut pull = |one: usize, other: usize, strength: &dyn Fn(f64) -> f64| {
        let (Some(from), Some(to)) = (places.get(one), places.get(other)) else {
            return;
        };
        let (right, down) = (to.0 - from.0, to.1 - from.1);
        let distance = right.hypot(down).max(1e-6);
        let by = strength(distance) / distance;
        for (node, sign) in [(one, 1.0), (other, -1.0)] {
            if let Some(force) = forces.get_mut(node) {
                force.0 += sign * right * by;
                force.1 += sign * down * by;
            }
        }
    };
    for (one, weight) in weights.iter().enumerate() {
        for (other, its) in weights.iter().enumerate().skip(one + 1) {
            let push = apart * apart * (weight * its).sqrt();
            pull(one, other, &|distance| -push / distance);
        }
    }
    for (one, other) in links {
        pull(*one, *other, &|distance| distance * distance / apart);
    }
    forces
}

/// The places moved and stretched so that they fill the ground.
fn fitted(places: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let ends = |of: fn(&(f64, f64)) -> f64| {
        let values = places.iter().map(of);
        (
            values.clone().fold(f64::INFINITY, f64::min),
            values.fold(f64::NEG_INFINITY, f64::max),
        )
    };
    let (across, down) = (ends(|place| place.0), ends(|place| place.1));
    let part = |value: f64, (low, high): (f64, f64)| match high > low {
        true => (value - low) / (high - low),
        false => 0.5,
    };
    let round = |value: f64| (value * 100.0).round() / 100.0;
    let fit = |place: &(f64, f64)| {
        (
            round(part(place.0, across) * 100.0 * WIDTH),
            round(part(place.1, down) * 100.0),
        )
    };
    places.iter().map(fit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_fill_the_ground_and_stand_apart() {
        for (nodes, links) in [
            (0, vec![]),
            (1, vec![]),
            (2, vec![(0, 1)]),
            (40, (1..40).map(|node| (0, node)).collect()),
        ] {
            let places = places(nodes, &links);
            assert_eq!(places.len(), nodes);
            assert!(
                places
                    .iter()
                    .all(|place| (0.0..=160.0).contains(&place.0) && (0.0..=100.0).contains(&place.1))
            );
            for (one, place) in places.iter().enumerate() {
                for other in &places[one + 1..] {
                    assert!(
                        (place.0 - other.0).hypot(place.1 - other.1) > 4.0,
                        "{place:?} {other:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn linked_nodes_are_near_each_other() {
        // Two groups of five, each linked within.
        let links: Vec<_> = (0..10)
            .flat_map(|one| (0..one).map(move |other| (one, other)))
            .filter(|(one, other)| one % 2 == other % 2)
            .collect();
        let places = places(10, &links);
        let far = |one: usize, other: usize| (places[one].0 - places[other].0).hypot(places[one].1 - places[other].1);
        let mean = |all: Vec<f64>| all.iter().sum::<f64>() / all.len() as f64;
        let within = mean(links.iter().map(|(one, other)| far(*one, *other)).collect());
        let across = mean((0..25).map(|at| far(2 * (at / 5), 2 * (at % 5) + 1)).collect());
        assert!(within * 1.5 < across, "{within} {across}");
    }
}
