/** The tables as Kysely sees them; migrations/ makes them. */
export type Tables = { readonly deployment: DeploymentTable };

export type DeploymentTable = {
  readonly id: string;
  readonly content: Uint8Array;
  readonly created_at_ms: number;
  readonly artefact_format: string;
  readonly artefact: Uint8Array;
};
