//! Axes of values that begin near the smallest of them.

use serde_json::{Value as Json, json};

/// Lets the axes of values of an option begin where its values do.
pub(crate) fn fit(option: &mut Json) {
    for name in ["xAxis", "yAxis"] {
        match option.get_mut(name) {
            Some(Json::Array(axes)) => axes.iter_mut().for_each(fit_axis),
            Some(axis) => fit_axis(axis),
            None => {}
        }
    }
}

fn fit_axis(axis: &mut Json) {
    if axis["type"] == "value" {
        axis["scale"] = json!(true);
    }
}
