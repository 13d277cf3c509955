"use client";

import { Check, CircleDashed, Gauge, Hourglass, X } from "lucide-react";
import type { ReactNode } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Badge } from "./badge.tsx";

export type Status = "ok" | "pending" | "failed" | "limit" | "stale";

const icons = {
  ok: Check,
  pending: Hourglass,
  failed: X,
  limit: Gauge,
  stale: CircleDashed,
} as const satisfies Record<Status, typeof Check>;

type StatusBadgeProps = {
  readonly status: Status;
  readonly className?: string;
  /** A more exact word than the status's own, such as `DEADLINE_EXCEEDED`. */
  readonly children?: ReactNode;
};

/** How a thing stands: a colour, a glyph and a word. */
export function StatusBadge({ status, className, children }: StatusBadgeProps) {
  const { text } = useText();
  const Icon = icons[status];
  return (
    <Badge tone={status} icon={<Icon aria-hidden="true" />} className={className}>
      {children ?? text.site.statuses[status]}
    </Badge>
  );
}
