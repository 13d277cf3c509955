import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

type PaneProps = {
  readonly label: string;
  /** Its height: what is inside scrolls. */
  readonly className: string;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
};

/** One view in a frame of a height of its own. */
export function Pane({ label, className, extra, children }: PaneProps) {
  return (
    <div
      className={classNames(
        "flex min-h-0 min-w-0 flex-col overflow-hidden rounded-control border border-hairline bg-surface",
        className,
      )}
    >
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-2 border-hairline border-b px-3">
        <h3 className="font-medium text-ink-soft text-xs">{label}</h3>
        {extra}
      </div>
      {children}
    </div>
  );
}
