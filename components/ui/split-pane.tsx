"use client";

import { type ReactNode, useMemo } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { classNames } from "./class-names.ts";
import { createStoredPreference } from "./stored-preference.ts";
import { useStoredPreference } from "./use-stored-preference.ts";

type SplitPaneProps = {
  /** Names the remembered size; one per place in the site. */
  readonly name: string;
  /** What the separator does, read aloud: "Resize editor and results". */
  readonly label: string;
  readonly orientation?: "horizontal" | "vertical";
  readonly first: ReactNode;
  readonly second: ReactNode;
  /** Share of the first pane, in per cent, until the visitor changes it and after a double click. */
  readonly defaultPercent?: number;
  /** Smallest sizes in px. */
  readonly minFirst?: number;
  readonly minSecond?: number;
  /** Gives one pane all the room; the other keeps its state unseen. */
  readonly maximised?: "first" | "second" | null;
  readonly className?: string;
};

/**
 * Two panes with a separator that moves by pointer, arrow keys, Home and End, and goes back to the default on a
 * double click. The size is remembered. Fills its parent, which needs a height.
 */
export function SplitPane(props: SplitPaneProps) {
  const { name, label, orientation = "horizontal", defaultPercent = 50, maximised = null } = props;
  const preference = useMemo(() => createSplitPreference(name, defaultPercent), [name, defaultPercent]);
  const [percent, setPercent] = useStoredPreference(preference);

  // Element ids, so they must differ between the split panes of a page.
  const [first, second] = [`${name}-first`, `${name}-second`];

  return (
    <Group
      id={`split-${name}`}
      orientation={orientation}
      defaultLayout={{ [first]: percent, [second]: 100 - percent }}
      className={classNames(
        "h-full min-h-0",
        // Hidden, not resized: the remembered layout is still there afterwards.
        maximised === "first" && "[&>:last-child]:hidden!",
        maximised === "second" && "[&>:first-child]:hidden!",
        props.className,
      )}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        const share = layout[first];
        if (isUserInteraction && share !== undefined) setPercent(Math.round(share * 10) / 10);
      }}
    >
      <Panel id={first} defaultSize={`${defaultPercent}%`} minSize={props.minFirst ?? 160}>
        {props.first}
      </Panel>
      <Separator
        aria-label={label}
        disabled={maximised !== null}
        onDoubleClick={() => setPercent(defaultPercent)}
        className={classNames(
          "relative shrink-0 bg-hairline transition-colors duration-100 hover:bg-accent data-[separator=active]:bg-accent",
          // A hairline to see, nine pixels to grasp.
          "after:absolute after:z-10 focus-visible:bg-accent focus-visible:outline-offset-0",
          orientation === "horizontal"
            ? "w-px after:-inset-x-1 after:inset-y-0"
            : "h-px after:inset-x-0 after:-inset-y-1",
          maximised !== null && "hidden",
        )}
      />
      <Panel id={second} minSize={props.minSecond ?? 160}>
        {props.second}
      </Panel>
    </Group>
  );
}

function createSplitPreference(name: string, fallback: number) {
  return createStoredPreference<number>(`split:${name}`, fallback, (json) =>
    typeof json === "number" && json > 0 && json < 100 ? json : undefined,
  );
}
