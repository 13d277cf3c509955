import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

type TableProps = {
  /** What the table holds; read aloud, drawn only with `showCaption`. */
  readonly caption: string;
  readonly showCaption?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
};

/** A real table that scrolls sideways inside itself where the page is narrow. */
export function Table({ caption, showCaption = false, className, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (axe: scrollable-region-focusable)
    <section aria-label={caption} tabIndex={0} className={classNames("min-w-0 overflow-x-auto", className)}>
      <table className="w-full border-collapse text-sm">
        <caption className={showCaption ? "pb-2 text-left font-medium text-ink-soft" : "sr-only"}>
          {caption}
        </caption>
        {children}
      </table>
    </section>
  );
}

type CellProps = { readonly numeric?: boolean };

/** Head of a column, or of a row with `scope="row"`. Numeric ones stand at the right. */
export function Th({ numeric = false, className, scope = "col", ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope={scope}
      {...rest}
      className={classNames(
        "border-hairline border-b px-3 py-1.5 align-baseline font-medium",
        scope === "col" ? "whitespace-nowrap text-ink-soft text-xs" : "text-ink",
        numeric ? "text-right" : "text-left",
        className,
      )}
    />
  );
}

/** A cell. Numeric ones use the figures' typeface and stand at the right. */
export function Td({ numeric = false, className, ...rest }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      {...rest}
      className={classNames(
        "border-hairline border-b px-3 py-1.5 align-baseline",
        numeric && "whitespace-nowrap text-right font-mono text-[0.8125rem]",
        className,
      )}
    />
  );
}
