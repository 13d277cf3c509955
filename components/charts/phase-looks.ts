import type { PhaseKind } from "#lib/record/phases.ts";

/** `merged`: more than one phase, between two stamps that are known. */
export type PhaseName = PhaseKind | "merged";

type PhaseLook = { readonly name: PhaseName; readonly fill: string; readonly opacity: number };

/** In the order in which they follow each other; those of one colour are told apart by its strength and their names. */
export const phaseLooks: readonly PhaseLook[] = [
  { name: "clientWait", fill: "var(--phase-idle)", opacity: 1 },
  { name: "networkOut", fill: "var(--phase-network)", opacity: 0.9 },
  { name: "queue", fill: "var(--phase-queue)", opacity: 1 },
  { name: "execution", fill: "var(--phase-execution)", opacity: 1 },
  { name: "reply", fill: "var(--phase-network)", opacity: 0.35 },
  { name: "networkBack", fill: "var(--phase-network)", opacity: 0.65 },
  { name: "resume", fill: "var(--phase-idle)", opacity: 0.5 },
  { name: "refused", fill: "var(--phase-blocked)", opacity: 1 },
  { name: "merged", fill: "var(--phase-network)", opacity: 0.2 },
];
