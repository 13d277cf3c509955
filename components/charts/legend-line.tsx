type LineLook = { readonly colour: string; readonly dash?: string | undefined };

/** A line as the chart draws it, and what it is. */
export function LegendLine({ name, ...look }: LineLook & { readonly name: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <LineSample {...look} />
      {name}
    </li>
  );
}

export function LineSample({ colour, dash }: LineLook) {
  return (
    <svg width="22" height="8" aria-hidden="true">
      <line x1="0" x2="22" y1="4" y2="4" stroke={colour} strokeWidth="2" strokeDasharray={dash} />
    </svg>
  );
}
