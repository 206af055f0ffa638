//! Tables on their way from one engine to another: what a reader has read in a worker of its own is taken over by the engine that answers.

use crate::engine::Engine;
use crate::error::Error;
use spec::dataset::{Dataset, Opened};
use spec::handing::{Handed, Handing};

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
        let mut opened = Opened {
            notes: handing.notes.clone(),
            ..Opened::default()
        };
        for handed in &handing.tables {
            let (name, source) = (&handed.dataset.name, handed.dataset.source.clone());
            opened.datasets.push(self.restore(name, source, take(handed.bytes)?)?);
        }
        Ok(opened)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Input;
    use spec::reading::OpenOptions;

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
}
