"use client";

import { useState } from "react";
import type { CodePosition } from "./problem.ts";

/** The place asked for last, by the owner or by a click on a problem. */
export function useLatestPlace(
  fromOwner: CodePosition | null,
  own: CodePosition | null,
): CodePosition | null {
  const [latest, setLatest] = useState({ fromOwner, own, place: fromOwner });
  if (latest.fromOwner === fromOwner && latest.own === own) return latest.place;
  const place = latest.own === own ? fromOwner : own;
  setLatest({ fromOwner, own, place });
  return place;
}
