"use client";

import { Play, Square } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { OriginBadge } from "#components/ui/origin-badge.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { wireLayers } from "#lib/wire/wire-node.ts";
import { CallFields, type CallForm, jsonProblem } from "./call-fields.tsx";
import { CompareLayout } from "./compare-layout.tsx";
import type { CompareParts } from "./compare-parts.ts";
import { ComparePhase } from "./compare-phase.tsx";
import { CompareEmpty } from "./compare-preview.tsx";
import { LayerLegend } from "./layer-bars.tsx";
import { bytesOf, type TransportCall } from "./transport-calls.ts";
import { TransportList } from "./transport-list.tsx";
import { TransportReading } from "./transport-reading.tsx";
import { TransportTable } from "./transport-table.tsx";
import { useCompareKeys } from "./use-compare-keys.ts";
import { useComparison } from "./use-comparison.ts";
import { useDescribed } from "./use-described.ts";
import type { WireRead } from "./wire-dialog.tsx";

const WireDialog = dynamic(() => import("./wire-dialog.tsx").then((module) => module.WireDialog), {
  ssr: false,
});

/** Rounds that one may ask for. */
const rounds = ["1", "5", "10"] as const;

/** Choose a call, have it made over seven transports, and look at what each of them put on the wire. */
export function CompareFeature({ parts }: { readonly parts: CompareParts }) {
  const { locale, text } = useText();
  const words = text.wire.compare;
  const [form, setForm] = useState<CallForm>(() => {
    return { sourceId: parts.sources[0]?.id ?? "", method: "", requestJson: "{}" };
  });
  const [count, setCount] = useState<(typeof rounds)[number]>("1");
  const [again, setAgain] = useState(0);
  const methods = useDescribed(parts, form.sourceId, again);
  const control = useComparison(parts);
  const { phase, comparison, deploymentId } = control;
  const [shown, setShown] = useState<TransportCall | null>(null);
  const read = useCallback(() => readShown(shown, deploymentId), [shown, deploymentId]);

  // Another source has other methods: the first one, with its own message.
  useEffect(() => {
    if (methods.kind !== "known") return;
    setForm((old) => {
      const [first] = methods.methods;
      if (first === undefined || methods.methods.some(({ name }) => name === old.method)) return old;
      return { ...old, method: first.name, requestJson: first.sampleJson };
    });
  }, [methods]);

  const isBusy = phase.kind === "preparing" || phase.kind === "calling";
  const canRun =
    methods.kind === "known" &&
    methods.of === form.sourceId &&
    methods.methods.length > 0 &&
    jsonProblem(form.requestJson) === null;
  const run = () => canRun && control.run({ ...form, rounds: Number(count) });
  useCompareKeys({ run, stop: isBusy ? control.stop : null });
  const { calls } = comparison;
  const layers = wireLayers.filter((layer) => calls.some((call) => bytesOf(call)[layer] > 0));
  const isEmulated = parts.sources.find(({ id }) => id === form.sourceId)?.isEmulated === true;

  return (
    <CompareLayout
      words={text.wire}
      form={
        <>
          <CallFields
            form={form}
            sources={parts.sources}
            methods={methods}
            onChange={setForm}
            onRetry={() => setAgain((last) => last + 1)}
          />
          <div className="grid gap-1">
            <span aria-hidden="true" className="text-sm">
              {words.rounds}
            </span>
            <SegmentedControl
              label={words.rounds}
              value={count}
              onChange={setCount}
              segments={rounds.map((value) => ({ value, label: value }))}
            />
            <p className="text-ink-faint text-xs">{words.roundsHint}</p>
          </div>
          {isBusy ? (
            <Button className="w-fit" onClick={control.stop}>
              <Square aria-hidden="true" className="size-4" /> {words.stop}
            </Button>
          ) : (
            <Button variant="primary" className="w-fit" aria-disabled={!canRun} onClick={run}>
              <Play aria-hidden="true" className="size-4" /> {words.run}
            </Button>
          )}
        </>
      }
      result={
        <div className="grid min-w-0 gap-4">
          <ComparePhase phase={phase} onRetry={run} />
          {calls.length === 0 ? (
            phase.kind !== "failed" && <CompareEmpty words={text.wire} />
          ) : (
            <>
              <div className="grid gap-1.5">
                <h2 className="flex flex-wrap items-center gap-2 text-lg">
                  {words.chartTitle} <OriginBadge origin="measured" />
                  {isEmulated && <OriginBadge origin="emulated" />}
                </h2>
                <TransportReading calls={calls} />
                <LayerLegend layers={layers} />
              </div>
              <TransportList comparison={comparison} onShow={setShown} />
              <TransportTable calls={calls} />
              <p className="text-ink-faint text-xs">
                {words.measuredBy}
                {locale === "zh" ? "" : " "}
                {words.exact}
              </p>
            </>
          )}
          {shown !== null && (
            <WireDialog
              title={formatText(words.callTitle, {
                transport: words.transports[shown.transport],
                which: shown.warm ? words.warm : words.first,
              })}
              read={read}
              onClose={() => setShown(null)}
            />
          )}
        </div>
      }
    />
  );
}

async function readShown(call: TransportCall | null, deploymentId: string): Promise<WireRead> {
  if (call?.captured == null) return { kind: "none", why: "failed" };
  const { decodeWithSchema } = await import("./read-captured.ts");
  const api = async () => (await import("#components/api/clients.ts")).apiClients().wire;
  return { kind: "bytes", capture: await decodeWithSchema(call.captured, deploymentId, api) };
}
