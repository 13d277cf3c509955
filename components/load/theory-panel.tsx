import type { ReactNode } from "react";
import type { RunLatency } from "#components/charts/latency-model.ts";
import { useText } from "#components/i18n/use-text.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { OriginBadge } from "#components/ui/origin-badge.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { shownPercentiles, toPercentile } from "#lib/statistics/percentiles.ts";
import { neededSamples } from "#lib/theory/needed-samples.ts";
import { type TheoryModel, validityLights } from "#lib/theory/validity-lights.ts";
import { durationUnit, formatDuration } from "#lib/timeline/format-duration.ts";
import type { LoadView } from "./load-view.ts";
import { loadOf, type TheoryRow, theoryRows } from "./theory-curve.ts";
import { TheoryFields } from "./theory-fields.tsx";
import { type TheoryInputs, toRunFacts } from "./theory-inputs.ts";
import { TheoryLights } from "./theory-lights.tsx";

type TheoryPanelProps = {
  readonly view: LoadView;
  /** The run as the figures count it. */
  readonly run: RunLatency | undefined;
  readonly inputs: TheoryInputs | null;
  readonly measured: TheoryInputs | null;
  readonly onInputs: (inputs: TheoryInputs | null) => void;
};

/** So many calls nobody makes: it takes them where a wait is as good as none. */
const mostToAskFor = 1e8;

const modelsOf = {
  erlang: "erlangC",
  pollaczek: "pollaczekKhinchine",
  allenCunneen: "allenCunneen",
  mva: "closedLoop",
} as const satisfies Record<TheoryRow["model"], TheoryModel>;

/** Queueing models with the run's own numbers beside what was measured, and lights that say where they do not fit. */
export function TheoryPanel({ view, run, inputs, measured, onInputs }: TheoryPanelProps) {
  const { locale, text } = useText();
  const words = text.load.theory;
  if (inputs === null) {
    return (
      <TheoryFrame>
        <p className="text-ink-soft text-sm">{words.noService}</p>
      </TheoryFrame>
    );
  }
  const rows = theoryRows(inputs);
  const load = loadOf(inputs);
  const rho = load === null ? null : load.offered / load.workers;
  const [first] = rows;
  const needs = rho === null || load === null ? null : neededSamples(rho, 0.05, load.workers);
  const n = run?.distribution?.n ?? 0;
  return (
    <TheoryFrame>
      <TheoryFields inputs={inputs} onInputs={onInputs} />
      <div className="flex flex-wrap items-center gap-3">
        {rho !== null && (
          <p className="font-mono text-sm">{formatText(words.rho, { rho: formatNumber(locale, rho, 2) })}</p>
        )}
        {inputs !== measured && (
          <Button size="small" onClick={() => onInputs(measured)}>
            {words.reset}
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <p className="text-sm">{words.unstable}</p>
      ) : (
        <TheoryTable rows={rows} run={run} />
      )}
      {needs !== null && rho !== null && n > 0 && n < needs && (
        <p className="max-w-[75ch] text-ink-soft text-sm">
          {formatText(needs > mostToAskFor ? words.hardlyWaits : words.tooShort, {
            rho: formatNumber(locale, rho, 2),
            needs: formatNumber(locale, needs),
            n: formatNumber(locale, n),
          })}
        </p>
      )}
      <TheoryLights lights={validityLights(modelsOf[first?.model ?? "erlang"], toRunFacts(view))} />
    </TheoryFrame>
  );
}

function TheoryFrame({ children }: { readonly children: ReactNode }) {
  const words = useText().text.load.theory;
  return (
    <div className="grid min-w-0 gap-3 border-hairline border-t pt-5" data-theory="">
      <h3 className="flex flex-wrap items-center gap-3 text-base">
        {words.title}
        <Badge tone="accent">{words.badge}</Badge>
      </h3>
      <p className="max-w-[70ch] text-ink-soft text-sm">{words.lead}</p>
      {children}
    </div>
  );
}

function TheoryTable({
  rows,
  run,
}: {
  readonly rows: readonly TheoryRow[];
  readonly run: RunLatency | undefined;
}) {
  const { locale, text } = useText();
  const words = text.load.theory;
  const distribution = run?.distribution ?? null;
  const unit = durationUnit(distribution?.mean ?? rows[0]?.meanUs ?? 0);
  const time = (us: number | null) => (us === null ? "–" : formatDuration(locale, us, unit));
  const rate = (value: number | null) => (value === null ? "–" : `${formatNumber(locale, value, 2)} /s`);
  return (
    <Table caption={words.title} className="max-w-4xl">
      <thead>
        <tr>
          <Th>{words.columnModel}</Th>
          <Th numeric>{words.columnMean}</Th>
          <Th numeric>{words.columnWait}</Th>
          <Th numeric>{words.columnP50}</Th>
          <Th numeric>{words.columnP95}</Th>
          <Th numeric>{words.columnP99}</Th>
          <Th numeric>{words.columnThroughput}</Th>
        </tr>
      </thead>
      <tbody>
        {distribution !== null && run !== undefined && (
          <tr data-theory-row="measured">
            <Th scope="row">
              <OriginBadge origin="measured" />
            </Th>
            <Td numeric>{time(distribution.mean)}</Td>
            <Td numeric>–</Td>
            {shownPercentiles.map((p) => {
              const { value, enough } = toPercentile(run.sorted, p);
              return (
                <Td key={p} numeric className={enough ? undefined : "text-ink-faint"}>
                  {time(value)}
                </Td>
              );
            })}
            <Td numeric>–</Td>
          </tr>
        )}
        {rows.map((row) => (
          <tr key={row.model} data-theory-row={row.model}>
            <Th scope="row">{words[row.model]}</Th>
            <Td numeric>{time(row.meanUs)}</Td>
            <Td numeric>{time(row.waitUs)}</Td>
            <Td numeric>{time(row.p50Us)}</Td>
            <Td numeric>{time(row.p95Us)}</Td>
            <Td numeric>{time(row.p99Us)}</Td>
            <Td numeric>{rate(row.perSecond)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
