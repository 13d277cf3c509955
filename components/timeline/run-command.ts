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
  openSearch(): void;
  /** Begins or ends a stretch of time at the focused span. */
  markRegion(): void;
  writeNote(): void;
  readonly swap: (() => void) | null;
};

/** Does what a key asked for. */
export function runCommand(command: TimelineCommand, targets: CommandTargets): void {
  const { view, playback, endUs } = targets;
  const { leftPx, widthPx } = view.scale;
  switch (command.kind) {
    case "walk":
      targets.walk(command.step);
      break;
    case "zoom":
      view.zoom(leftPx + widthPx / 2, command.factor);
      break;
    case "pan":
      view.pan(command.share * widthPx);
      break;
    case "play":
      if (targets.still) playback.step("next");
      else playback.toggle();
      break;
    case "nextEvent":
      playback.step("next");
      break;
    case "previousEvent":
      playback.step("previous");
      break;
    case "nudge":
      playback.seek((playback.playheadUs ?? endUs) + command.share * endUs);
      break;
    case "start":
      playback.seek(0);
      break;
    case "end":
      playback.seek(null);
      break;
    case "details":
      targets.showDetails();
      break;
    case "back":
      targets.back();
      break;
    case "fit":
      view.fit();
      break;
    case "path":
      targets.togglePath();
      break;
    case "search":
      targets.openSearch();
      break;
    case "region":
      targets.markRegion();
      break;
    case "note":
      targets.writeNote();
      break;
    case "swap":
      targets.swap?.();
      break;
    default:
      assertNever(command);
  }
}
