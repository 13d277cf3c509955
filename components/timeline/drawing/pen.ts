/** What can be drawn with: names of colours, resolved by the pen. */
export const inks = [
  "paper",
  "network",
  "queue",
  "execution",
  "blocked",
  "idle",
  "ink",
  "inkSoft",
  "inkFaint",
  "hairline",
  "hairlineStrong",
  "failed",
  "accent",
] as const;
export type Ink = (typeof inks)[number];

/** The custom property of app/tokens.css behind each ink. */
export const inkProperties = {
  paper: "--timeline-paper",
  network: "--phase-network",
  queue: "--phase-queue",
  execution: "--phase-execution",
  blocked: "--phase-blocked",
  idle: "--phase-idle",
  ink: "--ink",
  inkSoft: "--ink-soft",
  inkFaint: "--ink-faint",
  hairline: "--hairline",
  hairlineStrong: "--hairline-strong",
  failed: "--failed",
  accent: "--accent",
} as const satisfies Record<Ink, string>;

/** The second code beside colour: diagonal hatch, cross-hatch, sparse hatch for wasted work, dots. */
export type Fill = "solid" | "hatch" | "cross" | "wasted" | "dots";

export type BoxStyle = {
  readonly fill?: Fill;
  readonly alpha?: number;
  readonly radius?: number;
  /** A line around the box in its own ink. */
  readonly outline?: boolean;
  readonly dashed?: boolean;
};

export type LineStyle = {
  readonly width?: number;
  readonly alpha?: number;
  readonly dash?: readonly number[];
};

export type TextStyle = {
  readonly size?: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly weight?: 400 | 500 | 600;
  /** A rim in paper colour, for words over patterns. */
  readonly halo?: boolean;
};

/** Draws marks in px. A canvas and an SVG implement it, so the picture on screen and the exported one are the same. */
export type Pen = {
  box(x: number, y: number, width: number, height: number, ink: Ink, style?: BoxStyle): void;
  /** An open line through x, y, x, y, … */
  line(points: readonly number[], ink: Ink, style?: LineStyle): void;
  /** A filled shape through x, y, x, y, … */
  area(points: readonly number[], ink: Ink, style?: BoxStyle): void;
  /** One line of words; y is the baseline. */
  text(x: number, y: number, words: string, ink: Ink, style?: TextStyle): void;
};

/** How the bars of a lane look: colour and pattern, since colour alone tells nobody enough. */
export type BarLook = { readonly ink: Ink; readonly fill: Fill };
