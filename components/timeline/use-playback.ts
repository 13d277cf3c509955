"use client";

import {
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import type { RunLayout } from "#lib/timeline/lane.ts";
import {
  createPlayback,
  nextEvent,
  type PlaybackCounts,
  previousEvent,
} from "#lib/timeline/playback-state.ts";
import type { Moment } from "./moment.ts";

/** A run lasts this long when it is played at the default speed, s. */
const defaultPlayS = 8;

export type PlaybackSpeed = number | "fit";

export type PlaybackControl = {
  /** µs since the first intended start, the same in every panel; null: the whole run is shown. */
  readonly playheadUs: number | null;
  readonly isPlaying: boolean;
  readonly speed: PlaybackSpeed;
  readonly counts: readonly PlaybackCounts[];
  setSpeed(speed: PlaybackSpeed): void;
  toggle(): void;
  seek(us: number | null): void;
  step(direction: "next" | "previous"): void;
};

/**
 * The synchronised playhead of all panels, at the moment that the other views show too. Pauses when the timeline leaves
 * the screen or the tab is hidden; never starts by itself.
 */
export function usePlayback(
  layouts: readonly RunLayout[],
  endUs: number,
  surface: RefObject<HTMLElement | null>,
  moment: Moment,
): PlaybackControl {
  const playheadUs = useSyncExternalStore(moment.subscribe, moment.current, () => null);
  const [isPlaying, setIsPlaying] = useState(false);
  const [speed, setSpeed] = useState<PlaybackSpeed>("fit");
  const runs = useMemo(
    () => layouts.map((layout) => ({ layout, playback: createPlayback(layout) })),
    [layouts],
  );
  const position = useRef(moment.current() ?? 0);

  useEffect(() => {
    if (!isPlaying) return;
    const usPerMs = speed === "fit" ? endUs / (defaultPlayS * 1_000) : speed * 1_000;
    let before: number | null = null;
    let handle = requestAnimationFrame(function frame(atMs) {
      position.current += before === null ? 0 : (atMs - before) * usPerMs;
      before = atMs;
      if (position.current >= endUs) {
        moment.set(null);
        setIsPlaying(false);
        return;
      }
      moment.set(position.current);
      handle = requestAnimationFrame(frame);
    });
    return () => cancelAnimationFrame(handle);
  }, [isPlaying, speed, endUs, moment]);

  useEffect(() => {
    const { current } = surface;
    if (current === null) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === false) setIsPlaying(false);
    });
    observer.observe(current);
    // A hidden tab draws no frames: the first one after it would leap over what nobody saw.
    const pause = () => document.hidden && setIsPlaying(false);
    document.addEventListener("visibilitychange", pause);
    return () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", pause);
    };
  }, [surface]);

  const seek = useCallback(
    (us: number | null) => {
      const at = us === null || us >= endUs ? null : Math.max(0, us);
      position.current = at ?? 0;
      moment.set(at);
    },
    [endUs, moment],
  );

  const step = useCallback(
    (direction: "next" | "previous") => {
      setIsPlaying(false);
      const here = playheadUs ?? (direction === "next" ? 0 : endUs);
      const candidates = runs.map(({ layout, playback }) => {
        const at = here + layout.originUs;
        const found =
          direction === "next" ? nextEvent(playback.events, at) : previousEvent(playback.events, at);
        return found - layout.originUs;
      });
      const ahead = candidates.filter((us) => (direction === "next" ? us > here : us < here));
      if (ahead.length === 0) return seek(direction === "next" ? null : 0);
      seek(direction === "next" ? Math.min(...ahead) : Math.max(...ahead));
    },
    [runs, playheadUs, endUs, seek],
  );

  const toggle = useCallback(() => {
    if (!isPlaying && playheadUs === null) seek(0);
    setIsPlaying(!isPlaying);
  }, [isPlaying, playheadUs, seek]);

  const counts = useMemo(
    () =>
      runs.map(({ layout, playback }) =>
        playback.countsAt(Math.floor(layout.originUs + (playheadUs ?? endUs))),
      ),
    [runs, playheadUs, endUs],
  );
  return { playheadUs, isPlaying, speed, counts, setSpeed, toggle, seek, step };
}
