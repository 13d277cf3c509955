import { useEffect } from "react";

/** Mod+Enter makes the calls, Escape stops them; `stop` null: nothing goes on. */
export function useCompareKeys({ run, stop }: { run: () => void; stop: (() => void) | null }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && stop === null) {
        event.preventDefault();
        run();
      }
      if (event.key === "Escape") stop?.();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [run, stop]);
}
