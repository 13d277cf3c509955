import { Binary, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { type LoadColumn, timeColumns } from "./load-call-rows.ts";
import { readLoadBytes } from "./read-load-bytes.ts";
import type { LoadRecord } from "./to-load-record.ts";
import { useCallWords } from "./use-call-words.ts";

const WireDialog = dynamic(
  () => import("#components/wire/wire-dialog.tsx").then((module) => module.WireDialog),
  { ssr: false },
);

type LoadCallDetailProps = {
  readonly loaded: LoadRecord;
  readonly row: number;
  readonly columns: readonly LoadColumn[];
  readonly onClose: () => void;
};

/** The call that is open: each of its figures with what it means, and its bytes where they were captured. */
export function LoadCallDetail({ loaded: { run, samples }, row, columns, onClose }: LoadCallDetailProps) {
  const { text } = useText();
  const words = text.load.calls;
  const say = useCallWords(samples, row);
  const title = formatText(words.one, { call: say.cell("call"), method: run.plan.method });
  const number = samples.call[row] ?? 0;
  const [isOpen, setOpen] = useState(false);
  const read = useCallback((signal: AbortSignal) => readLoadBytes(run, number, signal), [run, number]);
  return (
    <section
      aria-label={title}
      data-load-call={number + 1}
      className="grid gap-2 rounded-control border border-accent/40 bg-surface-raised px-3 py-2 text-sm"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h4 className="min-w-0 break-words font-semibold">{title}</h4>
        {run.load.summary?.captured === true && (
          <Button size="small" variant="quiet" aria-label={text.wire.openLabel} onClick={() => setOpen(true)}>
            <Binary aria-hidden="true" className="size-4" />
            {text.wire.open}
          </Button>
        )}
        <IconButton label={words.close} icon={<X />} size="small" className="ml-auto" onClick={onClose} />
      </header>
      <dl className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2 lg:grid-cols-3">
        {columns
          .filter((column) => column !== "call")
          .map((column) => (
            <div key={column} className="grid min-w-0 content-start">
              <dt className="flex items-baseline justify-between gap-2">
                <span>{words.columns[column]}</span>
                <span className="font-mono">
                  {say.cell(column)}
                  {timeColumns.has(column) && " ms"}
                </span>
              </dt>
              <dd className="text-ink-soft text-xs">{words.meanings[column]}</dd>
            </div>
          ))}
      </dl>
      {isOpen && <WireDialog title={title} read={read} onClose={() => setOpen(false)} />}
    </section>
  );
}
