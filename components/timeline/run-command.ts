import { assertNever } from "#lib/assert.ts";
import type { SpanStep } from "#lib/timeline/walk-spans.ts";
import type { TimelineCommand } from "./timeline-keys.ts";
import type { PlaybackControl } from "./use-playback.ts";
import type { TimeView } from "./use-time-view.ts";

type CommandTargets = {
  readonly view: TimeView;
  readonly playback: PlaybackControl;
  readonly endUs: number;
  /** The visitor asked for less motion: play means one step. */
  readonly still: boolean;
  walk(step: SpanStep): void;
  showDetails(): void;
  back(): void;
  togglePath(): void;
  readonly swap: (() => void) | null;
};

/** Does what a key asked for. */
export function runCommand(command: TimelineCommand, targets: CommandTargets): void {
  const { view, playback, endUs } = targets;
  const { leftPx, widthPx } = view.scale;
  switch (command.kind) {
    case "walk":
      return targets.walk(command.step);
    case "zoom":
      return view.zoom(leftPx + widthPx / 2, command.factor);
    case "pan":
      return view.pan(command.share * widthPx);
    case "play":
      return targets.still ? playback.step("next") : playback.toggle();
    case "nextEvent":
      return playback.step("next");
    case "previousEvent":
      return playback.step("previous");
    case "nudge":
      return playback.seek((playback.playheadUs ?? endUs) + command.share * endUs);
    case "start":
      return playback.seek(0);
    case "end":
      return playback.seek(null);
    case "details":
      return targets.showDetails();
    case "back":
      return targets.back();
    case "fit":
      return view.fit();
    case "path":
      return targets.togglePath();
    case "swap":
      return targets.swap?.();
    default:
      return assertNever(command.kind);
  }
}
