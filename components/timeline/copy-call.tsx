"use client";

import { SquareTerminal } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { OpenBytes } from "#components/wire/open-bytes.tsx";
import { curlLine, grpcurlLine } from "#lib/export/call-lines.ts";
import { otlpTrace } from "#lib/export/otlp-trace.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { attemptJson } from "#lib/timeline/attempt-json.ts";

/** Whose methods one wants to call from elsewhere, and the call that made one ask; empty and null: none in particular. */
export type OutsideAsk = {
  readonly deploymentId: string;
  readonly method: string;
  readonly requestJson: string | null;
};

type CopyCallProps = {
  readonly record: RunRecord;
  readonly row: number;
  /** The call in words. */
  readonly title: string;
  /** Shows the lines for other tools; undefined: nobody does here. */
  readonly onOutside: ((ask: OutsideAsk) => void) | undefined;
};

/** The attempt for other tools: as data, as a trace, and as commands that make the call again at this server. */
export function CopyCall({ record, row, title, onOutside }: CopyCallProps) {
  const { text } = useText();
  const words = text.timeline.details;
  const { header, details, messages } = record;
  const requestJson = details.get(row)?.request ?? null;
  const call = {
    origin: location.origin,
    deploymentId: header.deploymentId,
    method: header.methods[record.attempts.method[row] ?? 0] ?? "",
    requestJson,
  };
  // A run from a file was made on a server that may know other deployments.
  const isHere = !header.recorded && header.deploymentId !== "" && call.method !== "";
  const isStream = messages.some(({ attempt }) => attempt === row);
  const formats: readonly (readonly [string, string])[] = [
    ["OTLP", otlpTrace(record, row)],
    ...(isHere ? ([["grpcurl", grpcurlLine(call)]] as const) : []),
    // Connect's streams are framed: curl cannot speak them.
    ...(isHere && !isStream ? ([["curl", curlLine(call)]] as const) : []),
  ];
  const notes = [...(isHere && requestJson === null ? [words.copyAsUnknown] : [])];
  return (
    <div className="grid gap-1">
      <span className="flex flex-wrap gap-1.5">
        <OpenBytes record={record} row={row} title={title} />
        <CopyButton content={attemptJson(record, row)} label={words.copyJson} shown="JSON" />
        {formats.map(([format, content]) => (
          <CopyButton
            key={format}
            content={content}
            label={formatText(words.copyAs, { format })}
            shown={format}
          />
        ))}
        {isHere && onOutside !== undefined && (
          <Button
            size="small"
            variant="quiet"
            onClick={() => onOutside({ deploymentId: call.deploymentId, method: call.method, requestJson })}
          >
            <SquareTerminal aria-hidden="true" className="size-4" />
            {text.outside.ready.open}
          </Button>
        )}
      </span>
      {notes.length > 0 && <p className="text-ink-faint text-xs">{notes.join(" ")}</p>}
    </div>
  );
}
