"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { trustedDrawing } from "#components/ui/trusted-types.ts";
import { createSvgPen } from "./drawing/svg-pen.ts";

/** No run yet: the shape of what will be here, drawn faintly, and a sentence. It shows no data. */
export function TimelineEmpty({ sentence }: { readonly sentence?: string }) {
  const { text } = useText();
  const pen = createSvgPen("ghost");
  for (const [call, x] of [0, 136, 272, 408].entries()) {
    pen.line([x, 18, x + 12, 36], "network", { width: 1.5 });
    pen.box(x + 12, 40, 110, 14, "execution", { radius: 2 });
    pen.line([x + 122, 36, x + 134, 18], "network", { width: 1.5 });
    pen.box(x, 2, 134, 12, "blocked", { fill: "cross", radius: 2 });
    pen.box(12, 112 + call * 18, 110, 14, "execution", { radius: 2 });
  }
  pen.line([0, 96, 12, 110], "network", { width: 1.5 });
  pen.line([122, 110, 134, 96], "network", { width: 1.5 });
  pen.box(0, 92, 134, 2, "idle");
  return (
    <div className="grid justify-items-center gap-4 px-4 py-10 text-center">
      <svg
        aria-hidden="true"
        viewBox="-2 0 546 184"
        className="w-full max-w-lg opacity-25"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: marks of our own pen, no words.
        dangerouslySetInnerHTML={trustedDrawing(pen.definitions() + pen.body())}
      />
      <p className="font-medium text-ink">{sentence ?? text.timeline.empty}</p>
      <p className="max-w-md text-ink-soft text-sm">{text.timeline.emptyMeaning}</p>
    </div>
  );
}
