import type { ReactNode } from "react";
import { tooltipLook } from "./axes.ts";

type TooltipWords = { readonly title: string; readonly lines: readonly ReactNode[] };

/** The properties of a `Tooltip` that says something about each point of a chart. */
export function pointTooltip<Point>(say: (point: Point) => TooltipWords) {
  return {
    ...tooltipLook,
    content: ({ payload }: { readonly payload?: readonly { readonly payload?: Point }[] }) => {
      const point = payload?.[0]?.payload;
      return point === undefined ? null : <ChartTooltip {...say(point)} />;
    },
  };
}

/** What a chart says about the place under the pointer or the keyboard's cursor. */
export function ChartTooltip({ title, lines }: TooltipWords) {
  return (
    <div className="rounded-control border border-hairline-strong bg-surface-raised px-2 py-1 text-ink text-xs">
      <p className="font-medium">{title}</p>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one tooltip have no other name
        <p key={index} className="text-ink-soft">
          {line}
        </p>
      ))}
    </div>
  );
}
