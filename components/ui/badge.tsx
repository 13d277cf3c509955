import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type BadgeTone = "plain" | "accent" | "ok" | "pending" | "failed" | "limit" | "stale";

const tones = {
  plain: "border-hairline-strong text-ink-soft",
  accent: "border-accent/40 bg-accent-soft text-accent",
  ok: "border-ok/40 text-ok",
  pending: "border-pending/40 text-pending",
  failed: "border-failed/40 bg-failed-soft text-failed",
  limit: "border-limit/40 bg-limit-soft text-limit",
  stale: "border-stale/40 border-dashed text-stale",
} as const satisfies Record<BadgeTone, string>;

type BadgeProps = {
  readonly tone?: BadgeTone;
  readonly icon?: ReactNode;
  readonly title?: string | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** A word in a frame. Colour is never alone: the word or the icon says the same. */
export function Badge({ tone = "plain", icon, title, className, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={classNames(
        "inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 font-medium text-xs [&_svg]:size-3",
        tones[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
