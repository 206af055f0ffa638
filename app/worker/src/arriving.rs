//! Files and parcels that come with a request.

use crate::file::ChosenFile;
use crate::wire;
use engine::{Engine, Error, Input as _, Outcome};
use spec::dataset::Opened;
use spec::handing::Handing;
use spec::problem::Problem;
use spec::reading::{OpenOptions, Source};
use spec::worker::Reply;
use web_sys::Blob;

/// What comes with a request.
#[derive(Clone, Default)]
pub(crate) struct Arrival {
    /// The request's number.
    pub id: u32,
    /// The file, or the parcel that a reader made of it.
    pub file: Option<Blob>,
    /// The file that the parcel was made of.
    pub original: Option<Blob>,
}

/// What is taken out of a parcel at a time.
const PIECE: usize = 32 << 20;

/// Reads a file into datasets.
pub(crate) fn open(engine: &mut Engine, arrival: &Arrival, options: &OpenOptions) -> Result<Opened, Problem> {
    let mut input = arrival.chosen(options)?;
    Ok(engine.open(&mut input, options, &mut arrival.progress())?)
}

/// Reads a file in place of a dataset.
pub(crate) fn reread(
    engine: &mut Engine,
    arrival: &Arrival,
    dataset: &str,
    options: &OpenOptions,
) -> Result<Opened, Problem> {
    let mut input = arrival.chosen(options)?;
    Ok(engine.reread(dataset, &mut input, options, &mut arrival.progress())?)
}

/// Looks into a file without reading it whole.
pub(crate) fn inspect(engine: &Engine, arrival: &Arrival, options: &OpenOptions) -> Result<Outcome, Problem> {
    let inspection = engine.inspect(&mut arrival.chosen(options)?, options)?;
    Ok((Reply::Inspected(Box::new(inspection)), None))
}

/// Takes over the tables of a parcel.
pub(crate) fn adopt(engine: &mut Engine, arrival: &Arrival, handing: &Handing) -> Result<Opened, Problem> {
    Ok(engine.adopt(handing, &mut arrival.taking()?)?)
}

/// Takes over a table of a parcel in place of a dataset.
pub(crate) fn replace(
    engine: &mut Engine,
    arrival: &Arrival,
    dataset: &str,
    options: &OpenOptions,
    handing: &Handing,
) -> Result<Opened, Problem> {
    Ok(engine.replace(dataset, options, handing, &mut arrival.taking()?)?)
}

/// Takes packed rows in.
pub(crate) fn unpack(engine: &mut Engine, arrival: &Arrival, name: &str, source: Source) -> Result<Opened, Problem> {
    let length = arrival.file.as_ref().ok_or_else(|| missing(name))?.size() as u64;
    let bytes = arrival.taking()?(length)?;
    Ok(engine.unpack(name, source, bytes)?)
}

impl Arrival {
    fn chosen(&self, options: &OpenOptions) -> Result<ChosenFile, Problem> {
        let name = options.filename.as_deref().unwrap_or("data");
        let file = self.file.clone().ok_or_else(|| missing(name))?;
        Ok(ChosenFile::new(name, file)?)
    }

    fn progress(&self) -> impl FnMut(&str, f64) + use<> {
        let id = self.id;
        move |stage, fraction| wire::send_progress(id, stage, fraction)
    }

    /// Gives the next so many bytes of the parcel each time.
    fn taking(&self) -> Result<impl FnMut(u64) -> Result<Vec<u8>, Error> + use<>, Problem> {
        let parcel = self.file.clone().ok_or_else(|| missing("the tables"))?;
        let (id, total, mut place) = (self.id, parcel.size(), 0);
        let mut input = ChosenFile::new("the tables", parcel)?;
        Ok(move |length: u64| {
            let mut bytes = vec![0; length as usize];
            for piece in bytes.chunks_mut(PIECE) {
                input.read_at(place, piece)?;
                place += piece.len() as u64;
            }
            wire::send_progress(id, "Taking the tables over", place as f64 / total);
            Ok(bytes)
        })
    }
}

fn missing(name: &str) -> Problem {
    Problem::new("no_file", format!("{name} did not reach the engine"))
}
