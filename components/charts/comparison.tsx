import { useMemo } from "react";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { comparePercentiles, type PercentileComparison } from "#lib/statistics/compare-percentiles.ts";
import { shownPercentiles, toPercentile } from "#lib/statistics/percentiles.ts";
import type { RunLatency } from "./latency-model.ts";
import { refusalOf } from "./refusal.ts";
import { formatPlainRatio, type Say } from "./say.ts";
import { caveatsOf, verdictSentence } from "./verdict-words.ts";

type ComparisonProps = { readonly a: RunLatency; readonly b: RunLatency; readonly say: Say };

/** How B stands to A: a ratio never without its interval, and where none is allowed the reason. */
export function Comparison({ a, b, say }: ComparisonProps) {
  const { words } = say;
  const refusal = refusalOf(a, b);
  const compared = useMemo(
    () =>
      refusal === null
        ? shownPercentiles.map((p) => ({ p, result: comparePercentiles(a.sorted, b.sorted, p) }))
        : [],
    [refusal, a.sorted, b.sorted],
  );
  const [median] = compared;
  if (refusal !== null || median === undefined) {
    return (
      <p role="status" data-verdict="refused" data-reason={refusal ?? ""} className="font-medium">
        {refusal !== null && words.compare.refused[refusal]}
      </p>
    );
  }
  return (
    // The table inside is the landmark of this name.
    <div className="grid gap-1.5">
      <p role="status" data-verdict={median.result.kind} className="font-medium">
        {verdictSentence(median.result, say)}
      </p>
      {median.result.kind !== "tooFew" && <ComparedTable compared={compared} runs={[a, b]} say={say} />}
      <ul className="grid max-w-[75ch] gap-0.5 text-ink-soft text-xs">
        {(median.result.kind === "tooFew" ? [] : caveatsOf(a, b, say)).map((caveat) => (
          <li key={caveat}>{caveat}</li>
        ))}
      </ul>
    </div>
  );
}

type Compared = { readonly p: number; readonly result: PercentileComparison };
type ComparedTableProps = {
  readonly compared: readonly Compared[];
  readonly runs: readonly [RunLatency, RunLatency];
  readonly say: Say;
};

function ComparedTable({ compared, runs, say }: ComparedTableProps) {
  const { words } = say;
  return (
    <Table caption={words.compare.title} className="max-w-2xl">
      <thead>
        <tr>
          <Th>{words.compare.columnPercentile}</Th>
          <Th numeric>A</Th>
          <Th numeric>B</Th>
          <Th numeric>{words.compare.columnRatio}</Th>
          <Th numeric>{words.compare.columnInterval}</Th>
          <Th>{words.compare.columnVerdict}</Th>
        </tr>
      </thead>
      <tbody>
        {compared.map(({ p, result }) => (
          <ComparedRow key={p} p={p} result={result} runs={runs} say={say} />
        ))}
      </tbody>
    </Table>
  );
}

type ComparedRowProps = Compared & Pick<ComparedTableProps, "runs" | "say">;

function ComparedRow({ p, result, runs, say }: ComparedRowProps) {
  const { words, locale } = say;
  const [a, b] = runs;
  const values = runs.map(({ key, sorted }) => {
    const { value, enough } = toPercentile(sorted, p);
    return (
      <Td key={key} numeric className={enough ? undefined : "text-ink-faint"}>
        {say.latency(value)}
      </Td>
    );
  });
  if (result.kind === "tooFew") {
    const counts = {
      needs: say.count(result.needs),
      a: say.count(a.sorted.length),
      b: say.count(b.sorted.length),
    };
    return (
      <tr data-compared={p} data-kind="tooFew">
        <Th scope="row">{say.percentile(p)}</Th>
        {values}
        <Td colSpan={3} className="text-ink-soft text-xs">
          {formatText(words.compare.tooFew, counts)}
        </Td>
      </tr>
    );
  }
  const verdicts = {
    slower: words.compare.slower,
    faster: words.compare.faster,
    noDifference: words.compare.none,
    negligible: words.compare.negligible,
  } as const;
  const ratio = (value: number) => `${formatPlainRatio(locale, value)}×`;
  return (
    <tr data-compared={p} data-kind={result.kind}>
      <Th scope="row">{say.percentile(p)}</Th>
      {values}
      <Td numeric>{ratio(result.ratio)}</Td>
      <Td numeric>
        {ratio(result.lower)}–{ratio(result.upper)}
      </Td>
      <Td className="whitespace-nowrap">{verdicts[result.kind]}</Td>
    </tr>
  );
}
