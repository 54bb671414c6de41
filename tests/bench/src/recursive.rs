//! The second reference for verdicts: a recursive common table expression in `SQLite`, in memory.

use std::time::Duration;

use cairn_model::topology::Vertex;
use rusqlite::Connection;

use crate::Outcome;
use crate::search::Arcs;
use crate::timing::timed;

const SCHEMA: &str = "
    CREATE TABLE link (provider INTEGER NOT NULL, consumer INTEGER NOT NULL);
    CREATE INDEX link_provider ON link (provider);
    CREATE TABLE seed (vertex INTEGER NOT NULL);
";
const REACHED: &str = "
    WITH RECURSIVE reached (vertex) AS (
        SELECT vertex FROM seed
        UNION
        SELECT link.consumer FROM reached JOIN link ON link.provider = reached.vertex
    )
    SELECT count(*) FROM reached
";

/// The arcs in a table with an index on the provider.
#[derive(Debug)]
pub(crate) struct LinkTable(Connection);

impl LinkTable {
    /// Returns a table of the arcs and of the seeds.
    pub(crate) fn new(arcs: &Arcs, seeds: &[Vertex]) -> Outcome<LinkTable> {
        let mut connection = Connection::open_in_memory()?;
        connection.execute_batch(SCHEMA)?;
        let transaction = connection.transaction()?;
        {
            let mut insert = transaction.prepare("INSERT INTO link VALUES (?1, ?2)")?;
            arcs.each(|provider, consumer| Ok(insert.execute([provider, consumer]).map(drop)?))?;
            let mut insert = transaction.prepare("INSERT INTO seed VALUES (?1)")?;
            for seed in seeds {
                insert.execute([seed])?;
            }
        }
        transaction.commit()?;
        connection.execute_batch("ANALYZE")?;
        Ok(LinkTable(connection))
    }

    /// Returns how many items the seeds reach, the seeds included, and how long that took.
    pub(crate) fn reach(&self) -> Outcome<(usize, Duration)> {
        let mut query = self.0.prepare_cached(REACHED)?;
        let (count, elapsed) = timed(|| query.query_row([], |row| row.get::<_, u32>(0)));
        Ok((count? as usize, elapsed))
    }
}
