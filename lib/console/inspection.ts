/** How a value is shown; the names and defaults of Node's `util.inspect`. */
export type InspectOptions = {
  /** Levels of nesting shown; null: all. */
  readonly depth: number | null;
  /** Properties that are not enumerable too. */
  readonly showHidden: boolean;
  readonly maxArrayLength: number;
  readonly maxStringLength: number;
  readonly breakLength: number;
  /** So many innermost levels share a line when they fit. */
  readonly compact: number;
  readonly sorted: boolean;
  readonly customInspect: boolean;
  /** The error whose stack is shown beside the text; its frames are left out of it. */
  readonly bareError: unknown;
};

export const defaultOptions: InspectOptions = {
  depth: 2,
  showHidden: false,
  maxArrayLength: 100,
  maxStringLength: 10_000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  customInspect: true,
  bareError: undefined,
};

/** The state of showing one value: what is open around the place that is written, and how to show what is in it. */
export type Inspection = {
  readonly options: InspectOptions;
  /** The objects that are open, outermost first. */
  readonly open: object[];
  /** Objects that are met again inside themselves, and their numbers. */
  readonly circles: Map<object, number>;
  indentation: number;
  /** Depth of the object shown last. */
  currentDepth: number;
  show(value: unknown, depth: number, isInTypedArray?: boolean): string;
};

/** Runs `part` two columns further to the right. */
export function indented<Result>(inspection: Inspection, part: () => Result): Result {
  inspection.indentation += 2;
  try {
    return part();
  } finally {
    inspection.indentation -= 2;
  }
}

export const isTooDeep = ({ options }: Inspection, depth: number): boolean =>
  options.depth !== null && depth > options.depth;

export function remainingText(count: number, what: string): string {
  return `... ${count} more ${what}${count > 1 ? "s" : ""}`;
}
