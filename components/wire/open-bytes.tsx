"use client";

import { Binary } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import type { RunRecord } from "#lib/record/run-record.ts";
import { type CapturedCall, toCapturedCall } from "./captured-call.ts";
import { captures } from "./captures.ts";
import type { WireRead } from "./wire-dialog.tsx";

const WireDialog = dynamic(() => import("./wire-dialog.tsx").then((module) => module.WireDialog), {
  ssr: false,
});

type OpenBytesProps = {
  readonly record: RunRecord;
  readonly row: number;
  /** The call in words. */
  readonly title: string;
};

/** The way to an attempt's bytes. */
export function OpenBytes({ record, row, title }: OpenBytesProps) {
  const words = useText().text.wire;
  const [call, setCall] = useState<CapturedCall | null>(null);
  const read = useCallback((signal: AbortSignal) => readCall(call, signal), [call]);
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        aria-label={words.openLabel}
        onClick={() => setCall(toCapturedCall(record, row))}
      >
        <Binary aria-hidden="true" className="size-4" />
        {words.open}
      </Button>
      {call !== null && <WireDialog title={title} read={read} onClose={() => setCall(null)} />}
    </>
  );
}

/** Decoding, and the library that knows schemas, come only when somebody looks. */
async function readCall(call: CapturedCall | null, signal: AbortSignal): Promise<WireRead> {
  if (call === null) return { kind: "none", why: "notOnServer" };
  const { decodeWithSchema, readCaptured } = await import("./read-captured.ts");
  const api = async () => (await import("#components/api/clients.ts")).apiClients().wire;
  const told = await readCaptured(call, captures.of(call.deploymentId), api, signal);
  if (told.kind === "none") return told;
  return { kind: "bytes", capture: await decodeWithSchema(told.attempt, call.deploymentId, api) };
}
