"use client";

import { useEffect, useState } from "react";
import type { OutsideCall } from "#lib/export/outside-call.ts";

/** Null: on its way. `failed`: the server did not say. */
export type OutsideMethods = readonly OutsideCall[] | "failed" | null;

/** A call of every method of a deployment, with a message that its schema allows. */
export function useOutsideMethods(deploymentId: string): OutsideMethods {
  const [methods, setMethods] = useState<OutsideMethods>(null);
  useEffect(() => {
    const stop = new AbortController();
    setMethods(null);
    readMethods(deploymentId, stop.signal).then(setMethods, () => {
      if (!stop.signal.aborted) setMethods("failed");
    });
    return () => stop.abort();
  }, [deploymentId]);
  return methods;
}

async function readMethods(id: string, signal: AbortSignal): Promise<OutsideCall[]> {
  const [{ apiClients }, { outsideCalls }] = await Promise.all([
    import("#components/api/clients.ts"),
    import("#lib/export/outside-calls.ts"),
  ]);
  return outsideCalls(await apiClients().deployments.getDeployment({ id }, { signal }), location.origin);
}
