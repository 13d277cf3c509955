/** What SQLite and PostgreSQL call a column of bytes. */
export type BytesType = "blob" | "bytea";
