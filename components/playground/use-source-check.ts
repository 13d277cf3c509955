"use client";

import { useEffect, useState } from "react";
import type { Service } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { Experiment } from "#lib/gen/playground/v1/editor_pb.ts";
import type { Diagnostic } from "#lib/gen/playground/v1/source_pb.ts";
import { clientFiles, protoFiles, type SourceText } from "./source-files.ts";

export type SourceCheck = {
  /** TypeScript made from the visitor's protos; the last good one while they do not compile. */
  readonly generated: readonly SourceText[];
  readonly diagnostics: readonly Diagnostic[];
  /** Null until the first answer. */
  readonly experiments: readonly Experiment[] | null;
  /** Those of the protos; the last good ones while they do not compile. */
  readonly services: readonly Service[];
};

const typingPauseMs = 200;

/** Asks the server, a moment after each change, what is wrong with the sources and what they offer. */
export function useSourceCheck(files: readonly SourceText[]): SourceCheck {
  const [check, setCheck] = useState<SourceCheck>({
    generated: [],
    diagnostics: [],
    experiments: null,
    services: [],
  });

  useEffect(() => {
    const controller = new AbortController();
    const ask = async () => {
      const { apiClients } = await import("#components/api/clients.ts");
      const { editor } = apiClients();
      const [schema, client] = await Promise.all([
        editor.checkSchema({ files: protoFiles(files) }, { signal: controller.signal }),
        editor.buildClient({ files: clientFiles(files) }, { signal: controller.signal }),
      ]);
      if (controller.signal.aborted) return;
      const isProtoBroken = schema.diagnostics.length > 0;
      const ofClient = client.diagnostics.filter((diagnostic) => !diagnostic.path.endsWith(".proto"));
      setCheck((old) => ({
        generated: schema.generated.length > 0 ? schema.generated : old.generated,
        services: schema.generated.length > 0 ? schema.services : old.services,
        diagnostics: [...schema.diagnostics, ...ofClient],
        experiments:
          client.experiments.length === 0 && (isProtoBroken || ofClient.length > 0)
            ? (old.experiments ?? [])
            : client.experiments,
      }));
    };
    const timer = setTimeout(() => {
      // Offline or busy: the last answer stands, and Run will say what is wrong.
      ask().catch(() => undefined);
    }, typingPauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [files]);

  return check;
}
