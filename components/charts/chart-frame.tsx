import { type ReactNode, useId, useState } from "react";
import { ResponsiveContainer } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";

/** The same data as words and figures: head, then rows of cells that are already formatted. */
export type DataTable = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

type ChartFrameProps = {
  readonly title: string;
  /** What the axes show, and in which unit. */
  readonly unit: string;
  /** What the picture says, in words made from its data. */
  readonly reading: string;
  /** Made only when somebody asks for it. */
  readonly data: () => DataTable;
  /** The chart itself. */
  readonly children: (help: string) => ReactNode;
};

/** What stands around every chart: title, unit, its reading in words, and its data as a table. */
export function ChartFrame({ title, unit, reading, data, children }: ChartFrameProps) {
  const words = useText().text.latency;
  const titleId = useId();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <figure aria-labelledby={titleId} className="grid min-w-0 content-start gap-1">
      <figcaption className="grid gap-0.5">
        <h3 id={titleId} className="text-base">
          {title}
        </h3>
        <p className="text-ink text-sm">{reading}</p>
        <p className="text-ink-soft text-xs">{unit}</p>
      </figcaption>
      <div className="h-56 min-w-0 text-xs [&_.recharts-surface]:rounded-sm">
        <ResponsiveContainer width="100%" height="100%" minWidth={0}>
          {children(`${title}. ${reading} ${words.chartHelp}`)}
        </ResponsiveContainer>
      </div>
      <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className="w-fit rounded-sm text-ink-soft text-xs hover:text-ink">{words.showData}</summary>
        {isOpen && <FrameTable caption={title} data={data()} />}
      </details>
    </figure>
  );
}

function FrameTable({ caption, data }: { readonly caption: string; readonly data: DataTable }) {
  return (
    <Table caption={caption} className="mt-1 max-h-72 overflow-y-auto">
      <thead>
        <tr>
          {data.head.map((name) => (
            <Th key={name} numeric>
              {name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.rows.map((cells) => (
          <tr key={cells.join("/")}>
            {cells.map((cell, column) => (
              <Td key={data.head[column]} numeric>
                {cell}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
