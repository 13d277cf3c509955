"use client";

import type { KeyboardEventHandler, PointerEvent, Ref } from "react";
import { useText } from "#components/i18n/use-text.tsx";

export type SurfacePointer = Readonly<
  Record<
    "onPointerDown" | "onPointerMove" | "onPointerUp" | "onPointerCancel",
    (event: PointerEvent<HTMLElement>) => void
  > & { onPointerLeave: () => void }
>;

type SurfaceProps = {
  readonly ref: Ref<HTMLDivElement>;
  readonly pointer: SurfacePointer;
  readonly onKeyDown: KeyboardEventHandler;
  readonly onFocusChange: (isFocused: boolean) => void;
};

/** What takes pointer and keys for the whole plot; the canvases below it are only looked at. */
export function TimelineSurface({ ref, pointer, onKeyDown, onFocusChange }: SurfaceProps) {
  const words = useText().text.timeline;
  return (
    <div
      ref={ref}
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application surface with roving focus (WAI-ARIA).
      tabIndex={0}
      aria-label={words.surface}
      aria-roledescription={words.surfaceRole}
      data-interactive=""
      className="peer absolute inset-0 cursor-crosshair touch-pan-y select-none"
      {...pointer}
      onKeyDown={onKeyDown}
      onFocus={() => onFocusChange(true)}
      onBlur={() => onFocusChange(false)}
    />
  );
}
