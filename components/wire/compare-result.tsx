"use client";

import dynamic from "next/dynamic";
import { useCallback, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { OriginBadge } from "#components/ui/origin-badge.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { wireLayers } from "#lib/wire/wire-node.ts";
import { LayerLegend } from "./layer-bars.tsx";
import type { WireWords } from "./node-words.ts";
import { SaveBars } from "./save-bars.tsx";
import { bytesOf, type Comparison, inOrder, type TransportCall } from "./transport-calls.ts";
import { TransportList } from "./transport-list.tsx";
import { transportReading } from "./transport-reading.ts";
import { TransportTable } from "./transport-table.tsx";
import { toTransportsCsv } from "./transports-csv.ts";
import type { WireRead } from "./wire-dialog.tsx";

const WireDialog = dynamic(() => import("./wire-dialog.tsx").then((module) => module.WireDialog), {
  ssr: false,
});

type CompareResultProps = {
  /** With at least one call. */
  readonly comparison: Comparison;
  readonly deploymentId: string;
  readonly isEmulated: boolean;
};

/** The calls that were made: their bytes as bars on one scale, in words, as a table, and one by one. */
export function CompareResult({ comparison, deploymentId, isEmulated }: CompareResultProps) {
  const { locale, text } = useText();
  const words = text.wire.compare;
  const [shown, setShown] = useState<TransportCall | null>(null);
  const read = useCallback(() => readShown(shown, deploymentId), [shown, deploymentId]);
  const { calls } = comparison;
  const reading = transportReading(calls, text, locale);
  const layers = wireLayers.filter((layer) => calls.some((call) => bytesOf(call)[layer] > 0));
  return (
    <>
      <div className="grid gap-1.5">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="flex flex-wrap items-center gap-2 text-lg">
            {words.chartTitle} <OriginBadge origin="measured" />
            {isEmulated && <OriginBadge origin="emulated" />}
          </h2>
          <span className="ml-auto">
            <SaveBars
              title={words.chartTitle}
              reading={reading}
              fileName="seven-transports"
              bars={inOrder(calls).map((call) => ({
                name: formatText(words.callTitle, titleOf(call, words)),
                byLayer: bytesOf(call),
              }))}
              csv={() => toTransportsCsv(inOrder(calls))}
            />
          </span>
        </div>
        {reading !== "" && (
          <p className="text-sm" data-transport-reading="">
            {reading}
          </p>
        )}
        <LayerLegend layers={layers} />
      </div>
      <TransportList comparison={comparison} onShow={setShown} />
      <TransportTable calls={calls} />
      <p className="text-ink-faint text-xs">
        {words.measuredBy}
        {locale === "zh" ? "" : " "}
        {words.exact}
      </p>
      {shown !== null && (
        <WireDialog
          title={formatText(words.callTitle, titleOf(shown, words))}
          read={read}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

function titleOf({ transport, warm }: TransportCall, words: WireWords["compare"]) {
  return { transport: words.transports[transport], which: warm ? words.warm : words.first };
}

async function readShown(call: TransportCall | null, deploymentId: string): Promise<WireRead> {
  if (call?.captured == null) return { kind: "none", why: "failed" };
  const { decodeWithSchema } = await import("./read-captured.ts");
  const api = async () => (await import("#components/api/clients.ts")).apiClients().wire;
  return { kind: "bytes", capture: await decodeWithSchema(call.captured, deploymentId, api) };
}
