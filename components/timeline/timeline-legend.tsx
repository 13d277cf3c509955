"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { trustedDrawing } from "#components/ui/trusted-types.ts";
import type { Lane, RunLayout } from "#lib/timeline/lane.ts";
import { spanMarks } from "#lib/timeline/span-columns.ts";
import type { BoxStyle, Ink } from "./drawing/pen.ts";
import { createSvgPen } from "./drawing/svg-pen.ts";

type Item =
  | "connection"
  | "network"
  | "message"
  | "queue"
  | "execution"
  | "blocked"
  | "busy"
  | "idle"
  | "wasted"
  | "failed"
  | "gap";

const samples: Readonly<
  Record<Exclude<Item, "failed" | "idle" | "gap" | "network" | "message">, readonly [Ink, BoxStyle]>
> = {
  connection: ["idle", { fill: "hatch", outline: true }],
  queue: ["queue", { fill: "hatch", outline: true }],
  execution: ["execution", { radius: 2 }],
  blocked: ["blocked", { fill: "cross", radius: 2 }],
  busy: ["inkSoft", { radius: 2 }],
  wasted: ["execution", { fill: "wasted", outline: true }],
};

/** Colour and pattern of everything that is on screen, and of nothing else. */
export function TimelineLegend({ layouts }: { readonly layouts: readonly RunLayout[] }) {
  const { text } = useText();
  const words = text.timeline;
  return (
    <ul aria-label={words.legend} className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
      {itemsOf(layouts).map((item) => (
        <li key={item} className="flex items-center gap-1.5">
          <svg
            aria-hidden="true"
            width={22}
            height={12}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: marks of our own pen, no words.
            dangerouslySetInnerHTML={trustedDrawing(sampleOf(item))}
          />
          {words.legendItems[item]}
        </li>
      ))}
    </ul>
  );
}

function sampleOf(item: Item): string {
  const pen = createSvgPen(`legend-${item}`);
  if (item === "idle") pen.box(0, 5, 22, 2, "idle");
  else if (item === "network") pen.line([4, 0, 18, 12], "network", { width: 1.75 });
  else if (item === "message") pen.area([6, 9, 16, 9, 11, 2], "network");
  else if (item === "gap") pen.line([1, 2, 1, 9, 21, 9, 21, 2], "failed", { width: 1.5 });
  else if (item === "failed") {
    pen.line([7, 2, 15, 10], "failed", { width: 1.75 });
    pen.line([7, 10, 15, 2], "failed", { width: 1.75 });
  } else pen.box(0, 1, 22, 10, ...samples[item]);
  return pen.definitions() + pen.body();
}

function itemsOf(layouts: readonly RunLayout[]): readonly Item[] {
  const lanes = layouts.flatMap((layout) => layout.lanes);
  const any = (kinds: readonly Lane["kind"][], test: (lane: Lane) => boolean) =>
    lanes.some((lane) => kinds.includes(lane.kind) && test(lane));
  const marked = (mark: number, wanted: boolean) => (lane: Lane) =>
    lane.spans.marks.some((marks) => ((marks & mark) !== 0) === wanted);
  const all = lanes.map(({ kind }) => kind);
  const present: Readonly<Record<Item, boolean>> = {
    execution: any(["worker"], (lane) => lane.spans.length > 0),
    queue: any(["queue"], (lane) => lane.spans.length > 0),
    connection: all.includes("connection"),
    network: any(["networkOut", "networkBack"], (lane) => lane.spans.length > 0),
    message: layouts.some(({ record }) => record.messages.length > 0),
    blocked: any(["client", "serverThread"], marked(spanMarks.busy, false)),
    busy: any(["client", "serverThread"], marked(spanMarks.busy, true)),
    idle: all.includes("client"),
    gap: any(["client", "serverThread"], (lane) => lane.gaps.length > 0),
    wasted: any(["worker"], marked(spanMarks.wasted, true)),
    failed: any(["worker", "networkOut", "networkBack"], marked(spanMarks.failed, true)),
  };
  return (Object.keys(present) as Item[]).filter((item) => present[item]);
}
