import type { ReactNode } from "react";

/** What a chart says about the place under the pointer or the keyboard's cursor. */
export function ChartTooltip({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: readonly ReactNode[];
}) {
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
