import type { ApiClients } from "#components/api/clients.ts";
import type { DeployParts } from "#components/target/target.ts";

/** What the page around gives to the load test: it knows the playground, from which the code comes. */
export type LoadParts = DeployParts & {
  api(): Promise<Pick<ApiClients, "loads">>;
  newId(): string;
};
