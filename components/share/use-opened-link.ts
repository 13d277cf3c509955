"use client";

import { useEffect, useState } from "react";
import type { SnippetLimits } from "#lib/share/find-snippet-problem.ts";
import type { OpenedLink } from "./opened-link.ts";
import { readOpenedLink } from "./read-opened-link.ts";

export type Arrival = {
  /** Null: the page was opened by no link. */
  readonly link: OpenedLink | null;
  /** Counts links: the visitor may put another one into the address bar. */
  readonly number: number;
};

/** What a link brought to this page; `shared`: what the server says that its address brings. Undefined until it is read. */
export function useOpenedLink(shared: OpenedLink | null, limits: SnippetLimits): Arrival | undefined {
  const [arrival, setArrival] = useState<Arrival | undefined>();
  // Of the arrival: the page may be handed to us again, with other starters, while the visitor works.
  const [first] = useState({ shared, limits });
  useEffect(() => {
    let isOver = false;
    const read = async (isFirst: boolean) => {
      const found = await readOpenedLink(location.hash, first.limits);
      if (isOver || (found === null && !isFirst)) return;
      setArrival((before) => ({ link: found ?? first.shared, number: (before?.number ?? 0) + 1 }));
    };
    void read(true);
    const onFragment = () => void read(false);
    window.addEventListener("hashchange", onFragment);
    return () => {
      isOver = true;
      window.removeEventListener("hashchange", onFragment);
    };
  }, [first]);
  return arrival;
}
