import { type ReactNode, useId, useRef, useState } from "react";
import { ResponsiveContainer } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { type CsvCell, toCsv } from "#lib/csv.ts";
import { formatPlural } from "#lib/i18n/format-text.ts";
import { toPicture } from "./save-chart.ts";
import { SaveMenu } from "./save-menu.tsx";

/** The same data as words and figures: head, then rows of cells that are already formatted. */
export type DataTable = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** The same data for other programs: English names, µs, every digit. */
export type CsvTable = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
};

type ChartFrameProps = {
  readonly title: string;
  /** What the axes show, and in which unit. */
  readonly unit: string;
  /** What the picture says, in words made from its data. */
  readonly reading: string;
  /** Which keys do what; null: the chart's own axes and the arrow keys. */
  readonly help?: string;
  /** Name of its files, without an ending. */
  readonly fileName: string;
  /** Both made only when somebody asks for them. */
  readonly data: () => DataTable;
  readonly csv: () => CsvTable;
  /** `low`: for few bars beside each other. */
  readonly height?: "usual" | "low";
  /** Choices of this chart alone. */
  readonly controls?: ReactNode;
  /** What lies over the chart, in the same box. */
  readonly overlay?: ReactNode;
  /** What stands between picture and data: a scale of colours, a legend of its own. */
  readonly below?: ReactNode;
  /** The chart itself. */
  readonly children: (help: string) => ReactNode;
};

/** What stands around every chart: title, unit, its reading in words, its files, and its data as a table. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, unit, reading, data, csv, children } = props;
  const words = useText().text.latency;
  const titleId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <figure aria-labelledby={titleId} className="grid min-w-0 content-start gap-1">
      <figcaption className="grid gap-0.5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 id={titleId} className="text-base">
            {title}
          </h3>
          <div className="ml-auto flex flex-wrap items-center gap-2" data-print="hidden">
            {props.controls}
            <SaveMenu
              title={title}
              fileName={props.fileName}
              picture={() => {
                const chart = frame.current?.querySelector<SVGSVGElement>("svg.recharts-surface");
                return chart == null ? null : toPicture(chart, [title, reading, unit]);
              }}
              csv={() => {
                const { head, rows } = csv();
                return toCsv(head, rows);
              }}
            />
          </div>
        </div>
        <p className="text-ink text-sm">{reading}</p>
        <p className="text-ink-soft text-xs">{unit}</p>
      </figcaption>
      <div
        ref={frame}
        className={classNames(
          "relative min-w-0 text-xs [&_.recharts-cartesian-axis]:pointer-events-none [&_.recharts-surface]:rounded-sm",
          props.height === "low" ? "h-32" : "h-60",
        )}
      >
        <ResponsiveContainer width="100%" height="100%" minWidth={0}>
          {children(`${title}. ${reading} ${props.help ?? words.chartHelp}`)}
        </ResponsiveContainer>
        {props.overlay}
      </div>
      {props.below}
      <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary className="w-fit rounded-sm text-ink-soft text-xs hover:text-ink">{words.showData}</summary>
        {isOpen && <FrameTable caption={title} data={data()} />}
      </details>
    </figure>
  );
}

/** More rows than this nobody reads, and they would keep the page busy: the file has them all. */
const maxShownRows = 500;

function FrameTable({ caption, data }: { readonly caption: string; readonly data: DataTable }) {
  const { locale, text } = useText();
  const left = data.rows.length - maxShownRows;
  return (
    <>
      <DataRows caption={caption} data={{ ...data, rows: data.rows.slice(0, maxShownRows) }} />
      {left > 0 && (
        <p className="mt-1 text-ink-soft text-xs">{formatPlural(locale, text.latency.moreRows, left)}</p>
      )}
    </>
  );
}

function DataRows({ caption, data }: { readonly caption: string; readonly data: DataTable }) {
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
        {data.rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two rows may read the same, and rows never move
          <tr key={row}>
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
