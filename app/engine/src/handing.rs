//! Tables on their way from one engine to another: what a reader has read in a worker of its own is taken over by the engine that answers.

use crate::engine::Engine;
use crate::error::Error;
use crate::export;
use crate::ingest::Sheet;
use spec::dataset::{Dataset, Opened};
use spec::handing::{Handed, Handing};
use spec::reading::OpenOptions;

impl Engine {
    /// Gives a table away: what [`Engine::adopt`] needs to know of it, and its bytes in the parcel. It is closed here.
    ///
    /// # Errors
    /// When there is no such dataset.
    pub fn hand_over(&mut self, dataset: &Dataset) -> Result<(Handed, Vec<u8>), Error> {
        let bytes = self.stored(&dataset.name)?;
        self.catalog.remove(&dataset.name)?;
        let handed = Handed {
            dataset: dataset.clone(),
            bytes: bytes.len() as u64,
        };
        Ok((handed, bytes))
    }

    /// Takes over what [`Engine::hand_over`] of another engine gave. `take` gives the next so many bytes of the parcel.
    ///
    /// # Errors
    /// When the parcel is not what was announced. Tables that were taken over until then stay.
    pub fn adopt(
        &mut self,
        handing: &Handing,
        take: &mut dyn FnMut(u64) -> Result<Vec<u8>, Error>,
    ) -> Result<Opened, Error> {
        let mut opened = Opened::default();
        let mut steps = Vec::new();
        for handed in &handing.tables {
            let (name, source) = (&handed.dataset.name, handed.dataset.source.clone());
            let dataset = self.restore(name, source, take(handed.bytes)?)?;
            steps.push((dataset.name.clone(), handed.dataset.steps.clone()));
            opened.datasets.push(dataset);
        }
        // What the reader says of steps is said anew: it does not know the other datasets.
        let notes = handing.notes.iter().filter(|note| note.code != "step_failed");
        opened.notes = notes.cloned().collect();
        opened.notes.extend(self.resume(steps)?);
        for dataset in &mut opened.datasets {
            *dataset = self.dataset(&dataset.name)?;
        }
        Ok(opened)
    }

    /// As [`Engine::reread`], by what [`Engine::hand_over`] of another engine gave.
    ///
    /// # Errors
    /// When the parcel is not what was announced, or none of its tables is like the dataset. The dataset is then as it was.
    pub fn replace(
        &mut self,
        name: &str,
        options: &OpenOptions,
        handing: &Handing,
        take: &mut dyn FnMut(u64) -> Result<Vec<u8>, Error>,
    ) -> Result<Opened, Error> {
        self.catalog.whole(name)?;
        let mut sheets = Vec::new();
        for handed in &handing.tables {
            let mut bytes = take(handed.bytes)?;
            let aside = export::take_behind(&mut bytes)?;
            let source = handed.dataset.source.clone();
            sheets.push(Sheet {
                name: source.sheet.clone(),
                frame: export::restored(bytes)?,
                source,
                notes: handing.notes.clone(),
                aside,
            });
        }
        self.replace_by(name, sheets, options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Input;

    struct Bytes(&'static [u8]);

    impl Input for Bytes {
        fn size_bytes(&self) -> u64 {
            self.0.len() as u64
        }

        fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
            into.copy_from_slice(&self.0[offset as usize..][..into.len()]);
            Ok(())
        }
    }

    #[test]
    fn a_table_is_the_same_in_the_other_engine() {
        let mut reader = Engine::default();
        let options = OpenOptions {
            filename: Some("fruit.csv".to_owned()),
            ..OpenOptions::default()
        };
        let text = b"kind,day,price,note\napple,2024-01-31,1.25,\npear,2024-02-01,,ripe\napple,2024-02-02,2.5,\n";
        let opened = reader.open(&mut Bytes(text), &options, &mut |_, _| {}).unwrap();
        let (handed, bytes) = reader.hand_over(&opened.datasets[0]).unwrap();
        assert!(reader.hand_over(&opened.datasets[0]).is_err(), "it is still there");

        let mut engine = Engine::default();
        let handing = Handing {
            tables: vec![handed],
            notes: opened.notes.clone(),
        };
        let mut parcel = bytes.as_slice();
        let mut take = |length: u64| {
            let (first, rest) = parcel.split_at(length as usize);
            parcel = rest;
            Ok(first.to_vec())
        };
        let adopted = engine.adopt(&handing, &mut take).unwrap();
        assert_eq!(adopted, opened);
    }

    #[test]
    fn a_newer_file_takes_the_place_of_the_older_one() {
        let options = OpenOptions {
            filename: Some("fruit.csv".to_owned()),
            ..OpenOptions::default()
        };
        let mut engine = Engine::default();
        let old = b"kind,price\napple,1\npear,2\n";
        engine.open(&mut Bytes(old), &options, &mut |_, _| {}).unwrap();
        let mut reader = Engine::default();
        let new = b"kind,price,note\napple,1,\npear,2,ripe\nplum,3,\n";
        let opened = reader.open(&mut Bytes(new), &options, &mut |_, _| {}).unwrap();
        let (handed, bytes) = reader.hand_over(&opened.datasets[0]).unwrap();
        let handing = Handing {
            tables: vec![handed],
            notes: opened.notes,
        };
        let replaced = engine
            .replace("fruit", &options, &handing, &mut |_| Ok(bytes.clone()))
            .unwrap();
        assert_eq!((replaced.datasets.len(), replaced.datasets[0].rows), (1, 3));
        assert!(
            replaced.notes.iter().any(|note| note.message.contains("note")),
            "{:?}",
            replaced.notes
        );
    }
}
