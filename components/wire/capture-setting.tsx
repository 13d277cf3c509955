"use client";

import { useId } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { useStoredPreference } from "#components/ui/use-stored-preference.ts";
import { capturePreference } from "./capture-preference.ts";
import { captures } from "./captures.ts";

/** Whether runs keep their bytes. */
export function CaptureSetting() {
  const words = useText().text.wire;
  const id = useId();
  const [isOn, setOn] = useStoredPreference(capturePreference);
  return (
    <div className="grid gap-1">
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={isOn}
          aria-describedby={id}
          onChange={(event) => {
            setOn(event.target.checked);
            if (!event.target.checked) void captures.end();
          }}
        />
        {words.capture}
      </label>
      <p id={id} className="text-ink-faint text-xs">
        {words.captureHint}
      </p>
    </div>
  );
}
