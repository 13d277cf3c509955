"use client";

import { History, Orbit, Ruler, SlidersHorizontal } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Badge, type BadgeTone } from "./badge.tsx";

/** Where a figure or a picture comes from. */
export type Origin = "measured" | "emulated" | "recorded" | "simulated";

const looks = {
  measured: { tone: "ok", Icon: Ruler },
  emulated: { tone: "limit", Icon: SlidersHorizontal },
  recorded: { tone: "plain", Icon: History },
  simulated: { tone: "accent", Icon: Orbit },
} as const satisfies Record<Origin, { tone: BadgeTone; Icon: typeof Ruler }>;

/** Says whether a figure was measured, emulated, recorded earlier or simulated; its title says what that means. */
export function OriginBadge({ origin, className }: { readonly origin: Origin; readonly className?: string }) {
  const { text } = useText();
  const { tone, Icon } = looks[origin];
  const { name, meaning } = text.site.origins[origin];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />} title={meaning} className={className}>
      {name}
    </Badge>
  );
}
