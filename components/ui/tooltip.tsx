"use client";

import * as RadixTooltip from "@radix-ui/react-tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd.tsx";

export type TooltipSide = "top" | "right" | "bottom" | "left";

type TooltipProps = {
  readonly content: ReactNode;
  readonly keys?: readonly string[] | undefined;
  readonly side?: TooltipSide | undefined;
  /** One element that takes a ref and props: the thing explained. It must be focusable. */
  readonly children: ReactElement;
};

/** Words that appear on hover and on keyboard focus. Never the only place of something one must know. */
export function Tooltip({ content, keys, side = "bottom", children }: TooltipProps) {
  return (
    <RadixTooltip.Provider delayDuration={350}>
      <RadixTooltip.Root>
        <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
        <RadixTooltip.Portal>
          <RadixTooltip.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 flex max-w-72 items-center gap-2 rounded-control bg-ink px-2 py-1 text-paper text-xs"
          >
            {content}
            {keys !== undefined && <Kbd keys={keys} />}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
