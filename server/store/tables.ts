/** The tables as Kysely sees them; migrations/ makes them. */
export type Tables = {
  readonly deployment: DeploymentTable;
  readonly share: ShareTable;
  readonly share_report: ShareReportTable;
};

/** What `tidy` weighs. */
type Kept = {
  readonly id: string;
  readonly used_at_ms: number;
  /** Of content and artefact. */
  readonly bytes: number;
};

export type DeploymentTable = Kept & {
  readonly content: Uint8Array;
  readonly created_at_ms: number;
  readonly artefact_format: string;
  readonly artefact: Uint8Array;
};

export type ShareTable = Kept & {
  /** Null once it was removed. */
  readonly content: Uint8Array | null;
  readonly version: string;
  readonly created_at_ms: number;
  readonly removed_at_ms: number | null;
  readonly removed_reason: string | null;
};

export type ShareReportTable = {
  readonly share_id: string;
  readonly reason: string;
  readonly reports: number;
  readonly first_at_ms: number;
  readonly last_at_ms: number;
};
