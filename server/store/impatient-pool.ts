import { setTimeout as delay } from "node:timers/promises";
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import type pg from "pg";

/**
 * The pool as Kysely drives it. pg gives up on a query that the server does not answer and keeps its connection, on which
 * nothing is answered any more; here it is closed, and the next query opens another.
 */
export function impatientPool(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    // Each connection waits for the server's goodbye.
    end: () => Promise.race([pool.end(), delay(goodbyeMs, undefined, { ref: false })]),
    connect: async () => impatientClient(await pool.connect()),
  };
}

const goodbyeMs = 2_000;

function impatientClient(client: pg.PoolClient): PostgresPoolClient {
  let isSilent = false;

  function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  function query(asked: string | PostgresCursor<unknown>, values: readonly unknown[] = []): unknown {
    if (typeof asked !== "string") throw new TypeError("the store reads no cursors");
    return client.query(asked, [...values]).catch((error) => {
      isSilent ||= error instanceof Error && error.message === "Query read timeout";
      throw error;
    });
  }

  return { query, release: (destroy) => client.release(destroy === true || isSilent) };
}
