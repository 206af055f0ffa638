//! Datasets on their way to another device: as they were read, with what was set aside.

use super::{Engine, Outcome};
use crate::error::Error;
use crate::export;
use spec::dataset::Opened;
use spec::reading::Source;
use spec::worker::Reply;

impl Engine {
    /// A dataset in the form that [`Engine::unpack`] takes. Its steps travel apart.
    pub(super) fn pack(&self, name: &str) -> Result<Outcome, Error> {
        Ok((Reply::Bytes, Some(self.stored(name)?)))
    }

    /// Takes a packed dataset in, under a free name; its steps are for later, when those that they need are there.
    ///
    /// # Errors
    /// When the bytes are not what [`spec::worker::Request::Pack`] gave.
    pub fn unpack(&mut self, name: &str, source: Source, bytes: Vec<u8>) -> Result<Opened, Error> {
        if !export::is_sound(&bytes) {
            return Err(damaged(name));
        }
        let dataset = self.restore(name, source, bytes).map_err(|_unreadable| damaged(name))?;
        Ok(Opened {
            datasets: vec![dataset],
            notes: Vec::new(),
        })
    }
}

fn damaged(name: &str) -> Error {
    Error::Invalid {
        why: format!("the rows of {name} cannot be read: they are not what was packed"),
        hint: Some("Ask for the file to be made again.".into()),
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::tests::{open, transform};
    use crate::{Engine, Error};
    use spec::question::{Query, Question};
    use spec::worker::{Reply, Request};

    const SALES: &str = "day,at,region,price,paid,n\n2024-01-31,2024-01-31 10:00:00,north,1.5,true,1\n2024-02-01,2024-02-01 11:30:00,süd,,false,2\n2024-02-02,,north,x,true,3\n2024-02-03,2024-02-03 09:00:00,west,4.25,,4\n2024-02-04,2024-02-04 09:00:00,west,8,,5\n";

    fn rows(engine: &mut Engine, name: &str) -> String {
        let from = name.to_owned();
        let question = Question::Query(Query {
            from,
            ..Query::default()
        });
        let (limit, today) = (100, "2024-03-01".to_owned());
        let reply = engine.handle(Request::Table { question, limit, today }).unwrap().0;
        let Reply::Table(table) = reply else {
            panic!("a table");
        };
        serde_json::to_string(&table).unwrap()
    }

    fn pack(engine: &mut Engine, name: &str) -> Vec<u8> {
        let dataset = name.to_owned();
        engine.handle(Request::Pack { dataset }).unwrap().1.unwrap()
    }

    #[test]
    fn a_dataset_arrives_as_it_left_beside_one_of_its_name() {
        let mut here = Engine::default();
        open(&mut here, "sales.csv", SALES);
        let before = rows(&mut here, "sales");
        let aside = here.dataset("sales").unwrap().set_aside;
        let bytes = pack(&mut here, "sales");
        assert_eq!(bytes, pack(&mut here, "sales"));
        transform(&mut here, "sales", r#"{"rename": {"column": "region", "to": "area"}}"#);
        assert_eq!(bytes, pack(&mut here, "sales"), "steps travel apart");
        let mut there = Engine::default();
        open(&mut there, "sales.csv", "a,b\n1,2\n");
        let source = here.dataset("sales").unwrap().source;
        let opened = there.unpack("sales", source, bytes.clone()).unwrap();
        assert_eq!(opened.datasets[0].name, "sales_2");
        assert_eq!(opened.datasets[0].set_aside, aside);
        assert_eq!(rows(&mut there, "sales_2"), before);
        assert_eq!(pack(&mut there, "sales_2"), bytes, "it is known again by its bytes");
    }

    #[test]
    fn bytes_that_were_not_packed_are_refused() {
        let mut engine = Engine::default();
        open(&mut engine, "sales.csv", SALES);
        let whole = pack(&mut engine, "sales");
        let mut torn = whole.clone();
        torn.truncate(whole.len() / 2);
        for bytes in [Vec::new(), b"ARROW1".to_vec(), torn, vec![7; 5_000]] {
            let refused = engine.unpack("more", Default::default(), bytes);
            assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
        }
        assert_eq!(engine.datasets().len(), 1);
    }
}
