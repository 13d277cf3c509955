import type { ApiClients } from "#components/api/clients.ts";

/** The clients of the server's API, loaded when they are first needed. */
export async function lateClients(): Promise<ApiClients> {
  const { apiClients } = await import("#components/api/clients.ts");
  return apiClients();
}
